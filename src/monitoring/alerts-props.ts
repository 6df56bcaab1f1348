import { Duration } from 'cdk8s';
import type { AlertName } from './alerts/names';
import { TROUBLESHOOTING } from '../errors';

/** What alerts compare with. Everything else they take from the chain. */
export interface Thresholds {
  /** Blocks' time that the unsafe head may be old. @default 30 */
  readonly unsafeHeadAge?: number;
  /** Part of the sequencing window that the safe head may lag, 0 to 1, before a warning. @default 0.25 */
  readonly safeLagWarning?: number;
  /** Part of the sequencing window that the safe head may lag, 0 to 1, before it is critical. @default 0.5 */
  readonly safeLagCritical?: number;
  /** L1 blocks that finality may take, beside the lag of the safe head. @default 128, four epochs */
  readonly finalityBlocks?: number;
  /** L1 blocks that an idle derivation may be behind L1. @default 30 */
  readonly derivationLag?: number;
  /** Part of the engine calls that may fail, 0 to 1. @default 0.05 */
  readonly engineErrors?: number;
  /** Part of the L1 calls that may fail, 0 to 1. @default 0.1 */
  readonly l1Errors?: number;
  /** How long an L1 call may take, in 95 of 100 cases; at most 10 s. @default 2 s */
  readonly l1Latency?: Duration;
  /** Bytes that may wait to be posted. @default where the batcher begins to slow block building, 3200000 */
  readonly pendingBytes?: number;
  /** Channels' worth of blocks that may wait to be posted. @default 2 */
  readonly pendingChannels?: number;
  /** L1 blocks that a channel may take to become safe, beside its duration. @default 25 */
  readonly safeMargin?: number;
  /** Proposal intervals that may pass without a proposal. @default 2 */
  readonly proposalIntervals?: number;
  /** How long a side of a dispute game may take for all its moves, `MAX_CLOCK_DURATION` of the games. @default 3.5 days */
  readonly challengeClock?: Duration;
  /** Part of the challenge clock that the challenger may do nothing, 0 to 1. @default 1/24 */
  readonly challengerIdle?: number;
  /** Ether that the batcher must have. @default 0.5 */
  readonly batcherBalance?: number;
  /** Ether that the proposer must have: gas, and the bonds of its games. @default 0.5 */
  readonly proposerBalance?: number;
  /** Ether that the challenger must have: gas, and the bonds of its claims. @default 1 */
  readonly challengerBalance?: number;
  /** Failed calls to L1 while sending transactions, in 15 min. @default 10 */
  readonly transactionErrors?: number;
  /** Restarts of a container in an hour. @default 3 */
  readonly restarts?: number;
  /** Days until a volume is full, before a warning; at a quarter of them it is critical. @default 4 */
  readonly volumeDays?: number;
  /** How long before a hardfork there is a warning that a version cannot follow it. @default 14 days */
  readonly forkNotice?: Duration;
}

/** Alerts of a workload. */
export interface AlertsProps {
  /** What alerts compare with. @default those of each threshold */
  readonly thresholds?: Thresholds;
  /** Labels of every alert, beside `severity`, `chain` and `role`, e.g. `{ team: 'rollups' }`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Alerts to leave out. @default none */
  readonly except?: readonly AlertName[];
  /** Folder URL of the runbooks, one page an alert. @default this library's own */
  readonly runbooks?: string;
}

/** Every threshold. */
export const thresholdDefaults: Required<Thresholds> = {
  unsafeHeadAge: 30,
  safeLagWarning: 0.25,
  safeLagCritical: 0.5,
  finalityBlocks: 128,
  derivationLag: 30,
  engineErrors: 0.05,
  l1Errors: 0.1,
  l1Latency: Duration.seconds(2),
  pendingBytes: 3_200_000,
  pendingChannels: 2,
  safeMargin: 25,
  proposalIntervals: 2,
  challengeClock: Duration.hours(84),
  challengerIdle: 1 / 24,
  batcherBalance: 0.5,
  proposerBalance: 0.5,
  challengerBalance: 1,
  transactionErrors: 10,
  restarts: 3,
  volumeDays: 4,
  forkNotice: Duration.days(14),
};

/** Where the runbooks of the published package can be read. */
export const RUNBOOKS = `${TROUBLESHOOTING}/alerts`;
