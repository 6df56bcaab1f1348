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
  'config-reference': ({ field, pod }, set) => missingKeys(field, VARIABLES, pod.object, set),
};

/** ConfigMaps and Secrets that the volumes of a pod refer to. */
export const volumeReferenceRules: Rules<Pod> = {
  'reference-name': ({ spec }) => namelessFaults(spec, VOLUMES),
  'config-reference': ({ spec, object }, set) => missingKeys(spec, VOLUMES, object, set),
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
    if (keys === undefined) continue;
    for (const reference of subject.select(pattern).filter((one) => !one.at('optional').isTrue)) {
      const makers = makersOf(owner, type, reference.at(name).text ?? '', set);
      const [first] = makers;
      const known = makers.map(keysOf);
      // Only the operator knows all keys of some Secrets.
      if (first === undefined || known.includes(undefined)) continue;
      const names = known.flatMap((some) => some ?? []);
      for (const key of reference.select(keys)) {
        if (key.text === undefined || names.includes(key.text)) continue;
        yield key.fault(`${titleOf(first)} has no key "${key.text}"; ${suggestion(key.text, names)}`);
      }
    }
  }
}

/** What makes the ConfigMap or Secret of that name near `owner`: the object itself, and what fills a Secret. */
function makersOf(owner: KubeObject, type: string, name: string, set: ObjectSet): KubeObject[] {
  return [...set.near(owner, type, name), ...(type === 'v1/Secret' ? fillersOf(owner, name, set) : [])];
}

function keysOf(maker: KubeObject): string[] | undefined {
  return maker.kind === 'ExternalSecret' ? filledKeys(maker) : configKeys(maker.root);
}

function kindOf(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1);
}
