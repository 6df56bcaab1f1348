import type { Found, Source } from './source';
import type { Problems } from '../errors';
import { checksumAddress } from '../keys';
import { isPlainObject } from '../kube';
import { parseObject, type JsonObject } from '../network/json';
import type { Leaf } from '../network/lock-leaves';

const STATE_VERSION = 1;
const HINT = 'Give the state.json that `op-deployer apply` wrote, unchanged';

/** How a field is read: what it has to be, and what stands for it in the lock; zero stands for nothing. */
interface Kind {
  /** Completes "this is no …". */
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
  readonly leaf: (value: unknown) => Leaf;
}

const isUnsigned = (max: number) => (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= max;
const isHex = (pattern: RegExp) => (value: unknown): value is string => typeof value === 'string' && pattern.test(value);

const address: Kind = { what: 'address', holds: isHex(/^0x[0-9a-fA-F]{40}$/), leaf: (value) => checksumAddress(String(value)) };
const uint32: Kind = { what: 'whole number of 32 bits', holds: isUnsigned(2 ** 32 - 1), leaf: Number };
const uint64: Kind = { what: 'whole number', holds: isUnsigned(Number.MAX_SAFE_INTEGER), leaf: String };
const isChainId = isHex(/^0x[0-9a-fA-F]{1,64}$/);

/** Places in the file, of one chain. */
interface Sections {
  readonly deployment: Section;
  readonly intent: Section;
  readonly roles: Section;
  readonly superchainContracts: Section;
  readonly superchainRoles: Section;
}

interface Section {
  readonly at: string;
  readonly fields: JsonObject;
}

type Row = readonly [section: keyof Sections, field: string, path: string, kind: Kind];

/** Of two rows of one path, the first with a value counts. */
const ROWS: readonly Row[] = [
  ['deployment', 'SystemConfigProxy', 'systemConfigAddr', address],
  ['deployment', 'OptimismPortalProxy', 'optimismPortalAddr', address],
  ['deployment', 'DisputeGameFactoryProxy', 'disputeGameFactoryAddr', address],
  ['deployment', 'L2OutputOracleProxy', 'l2OutputOracleAddr', address],
  ['deployment', 'L1CrossDomainMessengerProxy', 'l1CrossDomainMessengerAddr', address],
  ['deployment', 'L1StandardBridgeProxy', 'l1StandardBridgeAddr', address],
  ['deployment', 'L1Erc721BridgeProxy', 'l1Erc721BridgeAddr', address],
  ['deployment', 'OptimismMintableErc20FactoryProxy', 'optimismMintableErc20FactoryAddr', address],
  ['deployment', 'AnchorStateRegistryProxy', 'anchorStateRegistryAddr', address],
  ['deployment', 'DelayedWethPermissionlessGameProxy', 'delayedWethAddr', address],
  ['deployment', 'DelayedWethPermissionedGameProxy', 'delayedWethAddr', address],
  ['deployment', 'OpChainProxyAdminImpl', 'proxyAdminAddr', address],
  ['deployment', 'FaultDisputeGameImpl', 'games.0.implementationAddr', address],
  ['deployment', 'PermissionedDisputeGameImpl', 'games.1.implementationAddr', address],
  ['superchainContracts', 'SuperchainConfigProxy', 'superchainConfigAddr', address],
  ['superchainRoles', 'SuperchainGuardian', 'settings.guardianAddr', address],
  ['roles', 'batcher', 'settings.batcherAddr', address],
  ['roles', 'unsafeBlockSigner', 'settings.unsafeBlockSignerAddr', address],
  ['roles', 'proposer', 'settings.proposerAddr', address],
  ['roles', 'challenger', 'settings.challengerAddr', address],
  ['roles', 'systemConfigOwner', 'settings.systemConfigOwnerAddr', address],
  ['roles', 'l1ProxyAdminOwner', 'settings.proxyAdminOwnerAddr', address],
  ['intent', 'gasLimit', 'settings.gasLimit', uint64],
  ['intent', 'eip1559Denominator', 'settings.eip1559Denominator', uint32],
  ['intent', 'eip1559Elasticity', 'settings.eip1559Elasticity', uint32],
];
/** What op-deployer writes for what it did not deploy, and for settings that it leaves to their defaults. */
const ABSENT: ReadonlySet<unknown> = new Set([undefined, null, 0, `0x${'0'.repeat(40)}`]);
/** Without these the deployment was not finished. */
const REQUIRED: ReadonlySet<string> = new Set(['SystemConfigProxy', 'OptimismPortalProxy']);

/**
 * What op-deployer wrote of one chain: its contracts, and the roles and settings that it was deployed with. Reports
 * every problem of the file.
 *
 * @param text contents of `state.json`
 * @param chainId which of the file's chains; default the only one
 */
export function opDeployerSource(problems: Problems, prop: string, text: string, chainId?: number): Source | undefined {
  const state = parseObject(problems, prop, text);
  if (!state) return undefined;
  if (state.version !== STATE_VERSION) invalid(problems, `${prop}.version`, `this is not version ${STATE_VERSION} of the file`);
  const intent = isPlainObject(state.appliedIntent) ? state.appliedIntent : undefined;
  if (!intent) invalid(problems, `${prop}.appliedIntent`, 'nothing was deployed yet');
  const l1ChainId = intent?.l1ChainID;
  const hasL1 = typeof l1ChainId === 'number' && Number.isSafeInteger(l1ChainId) && l1ChainId > 0;
  if (intent && !hasL1) invalid(problems, `${prop}.appliedIntent.l1ChainID`, 'this is no chain id');
  const chain = chainOf(problems, prop, state, intent, chainId);
  const leaves = chain && ROWS.flatMap((row) => leafOf(problems, row, chain.sections[row[0]]));
  if (!leaves || !hasL1) return undefined;
  const found = new Map<string, Found>();
  for (const [path, value] of [['chainId', chain.id], ['l1ChainId', l1ChainId], ...leaves] as const) {
    if (!found.has(path)) found.set(path, { value, kind: 'op-deployer', from: 'op-deployer' });
  }
  return found;
}

function chainOf(problems: Problems, prop: string, state: JsonObject, intent: JsonObject | undefined, wanted: number | undefined): { readonly id: number; readonly sections: Sections } | undefined {
  const at = `${prop}.opChainDeployments`;
  const deployments = identified(problems, at, state.opChainDeployments);
  const [first, ...others] = wanted === undefined ? deployments : deployments.filter(({ id }) => id === wanted);
  if (!first || others.length > 0) {
    const ids = deployments.map(({ id }) => id).join(', ');
    if (!ids) invalid(problems, at, 'there is no chain in it');
    else problems.error('UNKNOWN_CHAIN', at, `${first ? 'several chains are' : `chain ${wanted} is not`} in it, it has ${ids}`, 'Name the chain id of one of them');
    return undefined;
  }
  const intents = intent ? identified(problems, `${prop}.appliedIntent.chains`, intent.chains) : [];
  const own = intents.find(({ id }) => id === first.id) ?? { at: `${prop}.appliedIntent.chains`, fields: {} };
  return {
    id: first.id,
    sections: {
      deployment: first,
      intent: own,
      roles: section(own, 'roles'),
      superchainContracts: section({ at: prop, fields: state }, 'superchainContracts'),
      superchainRoles: section({ at: prop, fields: state }, 'superchainRoles'),
    },
  };
}

/** The objects of a list, each with the chain id that it carries. */
function identified(problems: Problems, at: string, list: unknown): readonly (Section & { readonly id: number })[] {
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return entries.flatMap((fields, index) => {
    const id = isPlainObject(fields) && isChainId(fields.id) ? Number(BigInt(fields.id)) : 0;
    if (isPlainObject(fields) && Number.isSafeInteger(id) && id > 0) return [{ at: `${at}[${index}]`, fields, id }];
    invalid(problems, `${at}[${index}].id`, 'this is no chain id');
    return [];
  });
}

function section({ at, fields }: Section, name: string): Section {
  const below = fields[name];
  return { at: `${at}.${name}`, fields: isPlainObject(below) ? below : {} };
}

function leafOf(problems: Problems, [, field, path, kind]: Row, { at, fields }: Section): readonly (readonly [string, Leaf])[] {
  const value = fields[field];
  const absent = ABSENT.has(value);
  if (absent && REQUIRED.has(field)) invalid(problems, `${at}.${field}`, 'the contract was not deployed');
  if (absent) return [];
  if (kind.holds(value)) return [[path, kind.leaf(value)]];
  invalid(problems, `${at}.${field}`, `this is no ${kind.what}`);
  return [];
}

function invalid(problems: Problems, prop: string, message: string): void {
  problems.error('INVALID_OP_DEPLOYER_STATE', prop, message, HINT);
}
