import type { ContractName } from './contracts';
import { gameAddresses, gamesOf } from './games';
import { addressOf, answerOf, first, keyOf, type Answer, type Reading } from './reading';
import type { Address } from '../keys';
import type { LockedContracts } from '../network/lock';

/** Where a contract is; `from` is missing for one that other sources have named. */
export interface Place {
  readonly address: Address;
  readonly from?: Answer['from'];
}

export type Places = ReadonlyMap<ContractName, Place>;

/** From where the reading starts: the SystemConfig, and what other sources say of contracts that old ones do not name. */
export interface Start {
  readonly systemConfig: Address;
  readonly hints: Readonly<Partial<Record<'OptimismPortal' | 'L1StandardBridge', Address>>>;
}

/** Of a chain of which another source, or an earlier reading, knows some contracts. */
export function startOf(systemConfig: Address, { optimismPortalAddr, l1StandardBridgeAddr }: Partial<Pick<LockedContracts, 'optimismPortalAddr' | 'l1StandardBridgeAddr'>>): Start {
  return { systemConfig, hints: { ...(optimismPortalAddr && { OptimismPortal: optimismPortalAddr }), ...(l1StandardBridgeAddr && { L1StandardBridge: l1StandardBridgeAddr }) } };
}

/** Slot of a proxy's admin. @see https://eips.ethereum.org/EIPS/eip-1967 */
export const ADMIN_SLOT = '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103';
export const ADMIN = 'eip1967Admin';

type Route = readonly [contract: ContractName, via: ContractName | 'hint' | 'games', getter?: string];

/** The ways to each contract, the best first; a way leads over contracts that stand above it. */
const ROUTES: readonly Route[] = [
  ['L1StandardBridge', 'SystemConfig', 'l1StandardBridge'],
  ['L1StandardBridge', 'hint'],
  ['L1CrossDomainMessenger', 'SystemConfig', 'l1CrossDomainMessenger'],
  ['L1CrossDomainMessenger', 'L1StandardBridge', 'messenger'],
  ['L1CrossDomainMessenger', 'L1StandardBridge', 'MESSENGER'],
  ['OptimismPortal', 'SystemConfig', 'optimismPortal'],
  ['OptimismPortal', 'hint'],
  ['OptimismPortal', 'L1CrossDomainMessenger', 'portal'],
  ['OptimismPortal', 'L1CrossDomainMessenger', 'PORTAL'],
  ['L1ERC721Bridge', 'SystemConfig', 'l1ERC721Bridge'],
  ['OptimismMintableERC20Factory', 'SystemConfig', 'optimismMintableERC20Factory'],
  ['SuperchainConfig', 'SystemConfig', 'superchainConfig'],
  ['SuperchainConfig', 'OptimismPortal', 'superchainConfig'],
  ['ProxyAdmin', 'SystemConfig', 'proxyAdmin'],
  ['ProxyAdmin', 'OptimismPortal', 'proxyAdmin'],
  ['ProxyAdmin', 'SystemConfig', ADMIN],
  ['DisputeGameFactory', 'OptimismPortal', 'disputeGameFactory'],
  ['DisputeGameFactory', 'SystemConfig', 'disputeGameFactory'],
  ['L2OutputOracle', 'OptimismPortal', 'l2Oracle'],
  ['L2OutputOracle', 'OptimismPortal', 'L2_ORACLE'],
  ['L2OutputOracle', 'SystemConfig', 'l2OutputOracle'],
  ['AnchorStateRegistry', 'OptimismPortal', 'anchorStateRegistry'],
  ['AnchorStateRegistry', 'games', 'anchorStateRegistry'],
  ['DelayedWETH', 'SystemConfig', 'delayedWETH'],
  ['DelayedWETH', 'games', 'weth'],
];
/** Contracts of one of the two ways of proving withdrawals; a chain may still have those of the other one lying about. */
const ONLY_WITH: ReadonlyMap<ContractName, 'games' | 'oracle'> = new Map([
  ['DisputeGameFactory', 'games'], ['AnchorStateRegistry', 'games'], ['DelayedWETH', 'games'], ['L2OutputOracle', 'oracle'],
]);

/** Where the contracts are, as far as the answers tell. */
export function placesOf(reading: Reading, { systemConfig, hints }: Start): Places {
  const places = new Map<ContractName, Place>([['SystemConfig', { address: systemConfig }]]);
  for (const [contract, via, getter = ''] of ROUTES) {
    const only = ONLY_WITH.get(contract);
    if (places.has(contract) || (only && (proofOf(reading, places) ?? only) !== only)) continue;
    const place = via === 'hint' ? hinted(hints, contract) : via === 'games' ? ofGames(reading, places, getter) : placed(addressAt(reading, places, via, getter));
    if (place) places.set(contract, place);
  }
  return places;
}

/** An address that a contract answers, where it is known where that one is. */
export function addressAt(reading: Reading, places: Places, contract: ContractName, getter: string): Answer<Address> | undefined {
  const place = places.get(contract);
  return place && addressOf(reading, { contract, address: place.address, getter });
}

/** What a contract answers. */
export function answerAt(reading: Reading, places: Places, contract: ContractName, getter: string): Answer | undefined {
  const place = places.get(contract);
  return place && answerOf(reading, { contract, address: place.address, getter });
}

/** How withdrawals are proved: the portal of fault proofs says which game it respects, and the other one has no such getter. */
export function proofOf(reading: Reading, places: Places): 'games' | 'oracle' | undefined {
  const address = places.get('OptimismPortal')?.address;
  const key = address && keyOf({ address, getter: 'respectedGameType' });
  if (key === undefined || !reading.has(key)) return undefined;
  return reading.get(key) === undefined ? 'oracle' : 'games';
}

/** The game that withdrawals are proved with. */
export function respectedGame(reading: Reading, places: Places): number | undefined {
  const type = answerAt(reading, places, 'OptimismPortal', 'respectedGameType')?.value;
  return typeof type === 'number' && type < 2 ** 32 ? type : undefined;
}

function hinted(hints: Start['hints'], contract: ContractName): Place | undefined {
  const address = contract === 'OptimismPortal' || contract === 'L1StandardBridge' ? hints[contract] : undefined;
  return address && { address };
}

function placed(answer: Answer<Address> | undefined): Place | undefined {
  return answer && { address: answer.value, from: answer.from };
}

function ofGames(reading: Reading, places: Places, getter: string): Place | undefined {
  const factory = places.get('DisputeGameFactory')?.address;
  if (!factory || (getter !== 'weth' && getter !== 'anchorStateRegistry')) return undefined;
  const games = gamesOf(reading, factory, respectedGame(reading, places));
  return first(games.map((game) => placed(gameAddresses(reading, game)[getter])));
}
