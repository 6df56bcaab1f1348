import type { Fault, Field } from '../field';
import { type KubeObject, titleOf } from '../kube-object';
import { suggestion } from '../suggestion';
import type { Container, Pod } from '../pod';
import { configKeys } from './config';
import { filledKeys, fillersOf } from './external-secrets';
import type { ObjectSet } from './object-set';
import type { Rules } from './rule';

/** A kind of place that refers to a ConfigMap or Secret. */
interface Source {
  readonly type: 'v1/ConfigMap' | 'v1/Secret';
  /** Where it is. */
  readonly pattern: string;
  /** The field below it with the name of the object. */
  readonly name: string;
  /** The fields below it with keys of the object. */
  readonly keys?: string;
}

/** Where the environment of a container takes values from. */
const VARIABLES: readonly Source[] = [
  { type: 'v1/ConfigMap', pattern: 'env[].valueFrom.configMapKeyRef', name: 'name', keys: 'key' },
  { type: 'v1/Secret', pattern: 'env[].valueFrom.secretKeyRef', name: 'name', keys: 'key' },
  { type: 'v1/ConfigMap', pattern: 'envFrom[].configMapRef', name: 'name' },
  { type: 'v1/Secret', pattern: 'envFrom[].secretRef', name: 'name' },
];

/** Where the volumes of a pod take files from. */
const VOLUMES: readonly Source[] = [
  { type: 'v1/ConfigMap', pattern: 'volumes[].configMap', name: 'name', keys: 'items[].key' },
  { type: 'v1/Secret', pattern: 'volumes[].secret', name: 'secretName', keys: 'items[].key' },
  { type: 'v1/ConfigMap', pattern: 'volumes[].projected.sources[].configMap', name: 'name', keys: 'items[].key' },
  { type: 'v1/Secret', pattern: 'volumes[].projected.sources[].secret', name: 'name', keys: 'items[].key' },
];

/** ConfigMaps and Secrets that the environment of a container refers to. */
export const environmentReferenceRules: Rules<Container> = {
  'reference-name': ({ field }) => namelessFaults(field, VARIABLES),
  'config-reference': ({ field, pod }, set) =>
    missingKeys(field, VARIABLES, pod.object, set),
};

/** ConfigMaps and Secrets that the volumes of a pod refer to. */
export const volumeReferenceRules: Rules<Pod> = {
  'reference-name': ({ spec }) => namelessFaults(spec, VOLUMES),
  'config-reference': ({ spec, object }, set) =>
    missingKeys(spec, VOLUMES, object, set),
};

function* namelessFaults(subject: Field, sources: readonly Source[]): Iterable<Fault> {
  for (const { type, pattern, name } of sources) {
    for (const field of subject.select(pattern).map((reference) => reference.at(name))) {
      if (!field.text) yield field.fault(`the reference names no ${kindOf(type)}; give its name`);
    }
  }
}

/** An object that is not in the set may be made by something else; one that is must have the key. */
function* missingKeys(subject: Field, sources: readonly Source[], owner: KubeObject, set: ObjectSet): Iterable<Fault> {
  for (const { type, pattern, name, keys } of sources) {
    for (const reference of subject.select(pattern).filter((one) => !one.at('optional').isTrue)) {
      const configName = reference.at(name).text ?? '';
      const fillers = type === 'v1/Secret' ? fillersOf(owner, configName, set) : [];
      const configs = set.near(owner, type, configName);
      const filled = fillers.map(filledKeys);
      const [first] = [...configs, ...fillers];
      if (first === undefined || filled.includes(undefined)) continue;
      const known = [...configs.flatMap(({ root }) => configKeys(root)), ...filled.flatMap((some) => some ?? [])];
      for (const key of keys === undefined ? [] : reference.select(keys)) {
        if (key.text === undefined || known.includes(key.text)) continue;
        yield key.fault(`${titleOf(first)} has no key "${key.text}"; ${suggestion(key.text, known)}`);
      }
    }
  }
}

function kindOf(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1);
}
