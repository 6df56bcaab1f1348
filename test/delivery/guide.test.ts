import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testnet } from '../../examples/testnet/main';
import { stages } from '../../src/delivery/stage';
import { manifestsOf } from '../../src/testing';
import { delivered, filesOf, newFolder } from './support/folders';
import { hasKubectl, kubectl } from './support/tools';

const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'guides', 'gitops.md'), 'utf8');
const blocks = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, body]) => body!);

it('names the stages in their order, with their waves', () => {
  const rows = [...guide.matchAll(/^\| `(\w+)` \| (-?\d+) \|/gm)].map(([, stage, wave]) => [stage, wave]);
  expect(rows).toEqual(stages.map((stage, index) => [stage, String(index - stages.length + 1)]));
});

it('points Flux at folders that there are, each of which waits for the one before', () => {
  const flux = manifestsOf(blocks.find((block) => block.includes('kustomize.toolkit.fluxcd.io/v1'))!);
  const files = Object.keys(filesOf(delivered(testnet, { kustomization: 'stages' })));
  const folders = files.flatMap((path) => (path.endsWith('/kustomization.yaml') ? [`./manifests/${dirname(path)}`] : []));
  expect(flux.map(({ spec }) => spec)).toMatchObject(folders.map((path) => ({ path, wait: !path.endsWith('/workloads') })));
  const names = folders.map((path) => `acme-${path.split('/').at(-1)}`);
  expect(flux).toMatchObject(names.map((name, index) => ({ metadata: { name }, spec: index === 0 ? {} : { dependsOn: [{ name: names[index - 1] }] } })));
});

(hasKubectl ? describe : describe.skip)(hasKubectl ? 'kubectl' : 'kubectl is not there', () => {
  it('builds the overlay', () => {
    const folder = newFolder();
    delivered(testnet, { kustomization: true }, join(folder, 'manifests'));
    const overlay = blocks.find((block) => block.startsWith('# overlays/production/kustomization.yaml'))!;
    mkdirSync(join(folder, 'overlays', 'production'), { recursive: true });
    writeFileSync(join(folder, 'overlays', 'production', 'kustomization.yaml'), overlay);
    const { ok, output } = kubectl('kustomize', join(folder, 'overlays', 'production'));
    expect(ok).toBe(true);
    expect(manifestsOf(output).filter(({ kind }) => kind === 'StatefulSet')).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'acme-replica', labels: expect.objectContaining({ environment: 'production' }) }),
        spec: expect.objectContaining({ template: expect.objectContaining({ spec: expect.objectContaining({ priorityClassName: 'chain-nodes' }) }) }),
      }),
    );
  });
});
