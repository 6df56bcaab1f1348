import type { ContractName } from './contracts';
import { gameAddresses, gameChainId, gamesOf, prestateOf } from './games';
import { addressAt, answerAt, respectedGame, type Places } from './places';
import { addressIn, answerOf, first, type Answer, type Reading } from './reading';
import type { Found, Source } from './source';
import type { Leaf } from '../network/lock-leaves';

/** What stands for the address of a contract in the lock. */
const ADDRESSES: Readonly<Partial<Record<ContractName, string>>> = {
  OptimismPortal: 'optimismPortalAddr',
  DisputeGameFactory: 'disputeGameFactoryAddr',
  L2OutputOracle: 'l2OutputOracleAddr',
  L1CrossDomainMessenger: 'l1CrossDomainMessengerAddr',
  L1StandardBridge: 'l1StandardBridgeAddr',
  L1ERC721Bridge: 'l1Erc721BridgeAddr',
  OptimismMintableERC20Factory: 'optimismMintableErc20FactoryAddr',
  AnchorStateRegistry: 'anchorStateRegistryAddr',
  DelayedWETH: 'delayedWethAddr',
  SuperchainConfig: 'superchainConfigAddr',
  ProxyAdmin: 'proxyAdminAddr',
};

type Row = readonly [path: string, contract: ContractName, getter: string, decode?: (value: unknown) => Leaf | undefined];

const VERSION = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const MAX_VERSION = 64;
/** Scalars of before Ecotone are of another fee. */
const ECOTONE_SCALARS = 1n;

/** Of two rows of one path, the first that answers counts. */
const ROWS: readonly Row[] = [
  ['chainId', 'SystemConfig', 'l2ChainId', chainIdLeaf],
  ['respectedGameType', 'OptimismPortal', 'respectedGameType', uint32Leaf],
  ['settings.batcherAddr', 'SystemConfig', 'batcherHash', batcherLeaf],
  ['settings.unsafeBlockSignerAddr', 'SystemConfig', 'unsafeBlockSigner', addressIn],
  ['settings.systemConfigOwnerAddr', 'SystemConfig', 'owner', addressIn],
  ['settings.proxyAdminOwnerAddr', 'SystemConfig', 'proxyAdminOwner', addressIn],
  ['settings.proxyAdminOwnerAddr', 'ProxyAdmin', 'owner', addressIn],
  ['settings.guardianAddr', 'SystemConfig', 'guardian', addressIn],
  ['settings.guardianAddr', 'OptimismPortal', 'guardian', addressIn],
  ['settings.guardianAddr', 'OptimismPortal', 'GUARDIAN', addressIn],
  ['settings.guardianAddr', 'SuperchainConfig', 'guardian', addressIn],
  ['settings.proposerAddr', 'L2OutputOracle', 'proposer', addressIn],
  ['settings.proposerAddr', 'L2OutputOracle', 'PROPOSER', addressIn],
  ['settings.challengerAddr', 'L2OutputOracle', 'challenger', addressIn],
  ['settings.challengerAddr', 'L2OutputOracle', 'CHALLENGER', addressIn],
  ['settings.gasLimit', 'SystemConfig', 'gasLimit', decimalLeaf],
  ['settings.baseFeeScalar', 'SystemConfig', 'basefeeScalar', uint32Leaf],
  ['settings.baseFeeScalar', 'SystemConfig', 'scalar', (value) => packedScalar(value, 0n)],
  ['settings.blobBaseFeeScalar', 'SystemConfig', 'blobbasefeeScalar', uint32Leaf],
  ['settings.blobBaseFeeScalar', 'SystemConfig', 'scalar', (value) => packedScalar(value, 32n)],
  ['settings.eip1559Denominator', 'SystemConfig', 'eip1559Denominator', uint32Leaf],
  ['settings.eip1559Elasticity', 'SystemConfig', 'eip1559Elasticity', uint32Leaf],
  ['settings.operatorFeeScalar', 'SystemConfig', 'operatorFeeScalar', uint32Leaf],
  ['settings.operatorFeeConstant', 'SystemConfig', 'operatorFeeConstant', decimalLeaf],
  ['settings.minBaseFee', 'SystemConfig', 'minBaseFee', decimalLeaf],
  ['settings.daFootprintGasScalar', 'SystemConfig', 'daFootprintGasScalar', uint32Leaf],
];
/** Games that only some may play, of which the roles are those of the chain. */
const PERMISSIONED = [1, 5];

/** What the contracts say, by the path of each value in the lock. */
export function chainSource(reading: Reading, places: Places): Source {
  const found = new Map<string, Found>();
  const add = (path: string, from: Answer['from'], value: Leaf | undefined): void => {
    if (value !== undefined && !found.has(path)) found.set(path, { value, kind: 'on-chain', from: `on-chain:${from}` });
  };
  for (const [contract, { address, from }] of places) {
    const path = ADDRESSES[contract];
    if (path !== undefined && from) add(path, from, address);
    add(`versions.${contract}`, `${contract}.version`, versionLeaf(answerAt(reading, places, contract, 'version')?.value));
  }
  for (const [path, contract, getter, decode = addressIn] of ROWS) add(path, `${contract}.${getter}`, decode(answerAt(reading, places, contract, getter)?.value));
  for (const [path, { value, from }] of gameValues(reading, places)) add(path, from, value);
  return found;
}

function* gameValues(reading: Reading, places: Places): Generator<readonly [string, Answer<Leaf>]> {
  const factory = places.get('DisputeGameFactory')?.address;
  if (!factory) return;
  const games = gamesOf(reading, factory, respectedGame(reading, places));
  for (const game of games) {
    const bond = decimalLeaf(answerOf(reading, { contract: 'DisputeGameFactory', address: factory, getter: 'initBonds', arg: game.type })?.value);
    const prestate = prestateOf(reading, game);
    yield [`games.${game.type}.implementationAddr`, { value: game.implementation, from: 'DisputeGameFactory.gameImpls' }];
    if (prestate) yield [`games.${game.type}.prestate`, prestate];
    if (bond !== undefined) yield [`games.${game.type}.bond`, { value: bond, from: 'DisputeGameFactory.initBonds' }];
  }
  for (const type of PERMISSIONED) {
    const game = games.find((each) => each.type === type);
    const { proposer, challenger } = game ? gameAddresses(reading, game) : {};
    if (proposer) yield ['settings.proposerAddr', proposer];
    if (challenger) yield ['settings.challengerAddr', challenger];
  }
  const chainId = first(games.map((game) => gameChainId(reading, game)));
  const leaf = chainIdLeaf(chainId?.value);
  if (chainId && leaf !== undefined) yield ['chainId', { value: leaf, from: chainId.from }];
}

/** Where SystemConfig says that batches go, which is wrong on some chains. */
export function batchInboxOf(reading: Reading, places: Places): string | undefined {
  return addressAt(reading, places, 'SystemConfig', 'batchInbox')?.value;
}

function uint32Leaf(value: unknown): Leaf | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? value : undefined;
}

function decimalLeaf(value: unknown): Leaf | undefined {
  return typeof value === 'bigint' && value >= 0n ? value.toString() : undefined;
}

/** An id that is too long for a number is kept as text: no other source will say the same. */
function chainIdLeaf(value: unknown): Leaf | undefined {
  if (typeof value !== 'bigint' || value <= 0n) return undefined;
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString();
}

function versionLeaf(value: unknown): Leaf | undefined {
  return typeof value === 'string' && value.length <= MAX_VERSION && VERSION.test(value) ? value : undefined;
}

/** Low 20 bytes; what stands above them is no address. */
function batcherLeaf(value: unknown): Leaf | undefined {
  return typeof value === 'string' && /^0x0{24}[0-9a-fA-F]{40}$/.test(value) ? addressIn(`0x${value.slice(26)}`) : undefined;
}

function packedScalar(value: unknown, shift: bigint): Leaf | undefined {
  return typeof value === 'bigint' && value >> 248n === ECOTONE_SCALARS ? Number((value >> shift) & 0xffffffffn) : undefined;
}
