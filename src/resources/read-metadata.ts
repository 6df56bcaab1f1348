import type { DocumentProblems } from './document-problems';
import { metadataFields, readFields } from './fields';
import type { FromResourcesOptions } from './options';
import type { Resource } from './resource';
import { checkNamespaceName, isLabelValue, isMetadataKey, isPlainObject } from '../kube';

/** Kubernetes' own copy of the resource. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

type Metadata = Pick<Resource, 'name' | 'namespace' | 'labels' | 'annotations'>;

/** Reads what is the same in every kind; reports what the API server would refuse on the objects that come of it. */
export function readMetadata(problems: DocumentProblems, value: unknown, options: FromResourcesOptions): Metadata {
  const { props } = readFields({ fields: metadataFields, problems, root: 'metadata' }, value);
  const namespace = typeof props.namespace === 'string' ? props.namespace : options.namespace;
  const labels = textsIn(props.labels);
  const { [LAST_APPLIED]: _applied, ...annotations } = textsIn(props.annotations);
  checkNamespaceName(problems, 'metadata.namespace', namespace);
  const pairs = [...Object.keys(labels).map((key) => ['labels', key] as const), ...Object.keys(annotations).map((key) => ['annotations', key] as const)];
  for (const [list, key] of pairs) {
    if (!isMetadataKey(key)) problems.error('INVALID_LABEL', `metadata.${list}.${key}`, `"${key}" is no name of a label or an annotation`, 'Write it like acme.example.com/team');
  }
  for (const [key, label] of Object.entries(labels)) {
    if (!isLabelValue(label)) problems.error('INVALID_LABEL', `metadata.labels.${key}`, `"${label}" is no value of a label`, 'Give letters, digits, "-", "_" and ".", at most 63 characters; an annotation may hold any text');
  }
  return { name: typeof props.name === 'string' ? props.name : '', namespace, labels, annotations };
}

/** The table reads both as texts by their names. */
function textsIn(given: unknown): Record<string, string> {
  return isPlainObject(given) ? Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])) : {};
}
