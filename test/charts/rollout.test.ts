import { App, type Chart } from 'cdk8s';
import { ConfigSource, OpStackChart, type OptimismNetworkProps } from '../../src';
import { manifestsOf } from '../../src/testing';
import { customNetwork, genesis, podOf, rollup, sequencerKey, signer, untyped, type EmittedPod } from '../support/fixtures';

const WORKLOADS = ['acme-sequencer', 'acme-replica', 'acme-batcher', 'acme-proposer', 'acme-challenger'] as const;
const FILES = 'cdk8s-op-stack/network-files';
const SECRETS = 'cdk8s-op-stack/secret-version';

function chartOf(network: OptimismNetworkProps, versions: Partial<Record<'sequencer' | 'replicas' | 'batcher' | 'proposer' | 'challenger', string>> = {}): Chart {
  return new OpStackChart(new App(), 'acme', {
    namespace: 'acme', network,
    sequencer: { p2pSequencerKey: sequencerKey, secretVersion: versions.sequencer },
    replicas: { secretVersion: versions.replicas },
    batcher: { signer: signer('batcher-key'), secretVersion: versions.batcher },
    proposer: { signer: signer('proposer-key'), secretVersion: versions.proposer },
    challenger: { signer: signer('challenger-key'), secretVersion: versions.challenger, faultProof: { prestatesUrl: 'https://prestates.example.com' } },
  });
}

function podsOf(chart: Chart): Record<string, EmittedPod> {
  const manifests = manifestsOf(chart);
  return Object.fromEntries(WORKLOADS.map((name) => [name, podOf(manifests, name)]));
}

/** The workloads whose pods two charts print differently. */
function replaced(one: Chart, other: Chart): string[] {
  const [before, after] = [podsOf(one), podsOf(other)];
  return WORKLOADS.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

const L1 = { chainId: 11155111, config: 'of a private L1' };
const base = customNetwork({ l1ChainConfig: ConfigSource.inline(L1) });

const from = (sha256: string): OptimismNetworkProps => ({ ...base, l2Genesis: ConfigSource.fromUrl('https://files.example.com/genesis.json', { sha256 }) });

describe('a change of configuration replaces the pods that read it', () => {
  const readers = ['acme-sequencer', 'acme-replica', 'acme-batcher', 'acme-challenger'];

  test.each<[string, OptimismNetworkProps]>([
    ['rollup.json', { ...base, rollupConfig: ConfigSource.inline({ ...rollup, max_sequencer_drift: 601 }) }],
    ['genesis.json', { ...base, l2Genesis: ConfigSource.inline({ ...genesis, alloc: {} }) }],
    ["the L1's chain config", { ...base, l1ChainConfig: ConfigSource.inline({ ...L1, config: 'changed' }) }],
    ['the ConfigMap it is in', { ...base, l2Genesis: ConfigSource.fromConfigMap('genesis-2', 'genesis.json') }],
  ])('%s', (_, network) => expect(replaced(chartOf(base), chartOf(network))).toEqual(readers));

  test('to another ConfigMap or download of one name', () => {
    expect(replaced(chartOf(from('a'.repeat(64))), chartOf(from('b'.repeat(64))))).toEqual(readers);
  });

  test('and only such a change does', () => expect(replaced(chartOf(base), chartOf({ ...base }))).toEqual([]));

  test('every ConfigMap that a pod mounts is covered', () => {
    for (const [name, pod] of Object.entries(podsOf(chartOf(base)))) {
      const mounts = untyped<{ configMap?: object }[] | undefined>(pod.spec.volumes)?.some(({ configMap }) => configMap) ?? false;
      expect([name, mounts ? pod.metadata.annotations?.[FILES] !== undefined : false]).toEqual([name, mounts]);
    }
  });
});

const shared = (secretVersion: string): OptimismNetworkProps => ({ ...base, sharedConfig: { secretVersion } });

describe('a change of Secrets replaces pods where it is said', () => {
  test.each([
    ['sequencer', 'acme-sequencer'], ['replicas', 'acme-replica'], ['batcher', 'acme-batcher'], ['proposer', 'acme-proposer'], ['challenger', 'acme-challenger'],
  ] as const)('of the %s', (part, name) => {
    const changed = chartOf(base, { [part]: '2' });
    expect(replaced(chartOf(base, { [part]: '1' }), changed)).toEqual([name]);
    expect(podsOf(changed)[name]!.metadata.annotations).toMatchObject({ [SECRETS]: '2' });
  });

  test('of all workloads, whose own versions go on counting', () => {
    expect(replaced(chartOf(shared('1'), { batcher: '1' }), chartOf(shared('2'), { batcher: '1' }))).toEqual([...WORKLOADS]);
    expect(replaced(chartOf(shared('1'), { batcher: '1' }), chartOf(shared('1'), { batcher: '2' }))).toEqual(['acme-batcher']);
  });

  test('and nothing is annotated where nothing is said', () => {
    for (const pod of Object.values(podsOf(chartOf(base)))) expect(pod.metadata.annotations ?? {}).not.toHaveProperty([SECRETS]);
  });
});
