import { gettersOf } from './contracts';
import { gameAsks, gamesOf } from './games';
import type { Node } from './node';
import { ADMIN, ADMIN_SLOT, addressAt, answerAt, placesOf, proofOf, respectedGame, type Places, type Start } from './places';
import { raise } from './raise';
import { readerOf, type Ask, type Reader } from './reader';
import { keyOf, type Reading } from './reading';
import { raiseRpc } from './session';
import type { Problems } from '../errors';
import type { Address } from '../keys';
import type { LockedBlock } from '../network/lock';

/** The ways from contract to contract are no longer than this; a contract that leads on and on is not followed. */
const MAX_ROUNDS = 8;
/** Every SystemConfig has these. */
const OF_EVERY_SYSTEM_CONFIG = ['batcherHash', 'gasLimit', 'scalar'];
/** Every OptimismPortal has one of these, and no other contract has any. */
const OF_SOME_PORTAL = ['respectedGameType', 'l2Oracle', 'L2_ORACLE'];
const WRONG_ADDRESS = 'Give the address of the proxy; if it was deployed only now, read at block: \'latest\'';

/** All that was read, and where the contracts are. */
export interface ReadChain {
  readonly reading: Reading;
  readonly places: Places;
}

/** Follows the contracts from the SystemConfig on, and asks each for all of its getters, in as few rounds as there are steps. */
export async function readChain(node: Node, problems: Problems, block: LockedBlock, start: Start): Promise<ReadChain> {
  const read = readerOf(node, BigInt(block.number));
  let reading: Reading = new Map();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const places = placesOf(reading, start);
    const asks = wanted(reading, places);
    const needsAdmin = lacksProxyAdmin(reading, places);
    if (asks.length === 0 && !needsAdmin) break;
    node.session.tell('contracts', `asking ${places.size} contracts of ${node.prop}, ${asks.length} getters`);
    const [answers, admin] = await Promise.all([ask(read, asks), needsAdmin ? proxyAdmin(node, start.systemConfig, block) : []]);
    reading = new Map([...reading, ...answers, ...admin]);
    await check(node, block, reading, placesOf(reading, start));
  }
  const places = placesOf(reading, start);
  warn(problems, reading, places);
  return { reading, places };
}

/** What is still to be asked of the contracts whose place is known. */
function wanted(reading: Reading, places: Places): readonly Ask[] {
  const respected = respectedGame(reading, places);
  const asks = [...places].flatMap(([contract, { address }]) => [
    ...gettersOf(contract).map((getter): Ask => ({ contract, address, getter })),
    ...(contract === 'DisputeGameFactory' ? gameAsks(reading, address, respected) : []),
  ]);
  return [...new Map(asks.map((each) => [keyOf(each), each])).entries()].filter(([key]) => !reading.has(key)).map(([, each]) => each);
}

async function ask(read: Reader, asks: readonly Ask[]): Promise<readonly (readonly [string, unknown])[]> {
  const answers = asks.length ? await read(asks) : [];
  return asks.map((each, index) => [keyOf(each), answers[index]]);
}

/** Before 3.2 a SystemConfig does not name its ProxyAdmin, but its proxy does. */
function lacksProxyAdmin(reading: Reading, places: Places): boolean {
  const { address } = places.get('SystemConfig')!;
  return reading.has(keyOf({ address, getter: 'proxyAdmin' })) && !places.has('ProxyAdmin') && !reading.has(keyOf({ address, getter: ADMIN }));
}

async function proxyAdmin(node: Node, address: Address, { number }: LockedBlock): Promise<readonly (readonly [string, unknown])[]> {
  const word = await node.request({ method: 'eth_getStorageAt', params: [address, ADMIN_SLOT, hex(number)] }).catch((error: unknown) => raiseRpc(node.session, node.prop, error));
  const isAddress = typeof word === 'string' && /^0x0{24}[0-9a-fA-F]{40}$/.test(word);
  return [[keyOf({ address, getter: ADMIN }), isAddress ? `0x${word.slice(26)}` : undefined]];
}

/** Stops when the contracts are not those of one chain. */
async function check(node: Node, block: LockedBlock, reading: Reading, places: Places): Promise<void> {
  const systemConfig = places.get('SystemConfig')!.address;
  const silent = OF_EVERY_SYSTEM_CONFIG.filter((getter) => answerAt(reading, places, 'SystemConfig', getter) === undefined);
  if (silent.length > 0) {
    if (!(await hasCode(node, systemConfig, block))) raise('NO_CODE', 'systemConfig', `there is no contract at ${systemConfig} at block ${block.number} of the L1`, WRONG_ADDRESS);
    raise('NOT_SYSTEM_CONFIG', 'systemConfig', `the contract at ${systemConfig} is no SystemConfig: it has no ${silent.join(', ')}`, WRONG_ADDRESS);
  }
  const portal = places.get('OptimismPortal')?.address;
  if (!portal || proofOf(reading, places) === undefined) return;
  if (OF_SOME_PORTAL.every((getter) => answerAt(reading, places, 'OptimismPortal', getter) === undefined)) {
    raise('PORTAL_NO_CODE', 'optimismPortalAddr', `there is no OptimismPortal at ${portal}`, 'Give the SystemConfig of the chain, or the right portal');
  }
  const named = addressAt(reading, places, 'OptimismPortal', 'systemConfig') ?? addressAt(reading, places, 'OptimismPortal', 'SYSTEM_CONFIG');
  if (named && named.value !== systemConfig) {
    raise('PORTAL_MISMATCH', 'optimismPortalAddr', `the OptimismPortal at ${portal} belongs to the SystemConfig at ${named.value}, and not to that at ${systemConfig}`, 'Give the contracts of one chain');
  }
}

async function hasCode(node: Node, address: Address, { number }: LockedBlock): Promise<boolean> {
  const code = await node.request({ method: 'eth_getCode', params: [address, hex(number)] }).catch((error: unknown) => raiseRpc(node.session, node.prop, error));
  return typeof code === 'string' && code.length > 2;
}

function warn(problems: Problems, reading: Reading, places: Places): void {
  if (!places.has('OptimismPortal')) {
    problems.warn('PORTAL_UNKNOWN', 'optimismPortalAddr', `the SystemConfig at ${places.get('SystemConfig')!.address} names no other contract, so only its own settings are read`, 'Give contractAddresses.optimismPortalAddr or l1StandardBridgeAddr, or rollupConfig');
  }
  const factory = places.get('DisputeGameFactory')?.address;
  const respected = respectedGame(reading, places);
  if (respected === undefined) return;
  if (!factory || !gamesOf(reading, factory, respected).some(({ type }) => type === respected)) {
    problems.warn('NO_GAME_IMPLEMENTATION', 'respectedGameType', `the portal at ${places.get('OptimismPortal')!.address} respects games of type ${respected}, and the factory makes none`, 'Nothing can be proposed until an implementation is set');
  }
}

const hex = (number: number): string => `0x${number.toString(16)}`;
