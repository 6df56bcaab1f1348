import { App, Chart, Testing, Yaml } from 'cdk8s';
import type { Manifest } from './manifest';
import { plainManifests } from './plain-manifests';
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
  return plainManifests(documentsOf(input));
}

function documentsOf(input: ManifestInput): readonly unknown[] {
  if (typeof input === 'string') return parseYaml(input);
  if (Chart.isChart(input)) return parseYaml(Yaml.stringify(...Testing.synth(input)));
  if (input instanceof App) return parseYaml(input.synthYaml());
  return input;
}
