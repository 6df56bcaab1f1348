import { readFileSync } from 'node:fs';
import { startFaultProxy } from './support/fault-proxy';
import { nodeLike, revertStyles, transports } from './support/l1-styles';
import { accountsOf, hasState, readState, rollupFile, startL1, stateFile } from './support/op-deployer-state';
import { outcomeOf, rejection } from './support/outcome';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { discoverContracts, type DiscoverOptions, type Lock } from '../../src/discovery';
import { checksumAddress } from '../../src/keys';
import { keysOf } from '../../src/kube';
import { untyped } from '../support/fixtures';

/** The file holds the contracts of a chain, and what is right of them. */
function tellsWhatOpDeployerDeployed(): void {
  const state = readState();
  const { opChainDeployments: [deployed], superchainContracts, appliedIntent } = state;
  const [intent] = appliedIntent.chains;
  const address = (name: string): string => checksumAddress(deployed[name]!);
  const role = (name: string): string => checksumAddress(intent.roles[name]!);

  const l1 = perFile(async () => startL1(appliedIntent.l1ChainID, accountsOf(state)));
  const proxy = perFile(async () => startFaultProxy(l1().url));
  quiet();
  beforeEach(() => proxy().reset());

  const read = async (more: Partial<DiscoverOptions> = {}): Promise<Lock> => discoverContracts({ l1: proxy().url, systemConfig: address('SystemConfigProxy'), ...more });
  const right = {
    schema: 1, chainId: 13, l1ChainId: 1337,
    systemConfigAddr: address('SystemConfigProxy'),
    optimismPortalAddr: address('OptimismPortalProxy'),
    disputeGameFactoryAddr: address('DisputeGameFactoryProxy'),
    l1CrossDomainMessengerAddr: address('L1CrossDomainMessengerProxy'),
    l1StandardBridgeAddr: address('L1StandardBridgeProxy'),
    l1Erc721BridgeAddr: address('L1Erc721BridgeProxy'),
    optimismMintableErc20FactoryAddr: address('OptimismMintableErc20FactoryProxy'),
    anchorStateRegistryAddr: address('AnchorStateRegistryProxy'),
    delayedWethAddr: address('DelayedWethPermissionedGameProxy'),
    superchainConfigAddr: checksumAddress(superchainContracts.SuperchainConfigProxy!),
    proxyAdminAddr: address('OpChainProxyAdminImpl'),
    respectedGameType: 1,
    settings: {
      batcherAddr: role('batcher'), unsafeBlockSignerAddr: role('unsafeBlockSigner'), proposerAddr: role('proposer'), challengerAddr: role('challenger'),
      systemConfigOwnerAddr: role('systemConfigOwner'), proxyAdminOwnerAddr: role('l1ProxyAdminOwner'), guardianAddr: checksumAddress(state.superchainRoles.SuperchainGuardian!),
      gasLimit: String(intent.gasLimit), eip1559Denominator: 0, eip1559Elasticity: 0, baseFeeScalar: 1368, blobBaseFeeScalar: 801949,
      operatorFeeScalar: 0, operatorFeeConstant: '0', minBaseFee: '0', daFootprintGasScalar: 0,
    },
    games: { 1: { implementationAddr: address('PermissionedDisputeGameImpl'), prestate: expect.stringMatching(/^0x[0-9a-f]{64}$/), bond: expect.stringMatching(/^\d+$/) } },
    versions: expect.objectContaining({ SystemConfig: '3.11.0', OptimismPortal: '5.1.1', DisputeGameFactory: '1.3.0' }),
  };

  it.each(keysOf(revertStyles).flatMap((style) => transports.map((transport) => ({ style, transport }))))('are found from the SystemConfig alone (reverts as of $style, calls by $transport)', async ({ style, transport }) => {
    proxy().rule = nodeLike(style, transport);
    const { block, provenance, ...found } = await read();
    expect(found).toStrictEqual(right);
    expect(block).toMatchObject({ number: 0 });
    expect(provenance).toMatchObject({ 'settings.proposerAddr': 'on-chain:DisputeGame.proposer', 'games.1.prestate': 'on-chain:DisputeGame.absolutePrestate' });
  });

  it('are what the file itself says: the two sources agree on every address and role', async () => {
    const { lock, warnings } = await outcomeOf({ l1: proxy().url, opDeployerState: stateFile });
    expect(lock).toMatchObject({ ...right, provenance: expect.anything() });
    expect(warnings.filter(({ code }) => code === 'CONTRACT_CONFLICT').map(({ message }) => /^[\w.]+/.exec(message)?.[0])).toStrictEqual(['settings.eip1559Denominator', 'settings.eip1559Elasticity']);
  });

  it('are found from rollup.json, with the batch inbox', async () => {
    const rollup = untyped<{ batch_inbox_address: string; genesis: object }>(JSON.parse(readFileSync(rollupFile, 'utf8')));
    // The first block of this L1 holds the same contracts, and is still another one.
    expect(await rejection(read({ systemConfig: undefined, rollupConfig: rollup }))).toMatchObject({ code: 'L1_CHAIN_MISMATCH' });
    const { hash } = await l1().client.getBlock({ blockNumber: 0n });
    const lock = await read({ systemConfig: undefined, rollupConfig: { ...rollup, genesis: { ...rollup.genesis, l1: { hash, number: 0 } } } });
    expect(lock).toMatchObject({ ...right, batchInboxAddr: checksumAddress(rollup.batch_inbox_address), provenance: expect.anything() });
  });
}

if (hasState) describe('contracts that op-deployer deployed', () => {
  tellsWhatOpDeployerDeployed();
});
else it('needs the fixture, which is not here', () => expect(hasState).toBe(false));
