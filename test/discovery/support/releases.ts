import { compare } from 'semver';
import { concatHex, getAddress, keccak256, numberToHex, pad, padHex, slice, toHex, type Address, type Hex } from 'viem';
import { machineCode, reverting, type Fallback, type Getters } from './answer-machine';
import { untyped } from '../../support/fixtures';

/** Versions of the contracts in a release; what is at or above a version has its getters. */
export interface Release {
  readonly name: string;
  readonly SystemConfig: string;
  readonly OptimismPortal: string;
  readonly DisputeGameFactory: string;
  readonly game: string;
}

const release = (name: string, SystemConfig: string, OptimismPortal: string, DisputeGameFactory: string, game: string): Release => ({ name, SystemConfig, OptimismPortal, DisputeGameFactory, game });

/** Releases of the contracts since fault proofs. @see https://github.com/ethereum-optimism/superchain-registry standard-versions */
export const releases: readonly Release[] = [
  release('v1.8.0', '2.3.0', '3.10.0', '1.0.0', '1.3.1'),
  release('v2.0.0', '2.4.0', '3.13.0', '1.0.1', '1.4.1'),
  release('v3.0.0', '2.5.0', '3.14.0', '1.0.1', '1.4.1'),
  release('v4.0.0', '3.4.0', '4.6.0', '1.2.0', '1.7.0'),
  release('v4.1.0', '3.7.0', '5.0.0', '1.2.0', '1.7.0'),
  release('v5.0.0', '3.11.0', '5.1.1', '1.3.0', '1.8.0'),
  release('v6.0.0', '3.13.1', '5.2.0', '1.4.0', '2.2.0'),
  release('v7.0.0', '3.14.2', '5.6.1', '1.6.1', '2.4.2'),
  release('v8.0.0', '4.0.0', '5.8.0', '1.6.1', '2.4.2'),
];

/** Contracts of a release, each at an address of its own. */
const contractNames = [
  'SystemConfig', 'OptimismPortal', 'DisputeGameFactory', 'FaultDisputeGame', 'PermissionedDisputeGame', 'AnchorStateRegistry', 'DelayedWETH', 'SuperchainConfig', 'ProxyAdmin',
  'L1CrossDomainMessenger', 'L1StandardBridge', 'L1ERC721Bridge', 'OptimismMintableERC20Factory',
] as const;

export type ContractName = (typeof contractNames)[number];
export type Contracts = Readonly<Record<ContractName, Address>>;

/** Values that all releases answer alike. */
export const VALUES = {
  chainId: 42069,
  owner: addressOf('owner'),
  proxyAdminOwner: addressOf('proxy admin owner'),
  guardian: addressOf('guardian'),
  batcher: addressOf('batcher'),
  unsafeBlockSigner: addressOf('unsafe block signer'),
  proposer: addressOf('proposer'),
  challenger: addressOf('challenger'),
  /** What nothing may take over: answers that are wrong on chain, or of contracts that do not count. */
  wrong: addressOf('wrong'),
  gasLimit: 60_000_000n,
  baseFeeScalar: 5227,
  blobBaseFeeScalar: 1_014_213,
  eip1559Denominator: 250,
  eip1559Elasticity: 6,
  operatorFeeScalar: 123,
  operatorFeeConstant: 456n,
  minBaseFee: 1_000_000n,
  daFootprintGasScalar: 400,
  prestates: { 0: keccak256('0x00'), 1: keccak256('0x01') },
  bonds: { 0: 80_000_000_000_000_000n, 1: 90_000_000_000_000_000n },
} as const;

const ZERO: Address = `0x${'0'.repeat(40)}`;
const ZERO_32: Hex = `0x${'0'.repeat(64)}`;
const ADMIN_SLOT: Hex = '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103';

/** An address that is made of a text. */
export function addressOf(text: string): Address {
  return getAddress(slice(keccak256(toHex(text)), 0, 20));
}

export function contractsOf({ name }: Release, salt = ''): Contracts {
  return untyped<Contracts>(Object.fromEntries(contractNames.map((contract) => [contract, addressOf(`${salt} ${name} ${contract}`)])));
}

/** A getter, its answer, and the versions that have it: at or above the first, below the second. */
type Row = readonly [signature: string, answer: unknown, since?: string, until?: string];

/** Every contract of a release with its getters. */
export function gettersOf(of: Release, at: Contracts): Readonly<Record<ContractName, Getters>> {
  return {
    SystemConfig: answeredBy(of.SystemConfig, systemConfigRows(at)),
    OptimismPortal: answeredBy(of.OptimismPortal, portalRows(of, at)),
    DisputeGameFactory: answeredBy(of.DisputeGameFactory, factoryRows(of, at)),
    FaultDisputeGame: answeredBy(of.game, gameRows(of, at, 0)),
    PermissionedDisputeGame: answeredBy(of.game, gameRows(of, at, 1)),
    AnchorStateRegistry: { 'version() view returns (string)': '3.5.0', 'disputeGameFactory() view returns (address)': at.DisputeGameFactory, 'systemConfig() view returns (address)': at.SystemConfig },
    DelayedWETH: { 'version() view returns (string)': '1.5.0', 'owner() view returns (address)': VALUES.proxyAdminOwner },
    SuperchainConfig: { 'version() view returns (string)': '2.4.0', 'guardian() view returns (address)': VALUES.guardian, 'paused() view returns (bool)': false },
    ProxyAdmin: { 'owner() view returns (address)': VALUES.proxyAdminOwner },
    L1CrossDomainMessenger: { 'version() view returns (string)': '2.9.0', 'portal() view returns (address)': at.OptimismPortal, 'PORTAL() view returns (address)': at.OptimismPortal },
    L1StandardBridge: { 'version() view returns (string)': '2.6.0', 'messenger() view returns (address)': at.L1CrossDomainMessenger, 'MESSENGER() view returns (address)': at.L1CrossDomainMessenger },
    L1ERC721Bridge: { 'version() view returns (string)': '2.7.0' },
    OptimismMintableERC20Factory: { 'version() view returns (string)': '1.10.1' },
  };
}

/** Code and storage of every contract of a release. */
export function machinesOf(of: Release, at: Contracts, fallback: Fallback = 'revert', over: Partial<Record<ContractName, Getters>> = {}): readonly (readonly [Address, Hex, Readonly<Record<Hex, Hex>>])[] {
  const getters = { ...gettersOf(of, at), ...over };
  return contractNames.map((name) => [at[name], machineCode(getters[name], fallback), { [ADMIN_SLOT]: padHex(at.ProxyAdmin) }]);
}

function answeredBy(version: string, rows: readonly Row[]): Getters {
  const has = ([, , since = '0.0.0', until = '999.0.0']: Row): boolean => compare(version, since) >= 0 && compare(version, until) < 0;
  return Object.fromEntries([['version() view returns (string)', version], ...rows.filter(has).map(([signature, answer]) => [signature, answer])]);
}

function systemConfigRows(at: Contracts): readonly Row[] {
  const ecotoneScalar = concatHex(['0x01', pad('0x', { size: 23 }), numberToHex(VALUES.blobBaseFeeScalar, { size: 4 }), numberToHex(VALUES.baseFeeScalar, { size: 4 })]);
  return [
    ['owner() view returns (address)', VALUES.owner],
    ['batcherHash() view returns (bytes32)', padHex(VALUES.batcher)],
    ['gasLimit() view returns (uint64)', VALUES.gasLimit],
    ['overhead() view returns (uint256)', 0n],
    ['scalar() view returns (uint256)', BigInt(ecotoneScalar)],
    ['unsafeBlockSigner() view returns (address)', VALUES.unsafeBlockSigner],
    ['resourceConfig() view returns (uint32, uint8, uint8, uint32, uint32, uint128)', [20_000_000, 10, 8, 1_000_000_000, 1_000_000, 2n ** 128n - 1n]],
    ['minimumGasLimit() view returns (uint64)', 21_000_000n],
    ['l1CrossDomainMessenger() view returns (address)', at.L1CrossDomainMessenger],
    ['l1ERC721Bridge() view returns (address)', at.L1ERC721Bridge],
    ['l1StandardBridge() view returns (address)', at.L1StandardBridge],
    ['optimismPortal() view returns (address)', at.OptimismPortal],
    ['optimismMintableERC20Factory() view returns (address)', at.OptimismMintableERC20Factory],
    ['batchInbox() view returns (address)', VALUES.wrong, '1.4.0', '4.0.0'],
    ['startBlock() view returns (uint256)', 1n, '1.4.0', '4.0.0'],
    ['disputeGameFactory() view returns (address)', at.DisputeGameFactory],
    ['gasPayingToken() view returns (address, uint8)', [VALUES.wrong, 18], '2.1.0', '2.4.0'],
    ['isCustomGasToken() view returns (bool)', false, '2.1.0', '2.4.0'],
    ['isCustomGasToken() view returns (bool)', false, '3.13.1'],
    ['maximumGasLimit() view returns (uint64)', 200_000_000n, '2.2.0'],
    ['basefeeScalar() view returns (uint32)', VALUES.baseFeeScalar, '2.3.0'],
    ['blobbasefeeScalar() view returns (uint32)', VALUES.blobBaseFeeScalar, '2.3.0'],
    ['eip1559Denominator() view returns (uint32)', VALUES.eip1559Denominator, '2.3.0'],
    ['eip1559Elasticity() view returns (uint32)', VALUES.eip1559Elasticity, '2.3.0'],
    manyAddresses(6, '2.4.0', '3.0.0'),
    manyAddresses(5, '3.0.0', '3.12.0'),
    manyAddresses(6, '3.12.0', '3.14.0'),
    manyAddresses(7, '3.14.0'),
    ['operatorFeeScalar() view returns (uint32)', VALUES.operatorFeeScalar, '2.5.0'],
    ['operatorFeeConstant() view returns (uint64)', VALUES.operatorFeeConstant, '2.5.0'],
    ['l2ChainId() view returns (uint256)', BigInt(VALUES.chainId), '2.6.0'],
    ['superchainConfig() view returns (address)', at.SuperchainConfig, '3.1.0'],
    ['guardian() view returns (address)', VALUES.guardian, '3.1.0'],
    ['paused() view returns (bool)', false, '3.1.0'],
    ['proxyAdmin() view returns (address)', at.ProxyAdmin, '3.2.0'],
    ['proxyAdminOwner() view returns (address)', VALUES.proxyAdminOwner, '3.2.0'],
    ['minBaseFee() view returns (uint64)', VALUES.minBaseFee, '3.8.0'],
    ['daFootprintGasScalar() view returns (uint16)', VALUES.daFootprintGasScalar, '3.11.0'],
    ['delayedWETH() view returns (address)', at.DelayedWETH, '3.12.0'],
    ['lastUsedOPCM() view returns (address)', ZERO, '3.14.0'],
    ['lastUsedOPCMVersion() view returns (string)', reverting('0x'), '3.14.0'],
  ];
}

/** `getAddresses()` has another shape in each generation; who decodes it gets what is wrong. */
function manyAddresses(words: number, since: string, until?: string): Row {
  const all = <T>(each: T): readonly T[] => Array.from({ length: words }, () => each);
  return [`getAddresses() view returns (${all('address').join(', ')})`, all(VALUES.wrong), since, until];
}

function portalRows({ OptimismPortal }: Release, at: Contracts): readonly Row[] {
  return [
    ['disputeGameFactory() view returns (address)', at.DisputeGameFactory],
    ['respectedGameType() view returns (uint32)', 0],
    ['respectedGameTypeUpdatedAt() view returns (uint64)', 1n],
    ['systemConfig() view returns (address)', at.SystemConfig],
    ['superchainConfig() view returns (address)', at.SuperchainConfig],
    ['guardian() view returns (address)', VALUES.guardian],
    ['paused() view returns (bool)', false],
    ['proofMaturityDelaySeconds() view returns (uint256)', 604_800n],
    ['disputeGameFinalityDelaySeconds() view returns (uint256)', 302_400n],
    ['anchorStateRegistry() view returns (address)', at.AnchorStateRegistry, '4.0.0'],
    ['ethLockbox() view returns (address)', compare(OptimismPortal, '5.0.0') < 0 ? VALUES.wrong : ZERO, '4.0.0'],
    ['proxyAdmin() view returns (address)', at.ProxyAdmin, '4.4.0'],
    ['superRootsActive() view returns (bool)', false, '4.0.0', '5.0.0'],
  ];
}

const GAMES = [0, 1] as const;

/** What the factory answers to types of games that it does not have. */
const others = (none: unknown): readonly (readonly [number, unknown])[] => [2, 3, 4, 5, 6, 7, 8, 9, 10, 254, 255, 1337].map((type) => [type, none]);

function factoryRows({ game }: Release, at: Contracts): readonly Row[] {
  // Factories have room for arguments before there are games that want them.
  const argsOf = (type: 0 | 1): Hex => (compare(game, '2.0.0') >= 0 ? gameArgsOf(at, type) : '0x');
  const implementations = { 0: at.FaultDisputeGame, 1: at.PermissionedDisputeGame };
  return [
    ['owner() view returns (address)', VALUES.proxyAdminOwner],
    ['gameCount() view returns (uint256)', 7n],
    ['gameImpls(uint32) view returns (address)', new Map([...GAMES.map((type) => [type, implementations[type]] as const), ...others(ZERO)])],
    ['initBonds(uint32) view returns (uint256)', new Map([...GAMES.map((type) => [type, VALUES.bonds[type]] as const), ...others(0n)])],
    ['gameArgs(uint32) view returns (bytes)', new Map([...GAMES.map((type) => [type, argsOf(type)] as const), ...others('0x')]), '1.3.0'],
  ];
}

/** Arguments that the factory packs for a game: 124 bytes, and the two roles of the permissioned one. */
export function gameArgsOf(at: Contracts, type: 0 | 1): Hex {
  const common = concatHex([VALUES.prestates[type], VALUES.wrong, at.AnchorStateRegistry, at.DelayedWETH, numberToHex(VALUES.chainId, { size: 32 })]);
  return type === 0 ? common : concatHex([common, VALUES.proposer, VALUES.challenger]);
}

/** From 2.0.0 on, all games share an implementation, which answers zero to what differs between chains. */
function gameRows({ game }: Release, at: Contracts, type: 0 | 1): readonly Row[] {
  const shared = compare(game, '2.0.0') >= 0;
  const own = <T>(value: T, zero: T): T => (shared ? zero : value);
  return [
    ['gameType() view returns (uint32)', own<number>(type, 0)],
    ['absolutePrestate() view returns (bytes32)', own(VALUES.prestates[type], ZERO_32)],
    ['maxGameDepth() view returns (uint256)', 73n],
    ['splitDepth() view returns (uint256)', 30n],
    ['maxClockDuration() view returns (uint64)', 302_400n],
    ['clockExtension() view returns (uint64)', 10_800n],
    ['vm() view returns (address)', own(VALUES.wrong, ZERO)],
    ['weth() view returns (address)', own(at.DelayedWETH, ZERO)],
    ['anchorStateRegistry() view returns (address)', own(at.AnchorStateRegistry, ZERO)],
    ['l2ChainId() view returns (uint256)', own(BigInt(VALUES.chainId), 0n)],
    ...(type === 1 ? [['proposer() view returns (address)', own(VALUES.proposer, ZERO)] as Row, ['challenger() view returns (address)', own(VALUES.challenger, ZERO)] as Row] : []),
  ];
}
