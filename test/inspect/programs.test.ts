import { gzip, tar } from '../../src/kube';
import { chainOf } from '../../src/inspect/check/chain-of';
import { programsOf, type Program } from '../../src/inspect/programs';
import { rollupsIn } from '../../src/inspect/rollups';
import { untar } from '../../src/inspect/untar';
import type { Manifest } from '../../src/testing';
import { rollup } from '../support/fixtures';

const text = JSON.stringify(rollup);

interface Container { readonly name?: string; readonly image?: string; readonly args?: readonly string[]; readonly env?: readonly object[]; readonly command?: readonly string[] }

const pod = (containers: readonly Container[], { volumes = [], annotations = {} }: { volumes?: readonly object[]; annotations?: object } = {}, over: object = {}): Manifest => ({
  apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'node', namespace: 'acme', labels: { 'app.kubernetes.io/part-of': 'acme' } },
  spec: { template: { metadata: { annotations }, spec: { containers: containers.map((each) => ({ name: 'x', image: 'r.example.com/op-node:v1.19.7', ...each })), volumes, ...over } } },
});
const follows = (manifests: readonly Manifest[]) => chainOf(manifests.flatMap((manifest) => programsOf(manifest, manifests)));
const holder = (content: object, name = 'files'): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'acme' }, ...content });
const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const programs = (...given: Parameters<typeof pod>): readonly Program[] => programsOf(pod(...given), []);
const one = (container: Container): Program => programs([container])[0]!;

describe('the programs of a workload', () => {
  test.each([
    ['r.example.com/a/op-node:v1.19.7', 'x', 'op-node', 'v1.19.7'],
    ['op-reth:2.4.4@sha256:' + 'a'.repeat(64), 'x', 'op-reth', 'v2.4.4'],
    ['op-batcher@sha256:' + 'a'.repeat(64), 'x', 'op-batcher', undefined],
    ['r.example.com/op-node:my-build', 'x', 'op-node', undefined],
    ['r.example.com/own:v1.0.0', 'op-geth', 'op-geth', 'v1.0.0'],
  ])('%s in container %s', (image, name, component, version) => {
    const found = one({ image, name });
    expect([found.component, found.version, found.workload]).toEqual([component, version, 'StatefulSet acme/node']);
  });

  test('are none of other images, nor of what only prepares', () => {
    expect(programs([{ image: 'ghcr.io/paradigmxyz/reth:v1.9.3' }, { image: 'busybox', name: 'toolbox' }])).toEqual([]);
    expect(programs([], {}, { initContainers: [{ name: 'init', image: 'op-geth:v1.101605.0' }, { name: 'side', image: 'op-node:v1.19.7', restartPolicy: 'Always' }] }).map(({ component }) => component)).toEqual(['op-node']);
  });

  test('have settings by argument in all forms, by variable, and by aliases', () => {
    const { setting } = one({
      command: ['op-node', '--l1', 'http://l1'],
      args: ['--network=op-sepolia', '--sequencer.enabled', '--rollup.config', '/a.json', '-p2p.listen.tcp=1', '--l1.beacon-archiver=http://b'],
      env: [{ name: 'OP_NODE_NETWORK', value: 'op-mainnet' }, { name: 'OP_NODE_L2_ENGINE_KIND', value: 'geth' }, { name: 'OP_NODE_L1_BEACON', valueFrom: {} }],
    });
    expect(['network', 'l1', 'sequencer.enabled', 'rollup.config', 'p2p.listen.tcp', 'l1.beacon-fallbacks', 'l2.enginekind', 'l1.beacon', 'metrics.addr'].map((flag) => setting(flag)))
      .toEqual(['op-sepolia', 'http://l1', '', '/a.json', '1', 'http://b', 'geth', undefined, undefined]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['one line', ['/bin/sh', '-c'], ['exec op-node --l1 "http://l1" --network=op-sepolia']],
    ['lines, with a step before and a comment after', ['bash', '-ec'], ['set -e\nop-geth init --network=none; A=1 B="2 3" exec /usr/local/bin/op-node \\\n  --l1=\'http://l1\' \\\n  --network op-sepolia && echo "gone; --network=x"\n']],
    ['words that it is given', ['sh', '-c', 'exec op-node --l1=http://l1 "$@"', '--'], ['--network=op-sepolia']],
  ])('have the settings of a script: %s', (_, command, args) => {
    const { setting } = one({ command, args });
    expect([setting('l1'), setting('network')]).toEqual(['http://l1', 'op-sepolia']);
  });

  test('have none of what a script only mentions', () => {
    expect(one({ command: ['sh', '-c', 'echo op-node --network=a; other --network=b'] }).setting('network')).toBeUndefined();
  });

  test('know the risks that were accepted', () => {
    expect(programs([{}], { annotations: { 'cdk8s-op-stack/accepted-risks': 'A,B' } })[0]!.accepted).toEqual(['A', 'B']);
    expect(one({}).accepted).toEqual([]);
  });

  test('belong to what they are labelled part of, in their namespace', () => {
    const service: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } };
    expect(rollupsIn([pod([{}]), service, { ...service, metadata: { name: 't', namespace: 'acme', labels: { 'app.kubernetes.io/part-of': 'acme' } } }]).map(({ name, namespace, manifests, programs: found }) => [name, namespace, manifests.length, found.length]))
      .toEqual([['acme', 'acme', 2, 1], ['', '', 1, 0]]);
  });
});

describe('the chain that they follow', () => {
  const args = (...given: readonly string[]): Manifest => pod([{ args: given }]);
  const reader = (volume: object = { configMap: { name: 'files' } }): Manifest => pod([{ args: ['--rollup.config=/data/rollup.json'] }], { volumes: [{ name: 'v', emptyDir: {} }, { name: 'w', ...volume }] });

  test.each([
    ['op-node by name', pod([{ args: ['--network=op-sepolia'] }])],
    ['op-geth by name', pod([{ image: 'op-geth:v1.101605.0', args: ['--op-network=op-sepolia'] }])],
    ['op-reth by its own name', pod([{ image: 'op-reth:v2.4.4', args: ['node', '--chain=optimism-sepolia'] }])],
    ['kona-node by id', pod([{ image: 'kona-node:v1.7.0', args: ['node', '--chain=11155420'] }])],
    ['a variable', pod([{ env: [{ name: 'OP_NODE_NETWORK', value: 'op-sepolia' }] }])],
  ])('%s', (_what, manifest) => {
    expect(follows([manifest])).toMatchObject({ chain: { chainId: 11155420, l1ChainId: 11155111 }, findings: [] });
  });

  test.each([
    ['as it is', holder({ data: { 'rollup.json': text } }), reader()],
    ['under another key', holder({ data: { other: text } }), reader({ configMap: { name: 'files', items: [{ key: 'other', path: 'rollup.json' }] } })],
    ['as bytes', holder({ binaryData: { 'rollup.json': base64(text) } }), reader()],
    ['compressed', holder({ binaryData: { 'rollup.json.gz': base64(gzip(text)) } }), reader()],
    ['packed with others', holder({ binaryData: { 'artifacts.tar.gz': base64(gzip(tar([{ path: 'testnet' }, { path: 'testnet/config.yaml', content: Buffer.from('a: 1') }, { path: 'rollup.json', content: Buffer.from(text) }]))) } }), reader()],
  ])('a rollup.json that a ConfigMap holds %s', (_what, config, workload) => {
    expect(follows([config, workload])).toMatchObject({ chain: { chainId: 42069, hardforks: { karst: 0 } }, findings: [] });
  });

  test.each([
    ['another ConfigMap', holder({ data: { 'rollup.json': text } }, 'others')],
    ['a ConfigMap of another namespace', { ...holder({ data: { 'rollup.json': text } }), metadata: { name: 'files', namespace: 'other' } }],
    ['no such file', holder({ data: { 'genesis.json': '{}' } })],
    ['what is not compressed', holder({ binaryData: { 'rollup.json.gz': base64('plain') } })],
  ])('is not known from %s', (_what, config) => {
    expect(follows([config, reader()]).chain).toBeUndefined();
  });

  test('is reported where the file or the name is wrong, or two programs disagree', () => {
    expect(follows([holder({ data: { 'rollup.json': JSON.stringify({ ...rollup, block_time: 0 }) } }), reader()]).findings).toMatchObject([{ severity: 'error', code: 'INVALID_ROLLUP_CONFIG', subject: 'op-node of StatefulSet acme/node' }]);
    expect(follows([args('--network=op-sepola')]).findings).toMatchObject([{ code: 'UNKNOWN_CHAIN' }]);
    expect(follows([args('--network=op-sepolia'), args('--network=op-mainnet')]).findings).toMatchObject([{ code: 'CHAIN_CONFLICT', message: expect.stringContaining('10') }]);
    expect(follows([args('--network=op-sepolia'), args('--network=op-sepolia')]).findings).toEqual([]);
  });

  test('each op-node reads the file with its own version', () => {
    const old = pod([{ image: 'op-node:v1.16.3', args: ['--rollup.config=/data/rollup.json'] }], { volumes: [{ name: 'w', configMap: { name: 'files' } }] });
    expect(follows([holder({ data: { 'rollup.json': text } }), reader(), old]).findings).toMatchObject([{ code: 'UNKNOWN_FORK', message: expect.stringContaining('v1.16.3') }]);
  });
});

test('an archive that breaks off gives the files before', () => {
  const archive = tar([{ path: `${'d'.repeat(80)}/${'e'.repeat(60)}`, content: Buffer.from('long') }, { path: 'b', content: Buffer.alloc(600, 1) }]);
  expect([...untar(archive)].map(([path, content]) => [path.length, content.length])).toEqual([[141, 4], [1, 600]]);
  expect([...untar(archive.subarray(0, 1024))].map(([path]) => path.length)).toEqual([141]);
  expect(untar(Buffer.from('no archive at all'.repeat(60))).size).toBe(0);
});
