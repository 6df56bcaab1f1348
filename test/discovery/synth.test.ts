import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { startAnvil } from './support/anvil';
import { placeChain } from './support/networks';
import { perFile } from './support/per-file';
import type { Contracts } from './support/releases';
import { ConfigSource, OpStackChart, type OptimismNetworkProps } from '../../src';
import { discoverContracts, readLock, writeLock, type Lock } from '../../src/discovery';
import { customNetwork, emitted, flagsOf, podOf, problemsOf, rollup, sequencerKey, signer } from '../support/fixtures';

const anvil = perFile(async () => startAnvil());
let at: Contracts;
let folder: string;
let lock: Lock;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synth-'));
  jest.spyOn(process, 'emitWarning').mockImplementation();
  at = await placeChain(anvil().url, 'synth', { OptimismPortal: { 'respectedGameType() view returns (uint32)': 1 } });
  writeLock(join(folder, 'acme.lock.json'), await discoverContracts({ l1: anvil().url, rollupConfig: own(), block: 'latest' }));
  lock = readLock(join(folder, 'acme.lock.json'));
});
afterAll(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const own = (over: object = {}): object => ({ ...rollup, l1_system_config_address: at.SystemConfig, deposit_contract_address: at.OptimismPortal, ...over });

/** A rollup that knows of its contracts what stands in the lock file. */
function chart(file: object, contractAddresses: OptimismNetworkProps['contractAddresses'] = lock): OpStackChart {
  return new OpStackChart(new App(), 'acme', {
    namespace: 'acme',
    network: customNetwork({ rollupConfig: ConfigSource.inline(file), contractAddresses }),
    sequencer: { p2pSequencerKey: sequencerKey },
    proposer: { signer: signer('proposer-key') },
    challenger: { signer: signer('challenger-key') },
  });
}

describe('a rollup of what was discovered', () => {
  it('works on the contracts of the chain', () => {
    const manifests = emitted(chart(own()));
    expect(flagsOf(podOf(manifests, 'acme-proposer').container('op-proposer'))).toMatchObject({ 'game-factory-address': at.DisputeGameFactory, 'game-type': '1' });
    expect(flagsOf(podOf(manifests, 'acme-challenger').container('op-challenger'))).toMatchObject({ 'game-factory-address': at.DisputeGameFactory, 'game-types': 'permissioned' });
  });

  it('is refused beside another rollup.json', () => {
    const found = problemsOf(() => chart({ ...rollup, batch_inbox_address: at.OptimismPortal }));
    expect(found.map(({ code, prop }) => [code, prop])).toStrictEqual(['systemConfigAddr', 'optimismPortalAddr', 'batchInboxAddr'].map((name) => ['CONTRACT_MISMATCH', `contractAddresses.${name}`]));
  });
});
