import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { OpReplicaChart, hardforks, knownChains, type Hardfork, type KnownChain } from '../../src';
import { Problems } from '../../src/errors';
import { checkAddress } from '../../src/keys';
import { findKnownChain } from '../../src/network';
import { dropped } from '../../src/network/known-chains-data/dropped';
import { manifestsOf } from '../../src/testing';
import { flagsOf, l1, podOf, problem } from '../support/fixtures';

const names = knownChains.map(({ networkName }) => networkName);

describe('the known chains', () => {
  it.each(['networkName', 'rethChain', 'chainId', 'systemConfig', 'optimismPortal', 'l1StandardBridge'] as const)('have each a %s of its own', (field) => {
    expect(new Set(knownChains.map((chain) => chain[field])).size).toBe(knownChains.length);
  });

  it('have names that op-node and op-reth take', () => {
    for (const { networkName, rethChain } of knownChains) {
      expect(networkName).toMatch(/^[a-z0-9][a-z0-9_-]*-(mainnet|sepolia)$/);
      expect(rethChain).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
    }
    expect(names).toEqual(expect.arrayContaining(['op-mainnet', 'op-sepolia', 'unichain-mainnet', 'worldchain-mainnet']));
  });

  it.each(knownChains.map((chain) => [chain.networkName, chain] as const))('%s is sound', (_, chain) => {
    const problems = new Problems();
    for (const address of [chain.systemConfig, chain.optimismPortal, chain.l1StandardBridge, chain.batchInbox, chain.gasPayingToken, chain.altDa?.challengeContract]) checkAddress(problems, '', address);
    expect(() => problems.settle()).not.toThrow();
    expect([1, 11155111]).toContain(chain.l1ChainId);
    expect(chain.l1ChainId === 1).toBe(!/sepolia|testnet/.test(chain.networkName));
    for (const number of [chain.chainId, chain.blockTime, chain.seqWindowSize, chain.maxSequencerDrift, chain.genesisTime]) expect(number).toBeGreaterThan(0);
    expect(chain.sequencerUrl ?? 'https://none').toMatch(/^https:\/\/[a-z0-9.-]+(\/[\w/-]*)?$/);
    expect(['alt-da', chain.altDa ? 'alt-da' : 'eth-da']).toContain(chain.dataAvailability);
  });

  it.each(knownChains.map((chain) => [chain.networkName, chain] as const))('%s has its forks in order and without gaps', (_, { hardforks: times }) => {
    const scheduled = Object.keys(times).filter((name) => name !== 'pectra_blob_schedule');
    const order = hardforks.filter((name) => name !== 'regolith');
    expect(scheduled).toEqual(order.slice(0, scheduled.length));
    const moments = order.slice(0, scheduled.length).map((name: Hardfork) => times[name]!);
    expect(moments.every((moment, i) => i === 0 || moments[i - 1]! <= moment)).toBe(true);
  });

  it.each(names)('%s can be followed', (networkName) => {
    const chain = knownChains.find((each) => each.networkName === networkName)!;
    const chart = new OpReplicaChart(new App(), 'replica', {
      namespace: 'replica',
      network: { networkName, ...l1, l2RpcUrl: chain.sequencerUrl ?? 'https://sequencer.example.com', altDa: chain.altDa && { server: 'http://da:3100' } },
    });
    const pod = podOf(manifestsOf(chart), 'replica-replica');
    expect(flagsOf(pod.container('op-node')).network).toBe(networkName);
    expect(flagsOf(pod.container('op-reth'))).toMatchObject({ chain: chain.rethChain, 'rollup.sequencer': chain.sequencerUrl ?? 'https://sequencer.example.com' });
  });

  it('lack those that were dropped, of which each says what to run instead', () => {
    expect(dropped.map(({ networkName }) => networkName).filter((name) => names.includes(name))).toEqual([]);
    expect(new Set(dropped.map(({ networkName }) => networkName)).size).toBe(dropped.length);
    for (const { networkName, removedOn, instead, reason } of dropped) {
      const { message, hint } = problem(() => {
        const problems = new Problems();
        findKnownChain(problems, 'networkName', networkName);
        problems.settle();
      }, 'DROPPED_CHAIN');
      expect(hint).toBe(instead);
      expect(message).toBe(`"${networkName}" is ${removedOn === undefined ? 'not built in' : `no longer built in since ${removedOn}`}: ${reason}`);
    }
  });
});

interface RegistryChain {
  readonly chainId: number;
  readonly name: string;
  readonly identifier: string;
  readonly opNodeNetwork: string | null;
  readonly l1ChainId: number;
  readonly sequencerRpc?: string;
  readonly dataAvailabilityType: string;
  readonly faultProofs?: string;
  readonly blockTime: number;
  readonly seqWindowSize: number;
  readonly maxSequencerDrift: number;
  readonly batchInbox: string;
  readonly gasPayingToken?: string;
  readonly hardforks: Readonly<Record<string, number>>;
  readonly genesis: { readonly l2Time: number };
  readonly addresses: Readonly<Record<string, string>>;
  readonly removedOn?: string;
  readonly altDa?: { readonly da_challenge_contract_address: string; readonly da_challenge_window: number; readonly da_resolve_window: number; readonly da_commitment_type: string };
}

/** The registry's own facts, where they lie beside the repository. */
const registryPath = join(__dirname, '../../../shared/facts/superchain.json');
if (existsSync(registryPath)) {
  const registry: { readonly chains: readonly RegistryChain[]; readonly formerChains: readonly RegistryChain[] } = JSON.parse(readFileSync(registryPath, 'utf8'));
  /** What became known after the registry's state. */
  const later: Readonly<Record<string, { readonly karst: number }>> = {
    'worldchain-mainnet': { karst: 1789992000 },
    'worldchain-sepolia': { karst: 1788868800 },
  };

  describe('the registry', () => {
    const built = registry.chains.filter(({ opNodeNetwork }) => opNodeNetwork !== null);

    it('has the same chains', () => {
      expect(new Set(names)).toEqual(new Set(built.map(({ opNodeNetwork }) => opNodeNetwork)));
      expect(names).toHaveLength(built.length);
    });

    it.each(built.map((chain) => [chain.opNodeNetwork!, chain] as const))('says the same of %s', (name, facts) => {
      const chain = knownChains.find(({ networkName }) => networkName === name)!;
      const sequencer = facts.sequencerRpc && (/^https?:/.test(facts.sequencerRpc) ? facts.sequencerRpc : `https://${facts.sequencerRpc}`);
      const expected: Readonly<Record<keyof Omit<KnownChain, 'rethChain'>, unknown>> = {
        networkName: name, title: facts.name, chainId: facts.chainId, l1ChainId: facts.l1ChainId, blockTime: facts.blockTime, seqWindowSize: facts.seqWindowSize,
        maxSequencerDrift: facts.maxSequencerDrift, genesisTime: facts.genesis.l2Time, sequencerUrl: sequencer || undefined,
        hardforks: { ...facts.hardforks, ...later[name] },
        systemConfig: facts.addresses.SystemConfigProxy, optimismPortal: facts.addresses.OptimismPortalProxy,
        l1StandardBridge: facts.addresses.L1StandardBridgeProxy, batchInbox: facts.batchInbox,
        faultProofs: facts.faultProofs ?? 'none', dataAvailability: facts.dataAvailabilityType,
        gasPayingToken: facts.gasPayingToken,
        altDa: facts.altDa && {
          challengeContract: facts.altDa.da_challenge_contract_address, challengeWindow: facts.altDa.da_challenge_window,
          resolveWindow: facts.altDa.da_resolve_window, commitmentType: facts.altDa.da_commitment_type,
        },
      };
      const { rethChain, ...known } = chain;
      expect(known).toEqual(expected);
      expect(rethChain.replace(/^optimism/, 'op').replace(/[_-]/g, '')).toBe(name.replace(/-mainnet$/, '').replace(/[_-]/g, ''));
    });

    it('has the same former chains, and those that the binaries leave out', () => {
      const gone = [
        ...registry.formerChains.map(({ chainId, removedOn }) => ({ chainId, removedOn })),
        ...registry.chains.filter(({ opNodeNetwork }) => opNodeNetwork === null).map(({ chainId }) => ({ chainId, removedOn: undefined })),
      ];
      expect(dropped).toHaveLength(gone.length);
      expect(dropped.map(({ chainId, removedOn }) => ({ chainId, removedOn }))).toEqual(expect.arrayContaining(gone));
    });
  });
}
