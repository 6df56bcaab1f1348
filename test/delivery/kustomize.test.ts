import { readdirSync } from 'node:fs';
import { App, Chart, ApiObject, YamlOutputType } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { examples } from '../../examples';
import { deliver, type DeliveryOptions } from '../../src';
import { manifestsOf, type Manifest } from '../../src/testing';
import { byIdentity, delivered, filesOf, identityOf, newFolder, plainOf } from './support/folders';
import { hasKubectl, kubectl } from './support/tools';

// Some of the nodes warn, which is not looked at here.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

if (!hasKubectl) process.stderr.write('SKIPPED: kubectl is neither on PATH nor, but for Linux x64, in the npm package, so no kustomization is built\n');
const withKubectl = hasKubectl ? describe : describe.skip;

/** What kustomize builds of a folder, read as a Go program does: a number in hex of more than 64 bits, such as an address, is a text without quotes. */
function built(folder: string): Manifest[] {
  const { ok, output, errors } = kubectl('kustomize', folder);
  if (!ok) throw new Error(errors);
  return manifestsOf(parseAllDocuments(output, { version: '1.1', customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.format !== 'HEX') }).map((document): object => document.toJSON()));
}

const all = (app: App): void => {
  for (const example of Object.values(examples)) example(app);
};

/** Charts that are soon made. */
const several = (app: App): void => {
  for (const name of ['basic', 'production', 'playground-l1']) examples[name]!(app);
};

const halfEmpty = (app: App): void => {
  new Chart(app, 'empty');
  new ApiObject(new Chart(app, 'full'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
};

const threeCharts = (app: App): void => {
  for (const id of ['a', 'a-b', 'b']) new ApiObject(new Chart(app, id), 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: id } });
};

const shapes: readonly [string, DeliveryOptions][] = [['beside the manifests', { kustomization: true }], ['by stage', { kustomization: 'stages' }]];

describe.each(shapes)('a kustomization.yaml %s', (_, options) => {
  withKubectl(hasKubectl ? 'in kubectl' : 'kubectl is not there', () => {
    it.each(Object.entries(examples))('gives the manifests of %s', (_name, example) => {
      expect(byIdentity(built(delivered(example, options)))).toEqual(byIdentity(plainOf(example)));
    });

    it.each([YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])('names files of kind %d', (type) => {
      expect(byIdentity(built(delivered(examples['production']!, options, newFolder(), type)))).toEqual(byIdentity(plainOf(examples['production']!)));
    });

    it('leaves out a chart without objects', () => {
      expect(built(delivered(halfEmpty, options)).map(identityOf)).toEqual(['v1 ConfigMap  a']);
    });
  });

  it('has the same bytes each time', () => expect(filesOf(delivered(several, options))).toEqual(filesOf(delivered(several, options))));

  it('leaves other files of cdk8s where they are, and does not name them', () => {
    const outdir = newFolder();
    const app = new App({ outdir, recordConstructMetadata: true });
    threeCharts(app);
    deliver(app, options);
    const { 'construct-metadata.json': metadata, 'kustomization.yaml': named } = filesOf(outdir);
    expect(metadata).toContain('"b/c"');
    expect(named).not.toContain('construct-metadata');
  });

  it('is not made of nothing', () => expect(filesOf(delivered(() => undefined, options))).toEqual({}));

  it('names what is written now, not what was there before', () => {
    const outdir = newFolder();
    delivered(examples['production']!, options, outdir);
    delivered(examples['basic']!, options, outdir);
    expect(filesOf(outdir)['kustomization.yaml']).toBe(filesOf(delivered(examples['basic']!, options))['kustomization.yaml']);
  });
});

describe('the files', () => {
  it('are those of a plain synth, and one more', () => {
    const { 'kustomization.yaml': added, ...rest } = filesOf(delivered(all, { kustomization: true }));
    const outdir = newFolder();
    const app = new App({ outdir });
    all(app);
    app.synth();
    expect(rest).toEqual(filesOf(outdir));
    expect(added).toBe(`apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${Object.keys(rest).map((path) => `  - ${path}\n`).join('')}`);
  });

  it('are those of a plain synth where nothing is asked for', () => {
    const outdir = newFolder();
    const app = new App({ outdir });
    several(app);
    app.synth();
    expect(filesOf(delivered(several))).toEqual(filesOf(outdir));
    expect(filesOf(delivered(several, { kustomization: false, argo: false, flux: false, labels: {}, annotations: {} }))).toEqual(filesOf(outdir));
  });

  it('are named in the order of their paths, whatever order the file system has', () => {
    const files = filesOf(delivered(threeCharts, { kustomization: true }, newFolder(), YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE));
    expect(files['kustomization.yaml']!.split('\n').filter((line) => line.startsWith('  - '))).toEqual(['a-b', 'a', 'b'].map((id) => `  - ${id}/ConfigMap.c.k8s.yaml`));
  });

  it('are all there is: nothing is left elsewhere, nor anything where a chart is wrong', () => {
    const [outdir, temporary] = [newFolder(), newFolder()];
    const spy = jest.spyOn(jest.requireActual<typeof import('node:os')>('node:os'), 'tmpdir').mockReturnValue(temporary);
    try {
      const app = new App({ outdir });
      threeCharts(app);
      app.node.addValidation({ validate: () => (app.node.tryFindChild('wrong') ? ['wrong'] : []) });
      deliver(app, { kustomization: true });
      const files = filesOf(outdir);
      new Chart(app, 'wrong');
      expect(() => deliver(app, { kustomization: true })).toThrow('wrong');
      expect(filesOf(outdir)).toEqual(files);
      expect(app.outdir).toBe(outdir);
      expect(readdirSync(temporary)).toEqual([]);
    } finally {
      spy.mockRestore();
    }
  });

  it('are in a folder for each stage', () => {
    const files = filesOf(delivered(examples['testnet']!, { kustomization: 'stages' }));
    expect(Object.keys(files)).toEqual([
      'kustomization.yaml',
      ...['prerequisites', 'sequencers', 'workloads'].flatMap((stage) => [`${stage}/acme.k8s.yaml`, `${stage}/kustomization.yaml`]),
    ]);
    const objects = (stage: string): string[] => Object.keys(byIdentity(manifestsOf(files[`${stage}/acme.k8s.yaml`]!)));
    expect(objects('sequencers')).toEqual(['apps/v1 StatefulSet acme acme-sequencer']);
    expect(new Set(objects('workloads'))).toEqual(
      new Set([
        'apps/v1 Deployment acme acme-batcher',
        'apps/v1 Deployment acme acme-proposer',
        'apps/v1 StatefulSet acme acme-challenger',
        'apps/v1 StatefulSet acme acme-replica',
        'policy/v1 PodDisruptionBudget acme acme-replica',
      ]),
    );
  });
});
