import { failureOf } from './failure';
import type { Node } from './node';
import { raise } from './raise';
import { raiseRpc } from './session';
import type { Found, Source } from './source';
import { checksumAddress } from '../keys';
import { isPlainObject } from '../kube';

/** Last two bytes of the address of each predeploy; all are 0x4200…. @see https://specs.optimism.io/protocol/predeploys.html */
const PREDEPLOYS = {
  LegacyMessagePasser: '0000', DeployerWhitelist: '0002', WETH: '0006', L2CrossDomainMessenger: '0007', GasPriceOracle: '000f', L2StandardBridge: '0010', SequencerFeeVault: '0011',
  OptimismMintableERC20Factory: '0012', L1BlockNumber: '0013', L2ERC721Bridge: '0014', L1Block: '0015', L2ToL1MessagePasser: '0016', OptimismMintableERC721Factory: '0017', ProxyAdmin: '0018',
  BaseFeeVault: '0019', L1FeeVault: '001a', OperatorFeeVault: '001b', SchemaRegistry: '0020', EAS: '0021', CrossL2Inbox: '0022', L2ToL2CrossDomainMessenger: '0023', SuperchainETHBridge: '0024',
  ETHLiquidity: '0025', NativeAssetLiquidity: '0029', LiquidityController: '002a', ConditionalDeployer: '002c', L2DevFeatureFlags: '002d', GovernanceToken: '0042',
} as const;
/** The others are proxies, which have code whether there is anything behind them or not. */
const NO_PROXIES: ReadonlySet<string> = new Set(['WETH', 'GovernanceToken']);
/** Slot of a proxy's implementation. @see https://eips.ethereum.org/EIPS/eip-1967 */
const IMPLEMENTATION_SLOT = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';

/** Number and hash of a block. */
export interface BlockId {
  readonly number: number;
  readonly hash: string;
}

/** The predeploys that an L2 has, asked for in one request. */
export async function predeploySource(node: Node): Promise<Source> {
  node.session.tell('predeploys', 'asking the L2 for its predeploys');
  const found = await Promise.all(Object.entries(PREDEPLOYS).map(async ([name, end]): Promise<readonly (readonly [string, Found])[]> => {
    const address = checksumAddress(`0x4200${'0'.repeat(32)}${end}`);
    const bare = NO_PROXIES.has(name);
    const call = bare ? { method: 'eth_getCode', params: [address, 'latest'] } : { method: 'eth_getStorageAt', params: [address, IMPLEMENTATION_SLOT, 'latest'] };
    const answer = await node.request(call, 'batching').catch((error: unknown) => raiseRpc(node.session, node.prop, error));
    const isThere = typeof answer === 'string' && /[1-9a-f]/i.test(answer.slice(2));
    return isThere ? [[`predeploys.${name}`, { value: address, kind: 'on-chain', from: `on-chain:${name}.${bare ? 'code' : 'eip1967Implementation'}` }]] : [];
  }));
  return new Map(found.flat());
}

/** Stops when the chain of a node does not begin with that block. A block that the node no longer has is not compared. */
export async function checkGenesis(node: Node, { number, hash }: BlockId): Promise<'checked' | 'unknown'> {
  const block = await node.request({ method: 'eth_getBlockByNumber', params: [`0x${number.toString(16)}`, false] }, 'batching').catch((error: unknown) => {
    // A node that has pruned its history may say so, or answer null.
    if (failureOf(error).code === 'STATE_UNAVAILABLE') return undefined;
    return raiseRpc(node.session, node.prop, error);
  });
  const own = isPlainObject(block) && typeof block.hash === 'string' ? block.hash.toLowerCase() : undefined;
  if (own === undefined) return 'unknown';
  if (own !== hash.toLowerCase()) {
    raise(node.prop === 'l1' ? 'L1_CHAIN_MISMATCH' : 'L2_CHAIN_MISMATCH', node.prop, `block ${number} of the ${node.prop.toUpperCase()} is ${short(own)}, and rollup.json says ${short(hash)}`, 'Give the rollup.json of this chain, and endpoints of it');
  }
  return 'checked';
}

function short(hash: string): string {
  return `${hash.slice(0, 10)}…`;
}
