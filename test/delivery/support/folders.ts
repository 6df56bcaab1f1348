import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, YamlOutputType } from 'cdk8s';
import { deliver, type DeliveryOptions } from '../../../src';
import { manifestsOf, type Manifest } from '../../../src/testing';
import { untyped } from '../../support/fixtures';

const made: string[] = [];
afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true });
});

/** A folder of its own, gone after the tests of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'op-stack-delivery-'));
  made.push(folder);
  return folder;
}

/** A Helm chart as `cdk8s synth --format helm` prepares it. */
export function newHelmChart(): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: acme\nversion: 1.0.0\ndescription: a chart\ntype: application\n');
  return folder;
}

type Fill = (app: App) => unknown;

/** Delivers what `fill` makes; gives the folder. */
export function delivered(fill: Fill, options?: DeliveryOptions, outdir = newFolder(), yamlOutputType?: YamlOutputType): string {
  const app = new App({ outdir, yamlOutputType });
  fill(app);
  deliver(app, options);
  return outdir;
}

/** Delivers what `fill` makes into a Helm chart; gives the chart's folder. */
export function chartOf(fill: Fill, options?: DeliveryOptions): string {
  const folder = newHelmChart();
  delivered(fill, options, join(folder, 'templates'));
  return folder;
}

/** What `fill` makes, as `app.synth()` has it. */
export function plainOf(fill: Fill): Manifest[] {
  const app = new App();
  fill(app);
  return manifestsOf(app);
}

/** The files of a folder by their paths. */
export function filesOf(folder: string, from = ''): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(join(folder, from), { withFileTypes: true }).map((entry) => {
      const path = from + entry.name;
      return entry.isDirectory() ? filesOf(folder, `${path}/`) : { [path]: readFileSync(join(folder, path), 'utf8') };
    }),
  );
}

/** Who an object is. */
export function identityOf(manifest: Manifest): string {
  const { namespace, name } = untyped<{ namespace?: string; name: string }>(manifest.metadata);
  return [manifest.apiVersion, manifest.kind, namespace ?? '', name].join(' ');
}

/** The objects by who they are; fails when two are the same. */
export function byIdentity(manifests: readonly Manifest[]): Record<string, Manifest> {
  const all = Object.fromEntries(manifests.map((manifest) => [identityOf(manifest), manifest]));
  if (Object.keys(all).length !== manifests.length) throw new Error('two objects are the same');
  return all;
}
