import type { Field } from '../field';
import type { KubeObject } from '../kube-object';

/** Whether Kubernetes itself gives pods a label, with that value when one is asked for. */
export type Given = (key: string, value?: string) => boolean;

type Row = readonly [type: string, has: (object: KubeObject, value: string) => boolean];

const JOB_NAME: Row = ['batch/v1/Job', ({ name }, value) => value === name];

/**
 * The labels that a controller adds to the pods it makes: for which type of object, and with which values.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const GIVEN: ReadonlyMap<string, Row> = new Map<string, Row>([
  [
    'statefulset.kubernetes.io/pod-name',
    ['apps/v1/StatefulSet', ({ name, root }, value) => value.startsWith(`${name}-`) && isOrdinal(root, value.slice(name.length + 1))],
  ],
  ['apps.kubernetes.io/pod-index', ['apps/v1/StatefulSet', ({ root }, value) => isOrdinal(root, value)]],
  ['batch.kubernetes.io/job-name', JOB_NAME],
  ['job-name', JOB_NAME],
]);

/** The labels that Kubernetes gives the pods of an object. */
export function givenBy(object: KubeObject): Given {
  return (key, value) => {
    const [type, has] = GIVEN.get(key) ?? [];
    return type === object.type && (value === undefined || has?.(object, value) === true);
  };
}

/** Whether a StatefulSet has a pod of that number. Its pods are never listed: a mistyped count may be of any size. */
function isOrdinal(root: Field, text: string): boolean {
  if (!/^(?:0|[1-9]\d*)$/.test(text)) return false;
  const start = root.at('spec', 'ordinals', 'start').number ?? 0;
  // Where no number is given, an autoscaler chooses one.
  const replicas = root.at('spec', 'replicas').number ?? Infinity;
  return Number(text) >= start && Number(text) < start + replicas;
}
