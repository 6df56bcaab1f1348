import { App, Chart, Testing, Yaml } from 'cdk8s';
import { isJsonList, isJsonObject, jsonType } from './json';
import { isManifest, type Manifest } from './manifest';
import { parseYaml } from './yaml-text';

/**
 * What the checks accept: a chart, a whole app, a list of manifests, or YAML text of one or more documents.
 *
 * @see https://cdk8s.io/docs/latest/basics/chart/
 */
export type ManifestInput = Chart | App | readonly object[] | string;

/**
 * The manifests of a chart, an app, a list or a YAML text, as the API server would receive them: a chart or an app is
 * synthesized and goes through its YAML, a `v1` `List` is replaced by its items, and members that are null count as
 * absent.
 *
 * @throws Error when the YAML cannot be read, when something in it is not a manifest, or when the chart's own
 * validation fails
 * @see https://cdk8s.io/docs/latest/concepts/testing/
 */
export function manifestsOf(input: ManifestInput): Manifest[] {
  return documentsOf(input).map(withoutNulls).flatMap(unlisted).map(asManifest);
}

function documentsOf(input: ManifestInput): readonly unknown[] {
  if (typeof input === 'string') return parseYaml(input);
  if (Chart.isChart(input)) return parseYaml(Yaml.stringify(...Testing.synth(input)));
  if (input instanceof App) return parseYaml(input.synthYaml());
  return input;
}

function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, member: unknown) => (member === null && key !== '' ? undefined : member)),
  );
}

function unlisted(value: unknown): readonly unknown[] {
  const isList = isManifest(value) && value.apiVersion === 'v1' && value.kind === 'List';
  return isList && isJsonList(value.items) ? value.items : [value];
}

function asManifest(value: unknown, index: number): Manifest {
  if (isManifest(value)) return value;
  const what = isJsonObject(value) ? 'an object without apiVersion or kind' : jsonType(value);
  throw new Error(`Document ${index + 1} is ${what}; every manifest needs the strings apiVersion and kind`);
}
