import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Chart, Yaml } from 'cdk8s';
import { examples } from '../../examples';
import { manifestsOf, type Manifest } from '../../src/testing';

const made = Object.entries(examples).map(([name, make]: [string, (app: App) => Chart]) => {
  const chart = make(new App());
  return { name, id: chart.node.id, manifests: manifestsOf(chart) };
});

/** The objects of every example, by its name. */
export const exampleManifests: Readonly<Record<string, readonly Manifest[]>> = Object.fromEntries(made.map(({ name, manifests }) => [name, manifests]));

/** A folder with the files that `cdk8s synth` writes for the examples, one a chart, which goes with the test file. */
export function synthesizedExamples(): string {
  const folder = mkdtempSync(join(tmpdir(), 'op-stack-examples-'));
  for (const { id, manifests } of made) Yaml.save(join(folder, `${id}.k8s.yaml`), [...manifests]);
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
