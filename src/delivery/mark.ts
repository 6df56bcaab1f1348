import { ApiObject, type App } from 'cdk8s';
import { argoAnnotations } from './argo';
import { addCommon } from './common';
import type { DeliveryOptions } from './delivery-options';
import { fluxAnnotations } from './flux';
import type { KubeObject } from './kube-object';
import { stagesOf } from './stage';

/** Gives every object of the app the labels and annotations that the options ask for. */
export function mark(app: App, options: DeliveryOptions): void {
  const objects = app.node.findAll().filter((each) => ApiObject.isApiObject(each)).map((each) => ApiObject.of(each));
  if (options.labels || options.annotations) for (const object of objects) addCommon(object, options);
  if (!options.argo && !options.flux) return;
  const manifests = objects.map((object): KubeObject => object.toJson());
  const stages = stagesOf(manifests);
  for (const [index, object] of objects.entries()) {
    const [manifest, stage] = [manifests[index]!, stages[index]!];
    const wanted = { ...(options.argo ? argoAnnotations(manifest, stage) : {}), ...(options.flux ? fluxAnnotations(manifest) : {}) };
    for (const [key, value] of Object.entries(wanted)) object.metadata.addAnnotation(key, value);
  }
}
