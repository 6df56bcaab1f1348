import type { Cluster } from './cluster';
import { flagIn } from '../arguments';
import { lineOf } from '../container-run';
import type { Field } from '../../testing/field';
import type { KubeObject } from '../../testing/kube-object';
import { HANDLERS } from '../../testing/places';
import type { Container } from '../../testing/pod';

/** A text that a container is given, and by what. */
export interface Told {
  readonly text: string;
  /** `--rollup-rpc`, `variable L1_URL`, `ConfigMap proxyd config.toml`, `its script`, `its readinessProbe`. */
  readonly by: string;
  /** Whether the text is one value, and no script or file. */
  readonly isValue: boolean;
}

/** A Secret that a container is given as a variable. */
export interface ToldSecret {
  readonly variable: string;
  readonly secret: string;
  readonly key: string;
}

/** All that a container is told in plain text: command, arguments, probes and hooks, variables, and files of ConfigMaps. */
export function toldTo(cluster: Cluster, container: Container): readonly Told[] {
  const { field } = container;
  return [
    ...words(lineOf(field)),
    ...HANDLERS.flatMap((handler) => field.select(`${handler}.exec.command[]`).map(({ text }) => ({ text: text ?? '', by: `its ${handler.split('.').pop()}`, isValue: false }))),
    ...field.at('env').items.flatMap((entry) => variable(cluster, container, entry)),
    ...field.select('envFrom[].configMapRef.name').flatMap(({ text }) => filesOf(configMap(cluster, container, text))),
    ...mounted(cluster, container),
  ];
}

/** The variables that a container gets from Secrets. */
export function secretsToldTo({ field }: Container): readonly ToldSecret[] {
  return field.at('env').items.flatMap((entry) => {
    const ref = entry.at('valueFrom', 'secretKeyRef');
    return ref.exists ? [{ variable: entry.at('name').text ?? '', secret: ref.at('name').text ?? '', key: ref.at('key').text ?? '' }] : [];
  });
}

/** Words of a command line, each with the flag that it belongs to. */
function words(line: readonly string[]): Told[] {
  return line.map((word, index) => {
    const flag = flagIn(word);
    if (flag) return { text: flag.value ?? '', by: `--${flag.name}`, isValue: true };
    const before = flagIn(line[index - 1] ?? '');
    if (before && before.value === undefined && !/\s/.test(word)) return { text: word, by: `--${before.name}`, isValue: true };
    return { text: word, by: /\s/.test(word) ? 'its script' : 'its arguments', isValue: !/\s/.test(word) };
  });
}

function variable(cluster: Cluster, container: Container, entry: Field): Told[] {
  const by = `variable ${entry.at('name').text ?? ''}`;
  const plain = entry.at('value').text;
  if (plain !== undefined) return [{ text: plain, by, isValue: true }];
  const ref = entry.at('valueFrom', 'configMapKeyRef');
  const value = configMap(cluster, container, ref.at('name').text)?.root.at('data', ref.at('key').text ?? '').text;
  return value === undefined ? [] : [{ text: value, by, isValue: true }];
}

function mounted(cluster: Cluster, container: Container): Told[] {
  const names = new Set(container.field.select('volumeMounts[].name').map(({ text }) => text));
  const volumes = container.pod.spec.at('volumes').items.filter((volume) => names.has(volume.at('name').text));
  return volumes
    .flatMap((volume) => [volume.at('configMap'), ...volume.select('projected.sources[].configMap')])
    .filter(({ exists }) => exists)
    .flatMap((source) => filesOf(configMap(cluster, container, source.at('name').text), source.at('items')));
}

function filesOf(object: KubeObject | undefined, items?: Field): Told[] {
  const keys = items?.exists ? items.items.map((item) => item.at('key').text) : undefined;
  const data = object?.root.at('data').members ?? [];
  return data.filter(([key]) => keys === undefined || keys.includes(key)).map(([key, value]) => ({ text: value.text ?? '', by: `ConfigMap ${object!.name} ${key}`, isValue: false }));
}

function configMap(cluster: Cluster, { pod }: Container, name = ''): KubeObject | undefined {
  return cluster.near(pod.object, 'v1/ConfigMap', name)[0];
}
