import type { CheckFinding, Condition } from './condition';
import type { Chain } from '../../network/chain';
import type { BeaconAnswer, EndpointAnswer } from '../../network/l1-answers';

/** Answers of the L1's endpoints. */
export interface Probe {
  /** @default none was given */
  readonly endpoints?: readonly EndpointAnswer[];
  /** @default none was given */
  readonly beacons?: readonly BeaconAnswer[];
}

/** What counts as connected. */
export interface Expected {
  readonly chain?: Chain;
  /** Seconds since 1970. */
  readonly now: number;
  /** Seconds that the newest block may be old. */
  readonly maxBlockAge: number;
}

interface Fault {
  readonly reason: string;
  readonly subject: string;
  readonly message: string;
}

/** Whether the L1 can be reached, is the right chain and is up to date, and its beacon endpoint answers. */
export function l1Connected({ endpoints, beacons }: Probe, expected: Expected): Condition {
  const type = 'L1Connected';
  const faults = [...(endpoints ?? []).flatMap((each) => endpointFaults(each, expected)), ...(beacons ?? []).flatMap((each) => beaconFaults(each, expected))];
  const findings = faults.map(({ reason, subject, message }): CheckFinding => ({ severity: 'error', code: reason, subject, message }));
  const unknown = (reason: string, message: string): Condition => ({ type, status: 'Unknown', reason, message, findings });
  const [first] = faults;
  if (first) return { type, status: 'False', reason: first.reason, message: `${first.subject}: ${first.message}`, findings };
  if (!endpoints && !beacons) return unknown('NotAsked', 'nobody was asked: give --l1 and --beacon');
  if (!endpoints) return unknown('L1NotAsked', 'the beacon endpoint answers, and the L1 was not asked: give --l1');
  if (!expected.chain) return unknown('ChainUnknown', 'the L1 answers, and which one it should be is not known');
  if (!beacons) return unknown('BeaconNotAsked', 'the L1 answers, and the beacon endpoint was not asked: give --beacon');
  const block = Math.max(...endpoints.map((each) => each.block?.number ?? 0));
  return { type, status: 'True', reason: 'Connected', message: `chain ${expected.chain.l1ChainId} at block ${block}, and the beacon endpoint serves blobs`, findings };
}

/** The answers that are meant for one chain: where several are checked together, those that are of another one's L1 are left out. */
export function probeFor({ endpoints, beacons }: Probe, chain: Chain | undefined, all: readonly (Chain | undefined)[]): Probe {
  const isMeant = ({ chainId }: { readonly chainId?: number }): boolean => !chain || chainId === chain.l1ChainId || all.every((other) => other?.l1ChainId !== chainId);
  const meant = <T extends { readonly chainId?: number }>(answers: readonly T[] | undefined): readonly T[] | undefined => {
    const own = answers?.filter(isMeant) ?? [];
    return own.length > 0 ? own : undefined;
  };
  return { endpoints: meant(endpoints), beacons: meant(beacons) };
}

function endpointFaults({ name, chainId, block, failure }: EndpointAnswer, { chain, now, maxBlockAge }: Expected): readonly Fault[] {
  const fault = (reason: string, message: string): readonly Fault[] => [{ reason, subject: `L1 ${name}`, message }];
  if (failure !== undefined) return fault('Unreachable', failure);
  if (chain && chainId !== chain.l1ChainId) return fault('WrongChain', `it is of chain ${chainId}, and the L1 is chain ${chain.l1ChainId}`);
  if (!block) return fault('Unreachable', 'it has no newest block');
  const age = now - block.timestamp;
  return age > maxBlockAge ? fault('Stale', `its newest block, ${block.number}, is ${age} seconds old: it is syncing, or has stopped`) : [];
}

function beaconFaults({ name, chainId, behind, executionOffline, blobs, failure }: BeaconAnswer, { chain }: Expected): readonly Fault[] {
  const fault = (reason: string, message: string): readonly Fault[] => [{ reason, subject: `beacon ${name}`, message }];
  if (failure !== undefined) return fault('BeaconUnreachable', failure);
  if (chain && chainId !== chain.l1ChainId) return fault('WrongChain', `it is of chain ${chainId ?? 'of unknown id'}, and the L1 is chain ${chain.l1ChainId}`);
  if (executionOffline) return fault('BeaconSyncing', 'its execution client does not answer it');
  if (behind) return fault('BeaconSyncing', `it is syncing, ${behind} slots behind`);
  return blobs ? [] : fault('NoBlobs', 'it does not serve blobs, in which batches are since Ecotone');
}
