import { DEPLOYER, SEPOLIA, startAnvil } from './support/anvil';
import { startFaultProxy } from './support/fault-proxy';
import { nodeLike, revertStyles, transports } from './support/l1-styles';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { DEPLOYED, deployFaultProofs, deployFirstGeneration, deployOutputOracle, type FaultProofSuite, type OutputOracleSuite, type Suite } from './support/real-suites';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { discoverContracts, type DiscoverOptions, type Lock } from '../../src/discovery';
import { keysOf } from '../../src/kube';

quiet();
const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));

let faultProofs: FaultProofSuite;
let outputOracle: OutputOracleSuite;
let first: OutputOracleSuite;
beforeAll(async () => {
  faultProofs = await deployFaultProofs(anvil().client);
  outputOracle = await deployOutputOracle(anvil().client);
  first = await deployFirstGeneration(anvil().client);
  await anvil().client.setCode({ address: MULTICALL3, bytecode: multicall3Code() });
  await anvil().client.mine({ blocks: 100 });
});

/** Without the block, which differs from run to run, and the sources. */
async function found(options: DiscoverOptions): Promise<Partial<Lock>> {
  const { block: _block, provenance: _provenance, ...rest } = await discoverContracts({ l1: proxy().url, ...options });
  return rest;
}

const addresses = ({ SystemConfig, OptimismPortal, L1CrossDomainMessenger, L1StandardBridge, L1ERC721Bridge, OptimismMintableERC20Factory, ProxyAdmin }: Suite): Partial<Lock> => ({
  systemConfigAddr: SystemConfig, optimismPortalAddr: OptimismPortal, l1CrossDomainMessengerAddr: L1CrossDomainMessenger, l1StandardBridgeAddr: L1StandardBridge,
  l1Erc721BridgeAddr: L1ERC721Bridge, optimismMintableErc20FactoryAddr: OptimismMintableERC20Factory, proxyAdminAddr: ProxyAdmin,
});
const common = { batcherAddr: DEPLOYED.batcher, unsafeBlockSignerAddr: DEPLOYED.unsafeBlockSigner, systemConfigOwnerAddr: DEPLOYER, proxyAdminOwnerAddr: DEPLOYER, guardianAddr: DEPLOYED.guardian, gasLimit: String(DEPLOYED.gasLimit), proposerAddr: DEPLOYED.proposer, challengerAddr: DEPLOYED.challenger };
const kinds = keysOf(revertStyles).flatMap((style) => transports.map((transport) => ({ style, transport })));

describe.each(kinds)('real contracts on a node that reverts as $style, calls by $transport', ({ style, transport }) => {
  beforeEach(() => proxy().reset(nodeLike(style, transport)));

  it('of SystemConfig 2.3.0-beta.2 with fault proofs', async () => {
    expect(await found({ systemConfig: faultProofs.SystemConfig })).toStrictEqual({
      schema: 1, chainId: DEPLOYED.chainId, l1ChainId: SEPOLIA, ...addresses(faultProofs),
      disputeGameFactoryAddr: faultProofs.DisputeGameFactory, anchorStateRegistryAddr: faultProofs.AnchorStateRegistry, delayedWethAddr: faultProofs.DelayedWETH,
      superchainConfigAddr: faultProofs.SuperchainConfig, respectedGameType: 0,
      settings: { ...common, baseFeeScalar: DEPLOYED.baseFeeScalar, blobBaseFeeScalar: DEPLOYED.blobBaseFeeScalar },
      games: {
        0: { implementationAddr: faultProofs.FaultDisputeGame, prestate: DEPLOYED.prestates[0], bond: String(DEPLOYED.bonds[0]) },
        1: { implementationAddr: faultProofs.PermissionedDisputeGame, prestate: DEPLOYED.prestates[1], bond: String(DEPLOYED.bonds[1]) },
      },
      versions: {
        SystemConfig: '2.3.0-beta.2', OptimismPortal: '3.10.0', DisputeGameFactory: '1.0.0', AnchorStateRegistry: '1.0.0', DelayedWETH: '1.0.0', SuperchainConfig: '1.1.0',
        L1CrossDomainMessenger: '2.4.0', L1StandardBridge: '2.2.0', L1ERC721Bridge: '2.1.0', OptimismMintableERC20Factory: '1.9.0',
      },
    });
  });

  it('of SystemConfig 1.12.0 with an L2OutputOracle', async () => {
    expect(await found({ systemConfig: outputOracle.SystemConfig, chainId: DEPLOYED.chainId })).toStrictEqual({
      schema: 1, chainId: DEPLOYED.chainId, l1ChainId: SEPOLIA, ...addresses(outputOracle), l2OutputOracleAddr: outputOracle.L2OutputOracle,
      superchainConfigAddr: expect.any(String),
      settings: common,
      versions: expect.objectContaining({ SystemConfig: '1.12.0', L2OutputOracle: '1.8.0' }),
    });
  });

  it('of SystemConfig 1.3.0, by the bridge', async () => {
    const { L1StandardBridge, L1CrossDomainMessenger, OptimismPortal, SystemConfig, L2OutputOracle, ProxyAdmin } = first;
    expect(await found({ systemConfig: SystemConfig, chainId: DEPLOYED.chainId, contractAddresses: { l1StandardBridgeAddr: L1StandardBridge } })).toStrictEqual({
      schema: 1, chainId: DEPLOYED.chainId, l1ChainId: SEPOLIA,
      systemConfigAddr: SystemConfig, optimismPortalAddr: OptimismPortal, l1CrossDomainMessengerAddr: L1CrossDomainMessenger, l1StandardBridgeAddr: L1StandardBridge, l2OutputOracleAddr: L2OutputOracle, proxyAdminAddr: ProxyAdmin,
      settings: common,
      versions: expect.objectContaining({ SystemConfig: '1.3.0', L2OutputOracle: '1.3.0' }),
    });
  });
});
