import { padHex, keccak256, zeroAddress, type Address, type Hex } from 'viem';
import { DEPLOYER, type Client } from './anvil';
import { deployerOf, type Deployer } from './artifacts';
import { addressOf } from './releases';

/** The contracts of a chain that was really deployed. */
export interface Suite {
  readonly SystemConfig: Address;
  readonly OptimismPortal: Address;
  readonly L1CrossDomainMessenger: Address;
  readonly L1StandardBridge: Address;
  readonly L1ERC721Bridge: Address;
  readonly OptimismMintableERC20Factory: Address;
  readonly ProxyAdmin: Address;
}

export interface FaultProofSuite extends Suite {
  readonly DisputeGameFactory: Address;
  readonly AnchorStateRegistry: Address;
  readonly DelayedWETH: Address;
  readonly SuperchainConfig: Address;
  readonly FaultDisputeGame: Address;
  readonly PermissionedDisputeGame: Address;
}

export interface OutputOracleSuite extends Suite {
  readonly L2OutputOracle: Address;
}

/** What the suites are deployed with. */
export const DEPLOYED = {
  chainId: 901,
  guardian: addressOf('real guardian'),
  batcher: addressOf('real batcher'),
  unsafeBlockSigner: addressOf('real unsafe block signer'),
  proposer: addressOf('real proposer'),
  challenger: addressOf('real challenger'),
  batchInbox: addressOf('real batch inbox'),
  gasLimit: 30_000_000n,
  baseFeeScalar: 1368,
  blobBaseFeeScalar: 810_949,
  prestates: [keccak256('0x10'), keccak256('0x11')],
  bonds: [80_000_000_000_000_000n, 1n],
} as const;

const MESSENGER = 'OVM_L1CrossDomainMessenger';
const RESOURCES = { maxResourceLimit: 20_000_000, elasticityMultiplier: 10, baseFeeMaxChangeDenominator: 8, minimumBaseFee: 1_000_000_000, systemTxMaxGas: 1_000_000, maximumBaseFee: 2n ** 128n - 1n };
const BATCHER: Hex = padHex(DEPLOYED.batcher);

interface Proxies {
  readonly proxy: () => Promise<Address>;
  readonly messenger: Address;
  readonly bridge: Address;
  /** Puts the messenger, the bridge and the two contracts behind it into place. */
  readonly connect: (messenger: Implementation, bridge: Implementation, erc721Bridge: Implementation, erc20Factory: Implementation) => Promise<{ readonly L1ERC721Bridge: Address; readonly OptimismMintableERC20Factory: Address }>;
  /** Gives all proxies to the ProxyAdmin. */
  readonly handOver: () => Promise<{ readonly ProxyAdmin: Address }>;
}

interface Implementation {
  readonly constructed?: readonly unknown[];
  readonly initialized?: readonly unknown[];
}

/** The proxies as on mainnet: two of the contracts are behind kinds of their own. */
async function proxiesOf(client: Client, deployer: Deployer): Promise<Proxies> {
  const { deploy, send, upgrade } = deployer;
  const admin = await deploy('ProxyAdmin', DEPLOYER);
  const manager = await deploy('AddressManager');
  const messenger = await deploy('ResolvedDelegateProxy', manager, MESSENGER);
  const bridge = await deploy('L1ChugSplashProxy', DEPLOYER);
  const made: Address[] = [];
  const proxy = async (): Promise<Address> => {
    const address = await deploy('Proxy', DEPLOYER);
    made.push(address);
    return address;
  };
  const connect: Proxies['connect'] = async (ofMessenger, ofBridge, ofErc721, ofErc20) => {
    await send('AddressManager', manager, 'setAddress', MESSENGER, await deploy('L1CrossDomainMessenger', ...(ofMessenger.constructed ?? [])));
    await send('L1CrossDomainMessenger', messenger, 'initialize', ...(ofMessenger.initialized ?? []));
    const bridgeCode = await client.getCode({ address: await deploy('L1StandardBridge', ...(ofBridge.constructed ?? [])) });
    await send('L1ChugSplashProxy', bridge, 'setCode', bridgeCode);
    if (ofBridge.initialized) await send('L1StandardBridge', bridge, 'initialize', ...ofBridge.initialized);
    const L1ERC721Bridge = await proxy();
    await upgrade(L1ERC721Bridge, 'L1ERC721Bridge', ofErc721.constructed ?? [], ofErc721.initialized);
    const OptimismMintableERC20Factory = await proxy();
    await upgrade(OptimismMintableERC20Factory, 'OptimismMintableERC20Factory', ofErc20.constructed ?? [], ofErc20.initialized);
    return { L1ERC721Bridge, OptimismMintableERC20Factory };
  };
  const handOver: Proxies['handOver'] = async () => {
    for (const each of made) await send('Proxy', each, 'changeAdmin', admin);
    await send('L1ChugSplashProxy', bridge, 'setOwner', admin);
    await send('AddressManager', manager, 'transferOwnership', admin);
    return { ProxyAdmin: admin };
  };
  return { proxy, messenger, bridge, connect, handOver };
}

/** SystemConfig 2.3.0-beta.2 with two dispute games. */
export async function deployFaultProofs(client: Client): Promise<FaultProofSuite> {
  const deployer = deployerOf(client, '2.3');
  const { deploy, send, upgrade } = deployer;
  const { proxy, messenger, bridge, connect, handOver } = await proxiesOf(client, deployer);
  const [systemConfig, portal, factory, registry, weth, superchain] = [await proxy(), await proxy(), await proxy(), await proxy(), await proxy(), await proxy()];
  await upgrade(superchain, 'SuperchainConfig', [], [DEPLOYED.guardian, false]);
  await upgrade(factory, 'DisputeGameFactory', [], [DEPLOYER]);
  await upgrade(weth, 'DelayedWETH', [604_800n], [DEPLOYER, superchain]);
  await upgrade(registry, 'AnchorStateRegistry', [factory], [[{ gameType: 0, outputRoot: { root: keccak256('0x20'), l2BlockNumber: 0n } }]]);
  await upgrade(portal, 'OptimismPortal2', [604_800n, 302_400n], [factory, systemConfig, superchain, 0]);
  const rest = await connect({ initialized: [superchain, portal, systemConfig] }, { initialized: [messenger, superchain, systemConfig] }, { initialized: [messenger, superchain] }, { initialized: [bridge] });
  await upgrade(systemConfig, 'SystemConfig', [], [DEPLOYER, DEPLOYED.baseFeeScalar, DEPLOYED.blobBaseFeeScalar, BATCHER, DEPLOYED.gasLimit, DEPLOYED.unsafeBlockSigner, RESOURCES, DEPLOYED.batchInbox, {
    l1CrossDomainMessenger: messenger, l1ERC721Bridge: rest.L1ERC721Bridge, l1StandardBridge: bridge, disputeGameFactory: factory, optimismPortal: portal,
    optimismMintableERC20Factory: rest.OptimismMintableERC20Factory, gasPayingToken: zeroAddress,
  }]);
  const vm = await deploy('MIPS', await deploy('PreimageOracle', 126_000n, 86_400n));
  const game = (type: 0 | 1): readonly unknown[] => [type, DEPLOYED.prestates[type], 73n, 30n, 10_800n, 302_400n, vm, weth, registry, BigInt(DEPLOYED.chainId)];
  const FaultDisputeGame = await deploy('FaultDisputeGame', ...game(0));
  const PermissionedDisputeGame = await deploy('PermissionedDisputeGame', ...game(1), DEPLOYED.proposer, DEPLOYED.challenger);
  for (const [type, implementation] of [FaultDisputeGame, PermissionedDisputeGame].entries()) {
    await send('DisputeGameFactory', factory, 'setImplementation', type, implementation);
    await send('DisputeGameFactory', factory, 'setInitBond', type, DEPLOYED.bonds[type]);
  }
  return {
    ...rest, ...(await handOver()), SystemConfig: systemConfig, OptimismPortal: portal, DisputeGameFactory: factory, AnchorStateRegistry: registry, DelayedWETH: weth, SuperchainConfig: superchain,
    L1CrossDomainMessenger: messenger, L1StandardBridge: bridge, FaultDisputeGame, PermissionedDisputeGame,
  };
}

/** SystemConfig 1.12.0 with an L2OutputOracle. */
export async function deployOutputOracle(client: Client): Promise<OutputOracleSuite> {
  const deployer = deployerOf(client, '1.12');
  const { upgrade } = deployer;
  const { proxy, messenger, bridge, connect, handOver } = await proxiesOf(client, deployer);
  const [systemConfig, portal, oracle, superchain] = [await proxy(), await proxy(), await proxy(), await proxy()];
  await upgrade(superchain, 'SuperchainConfig', [], [DEPLOYED.guardian, false]);
  await upgrade(oracle, 'L2OutputOracle', [], [1800n, 2n, 0n, 1n, DEPLOYED.proposer, DEPLOYED.challenger, 604_800n]);
  await upgrade(portal, 'OptimismPortal', [], [oracle, systemConfig, superchain]);
  const rest = await connect({ initialized: [superchain, portal] }, { initialized: [messenger, superchain] }, { initialized: [messenger, superchain] }, { initialized: [bridge] });
  await upgrade(systemConfig, 'SystemConfig', [], [DEPLOYER, 2100n, 1_000_000n, BATCHER, DEPLOYED.gasLimit, DEPLOYED.unsafeBlockSigner, RESOURCES, DEPLOYED.batchInbox, {
    l1CrossDomainMessenger: messenger, l1ERC721Bridge: rest.L1ERC721Bridge, l1StandardBridge: bridge, l2OutputOracle: oracle, optimismPortal: portal, optimismMintableERC20Factory: rest.OptimismMintableERC20Factory,
  }]);
  return { ...rest, ...(await handOver()), SystemConfig: systemConfig, OptimismPortal: portal, L2OutputOracle: oracle, L1CrossDomainMessenger: messenger, L1StandardBridge: bridge };
}

/** SystemConfig 1.3.0, which knows no other contract, with an L2OutputOracle. */
export async function deployFirstGeneration(client: Client): Promise<OutputOracleSuite> {
  const deployer = deployerOf(client, '1.3');
  const { upgrade } = deployer;
  const { proxy, messenger, bridge, connect, handOver } = await proxiesOf(client, deployer);
  const [systemConfig, portal, oracle] = [await proxy(), await proxy(), await proxy()];
  const settings = [DEPLOYER, 2100n, 1_000_000n, BATCHER, DEPLOYED.gasLimit, DEPLOYED.unsafeBlockSigner, RESOURCES];
  await upgrade(systemConfig, 'SystemConfig', settings, settings);
  await upgrade(oracle, 'L2OutputOracle', [1800n, 2n, 0n, 1n, DEPLOYED.proposer, DEPLOYED.challenger, 604_800n], [0n, 1n]);
  await upgrade(portal, 'OptimismPortal', [oracle, DEPLOYED.guardian, false, systemConfig], [false]);
  const rest = await connect({ constructed: [portal], initialized: [] }, { constructed: [messenger] }, { constructed: [messenger, addressOf('the other bridge')] }, { constructed: [bridge] });
  return { ...rest, ...(await handOver()), SystemConfig: systemConfig, OptimismPortal: portal, L2OutputOracle: oracle, L1CrossDomainMessenger: messenger, L1StandardBridge: bridge };
}
