import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import * as fc from 'fast-check';
import { examples } from '../../examples';
import { deliver } from '../../src';
import { manifestsOf, type Manifest } from '../../src/testing';
import { byIdentity, chartOf, delivered, filesOf, newFolder, newHelmChart, plainOf } from './support/folders';
import { hasHelm, helm } from './support/tools';

const root = join(__dirname, '..', '..');

// Some of the nodes warn, which is not looked at here.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

if (!hasHelm) process.stderr.write('SKIPPED: helm is neither on PATH nor, but for Linux x64, in the npm package, so no chart is tried\n');
const withHelm = hasHelm ? describe : describe.skip;

/** What Helm makes of a chart. */
function templated(folder: string): Manifest[] {
  const { ok, output, errors } = helm('template', 'release', folder, '--include-crds');
  if (!ok) throw new Error(errors);
  return manifestsOf(output);
}

const thing = (chart: Chart, id: string, body: object): ApiObject => new ApiObject(chart, id, { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: id }, ...body });

const all = (app: App): void => {
  for (const example of Object.values(examples)) example(app);
};

const definition = (app: App): Chart => {
  const chart = new Chart(app, 'crd');
  new ApiObject(chart, 'crd', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', description: 'of {{ braces }}', 'x-kubernetes-preserve-unknown-fields': true } } }],
    },
  });
  thing(chart, 'thing', { spec: { text: '{{ .Values.nothing }}' } });
  return chart;
};

withHelm(hasHelm ? 'helm' : 'helm is not there', () => {
  it.each(Object.entries(examples))('lints %s, and templates it to what the plain synth gives', (_, example) => {
    const folder = chartOf(example);
    expect(helm('lint', '--strict', folder)).toMatchObject({ ok: true });
    expect(byIdentity(templated(folder))).toEqual(byIdentity(plainOf(example)));
  });

  it('takes what `cdk8s synth --format helm` writes', () => {
    const outdir = join(newFolder(), 'chart');
    const app = `"${process.execPath}" --require ./test/support/register-ts.js examples/index.ts`;
    const cli = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    const { status } = spawnSync(process.execPath, [cli, 'synth', '--check-upgrade=false', '--format', 'helm', '--chart-version', '1.0.0', '--app', app, '--output', outdir], { cwd: root });
    expect(status).toBe(0);
    expect(helm('lint', '--strict', outdir)).toMatchObject({ ok: true });
    expect(byIdentity(templated(outdir))).toEqual(byIdentity(plainOf(all)));
  });

  it('gets definitions in the folder that it installs first and does not template', () => {
    const folder = chartOf(definition);
    expect(Object.keys(filesOf(folder))).toEqual(['Chart.yaml', 'crds/things.example.com.yaml', 'templates/crd.k8s.yaml']);
    expect(readFileSync(join(folder, 'crds/things.example.com.yaml'), 'utf8')).toContain('of {{ braces }}');
    expect(readFileSync(join(folder, 'templates/crd.k8s.yaml'), 'utf8')).not.toContain('CustomResourceDefinition');
    expect(helm('lint', '--strict', folder)).toMatchObject({ ok: true });
    expect(byIdentity(templated(folder))).toEqual(byIdentity(plainOf(definition)));
  });

  it('fails on what is not escaped', () => {
    const folder = newHelmChart();
    writeFileSync(join(folder, 'templates', 'alert.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  text: "{{ $labels.pod }}"\n');
    expect(helm('template', 'release', folder)).toMatchObject({ ok: false, errors: expect.stringContaining('undefined variable') });
  });

  it('gives back every text, key and value', () => {
    const token = fc.constantFrom('{{', '}}', '{', '}', '{{-', '-}}', '{{/*', '*/}}', '{{"', '`', '"', "'", '\\', '\n', '\n\n', ' ', '\t', '\r\n', '---', '\n---\n', '#', '$labels.x', '.Values', ': ', '- ', '|', '>', '%', 'word');
    // cdk8s prints a text whose first line begins with a tab, and some rare characters, so that no Go program can read them: in a plain synth too.
    const unreadable = /^\s*\t|[\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/;
    const text = fc.array(fc.oneof({ weight: 4, arbitrary: token }, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 12 }).map((parts) => parts.join('')).filter((joined) => !unreadable.test(joined));
    const objects = fc.array(fc.record({ first: text, key: text, last: text }), { minLength: 50, maxLength: 60 });
    fc.assert(
      fc.property(objects, (things) => {
        const fill = (app: App): void => {
          const chart = new Chart(app, 'texts');
          for (const [index, { first, key, last }] of things.entries()) thing(chart, `thing-${index}`, { spec: { [`k${key}`]: first, list: [first, { [`${key}k`]: key }], z: last } });
        };
        expect(byIdentity(templated(chartOf(fill)))).toEqual(byIdentity(plainOf(fill)));
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 60_000);

  it.each([YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])('takes files of kind %d', (type) => {
    const folder = newHelmChart();
    delivered(definition, {}, join(folder, 'templates'), type);
    expect(byIdentity(templated(folder))).toEqual(byIdentity(plainOf(definition)));
  });
});

describe('a Helm chart', () => {
  it('is a folder `templates` beside a Chart.yaml, and nothing else is', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'templates'));
    delivered(definition, {}, join(folder, 'templates'));
    const plain = delivered(definition);
    expect(filesOf(join(folder, 'templates'))).toEqual(filesOf(plain));
    const beside = newHelmChart();
    delivered(definition, {}, join(beside, 'manifests'));
    expect(filesOf(join(beside, 'manifests'))).toEqual(filesOf(plain));
    expect(existsSync(join(beside, 'crds'))).toBe(false);
  });

  it('is written anew each time, and has no kustomization.yaml', () => {
    const folder = chartOf(definition);
    const before = filesOf(folder);
    delivered(definition, { kustomization: true }, join(folder, 'templates'));
    expect(filesOf(folder)).toEqual(before);
  });

  it('has no file that is empty, and other files as they are', () => {
    const outdir = join(newHelmChart(), 'templates');
    const app = new App({ outdir, recordConstructMetadata: true });
    new ApiObject(new Chart(app, 'only'), 'crd', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' } });
    new Chart(app, 'empty');
    new ApiObject(new Chart(app, '{{'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    deliver(app);
    const files = filesOf(outdir);
    expect(Object.keys(files)).toEqual([expect.stringMatching(/k8s\.yaml$/), 'construct-metadata.json']);
    expect(files['construct-metadata.json']).toContain('"{{/a"');
  });

  it('leaves the app to write where it would', () => {
    const outdir = join(newHelmChart(), 'templates');
    const app = new App({ outdir });
    definition(app);
    deliver(app);
    expect(app.outdir).toBe(outdir);
  });
});
