import { JsonPatch, type ApiObject } from 'cdk8s';
import type { DeliveryOptions } from './delivery-options';
import { kindOf, type KubeObject, type PodTemplate } from './kube-object';

/** Where a kind has its pods. That of a Job cannot be changed, so it is not among them. */
const TEMPLATES: Readonly<Record<string, { readonly path: string; readonly of: (spec: KubeObject['spec']) => PodTemplate | undefined }>> = {
  'CronJob.batch': { path: '/spec/jobTemplate/spec/template', of: (spec) => spec?.jobTemplate?.spec?.template },
  'DaemonSet.apps': { path: '/spec/template', of: (spec) => spec?.template },
  'Deployment.apps': { path: '/spec/template', of: (spec) => spec?.template },
  'StatefulSet.apps': { path: '/spec/template', of: (spec) => spec?.template },
};

/** Adds the common labels and annotations that the object has none of its own for. */
export function addCommon(object: ApiObject, { labels, annotations, includeTemplates }: DeliveryOptions): void {
  const manifest: KubeObject = object.toJson();
  const own = manifest.metadata;
  for (const [key, value] of Object.entries(labels ?? {})) if (own?.labels?.[key] === undefined) object.metadata.addLabel(key, value);
  for (const [key, value] of Object.entries(annotations ?? {})) if (own?.annotations?.[key] === undefined) object.metadata.addAnnotation(key, value);
  const place = TEMPLATES[kindOf(manifest)];
  const template = place?.of(manifest.spec);
  if (!includeTemplates || !place || !template) return;
  // What prints the object is a class of its own kind, which has no way to add to a pod: hence a patch, on the members that are named alike everywhere.
  if (!template.metadata) object.addJsonPatch(JsonPatch.add(`${place.path}/metadata`, {}));
  if (labels) object.addJsonPatch(JsonPatch.add(`${place.path}/metadata/labels`, { ...labels, ...template.metadata?.labels }));
  if (annotations) object.addJsonPatch(JsonPatch.add(`${place.path}/metadata/annotations`, { ...annotations, ...template.metadata?.annotations }));
}
