import { LOCK_SCHEMA, type Decimal, type Lock, type LockedBlock, type LockedGame, type LockedSettings, type LockedValues, type Provenance } from './lock';
import { object, record, scalar, type Fields, type Report, type Shape } from './lock-shape';
import { leavesOf } from './lock-leaves';
import { checksumAddress, type Address } from '../keys/address';

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const ZERO = /^0x0+$/;
const PROVENANCE = /^(?:explicit|rollup-config|known-chain|op-deployer|superchain-registry|on-chain:\w+\.\w+)$/;
const MAX_UINT256 = (1n << 256n) - 1n;

const isText = (pattern: RegExp) => (value: unknown): value is string => typeof value === 'string' && pattern.test(value);
const isWhole = (min: number, max: number) => (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
const isDecimal = (value: unknown): value is Decimal => isText(/^(?:0|[1-9]\d{0,77})$/)(value) && BigInt(value) <= MAX_UINT256;
const isAddress = (value: unknown): value is Address => isText(ADDRESS)(value) && !ZERO.test(value) && value === checksumAddress(value);
const isProvenance = (value: unknown): value is Provenance => isText(PROVENANCE)(value);
const isSchema = (value: unknown): value is typeof LOCK_SCHEMA => value === LOCK_SCHEMA;

const address = scalar('address with the capitals of its checksum, other than zero', isAddress);
const chainId = scalar('chain id', isWhole(1, Number.MAX_SAFE_INTEGER));
const count = scalar('whole number', isWhole(0, Number.MAX_SAFE_INTEGER));
const uint32 = scalar('whole number of 32 bits', isWhole(0, 2 ** 32 - 1));
const decimal = scalar('whole number of up to 256 bits, written in decimal between quotes', isDecimal);
const hash = scalar('32 bytes in lower-case hex', isText(/^0x[0-9a-f]{64}$/));
const version = scalar('version', isText(/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/));
const provenance = scalar('source of a value', isProvenance);

const block: Fields<LockedBlock> = { required: { number: count, hash, timestamp: count }, optional: {} };

const game: Fields<LockedGame> = { required: {}, optional: { implementationAddr: address, prestate: hash, bond: decimal } };

const settings: Fields<LockedSettings> = {
  required: {},
  optional: {
    batcherAddr: address, unsafeBlockSignerAddr: address, proposerAddr: address, challengerAddr: address, systemConfigOwnerAddr: address, proxyAdminOwnerAddr: address, guardianAddr: address,
    gasLimit: decimal, baseFeeScalar: uint32, blobBaseFeeScalar: uint32, eip1559Denominator: uint32, eip1559Elasticity: uint32,
    operatorFeeScalar: uint32, operatorFeeConstant: decimal, minBaseFee: decimal, daFootprintGasScalar: uint32,
  },
};

const values: Fields<LockedValues> = {
  required: { chainId, l1ChainId: chainId, systemConfigAddr: address },
  optional: {
    optimismPortalAddr: address, disputeGameFactoryAddr: address, l2OutputOracleAddr: address, l1CrossDomainMessengerAddr: address, l1StandardBridgeAddr: address, l1Erc721BridgeAddr: address,
    optimismMintableErc20FactoryAddr: address, anchorStateRegistryAddr: address, delayedWethAddr: address, superchainConfigAddr: address, proxyAdminAddr: address, batchInboxAddr: address,
    respectedGameType: uint32,
    settings: object(settings),
    games: record(/^(?:0|[1-9]\d{0,9})$/, 'number of a game type', object(game)),
    versions: record(/^[A-Z]\w*$/, 'name of a contract', version),
    predeploys: record(/^[A-Z]\w*$/, 'name of a predeploy', address),
  },
};

const lockShape: Shape<Lock> = object<Lock>({
  required: { ...values.required, schema: scalar(`schema of this version, which is ${LOCK_SCHEMA}`, isSchema), provenance: record(/^\w+(?:\.\w+)*$/, 'path of a value', provenance) },
  optional: { ...values.optional, block: object(block) },
});

/** Whether a value is a whole and consistent lock; reports every problem. */
export function isLock(report: Report, value: unknown): value is Lock {
  return lockShape(report, '', value) && isConsistent(report, value);
}

/** Each value has a source, each source a value, and what is read on chain a block. */
function isConsistent(report: Report, { schema: _schema, block: at, provenance: sources, ...found }: Lock): boolean {
  const paths = new Set(leavesOf(found).map(([path]) => path));
  const unsourced = [...paths].filter((path) => !Object.hasOwn(sources, path));
  const unused = Object.keys(sources).filter((path) => !paths.has(path));
  const blockless = at === undefined && Object.values(sources).some((source) => source.startsWith('on-chain:'));
  for (const path of unsourced) report(`provenance.${path}`, 'the source of this value is missing');
  for (const path of unused) report(`provenance.${path}`, 'this is the source of a value that is missing');
  if (blockless) report('block', 'the block that the values were read at is missing');
  return unsourced.length + unused.length === 0 && !blockless;
}
