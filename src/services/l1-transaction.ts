import type { Duration } from 'cdk8s';
import type { CommandLine } from '../compatibility';
import type { Problems } from '../errors';
import { checkCount, keysOf } from '../kube';

/** How a service sends its L1 transactions. */
export interface L1Transaction {
  /** Multiple of the suggested fee that is paid at most; `--fee-limit-multiplier`. @default 5 */
  readonly feeLimitMultiplier?: number;
  /** How long to wait before the fee is raised; `--resubmission-timeout`. @default 48 s; op-challenger 24 s */
  readonly resubmissionTimeout?: Duration;
  /** L1 blocks after which a transaction counts as final; `--num-confirmations`. @default 10; op-challenger 3 */
  readonly numConfirmations?: number;
  /** Answers "nonce too low" after which a transaction is given up; `--safe-abort-nonce-too-low-count`. @default 3 */
  readonly safeAbortNonceTooLowCount?: number;
  /** Least base fee, gwei; `--txmgr.min-basefee`. @default 1 */
  readonly minBaseFee?: number;
  /** Least tip, gwei; `--txmgr.min-tip-cap`. @default 1 */
  readonly minTipCap?: number;
  /** Most base fee, gwei, 0 for no limit; `--txmgr.max-basefee`. @default 0 */
  readonly maxBaseFee?: number;
  /** Most tip, gwei, 0 for no limit; `--txmgr.max-tip-cap`. @default 0 */
  readonly maxTipCap?: number;
  /** Gwei below which the fee limit does not apply; `--txmgr.fee-limit-threshold`. @default 100 */
  readonly feeLimitThreshold?: number;
  /** `--txmgr.not-in-mempool-timeout`. @default 2 min; op-challenger 1 min */
  readonly notInMempoolTimeout?: Duration;
  /** When to give a transaction up, 0 for never; `--txmgr.send-timeout`. @default 0; op-challenger 2 min */
  readonly sendTimeout?: Duration;
}

const FLAGS: Readonly<Record<keyof L1Transaction, string>> = {
  feeLimitMultiplier: 'fee-limit-multiplier',
  resubmissionTimeout: 'resubmission-timeout',
  numConfirmations: 'num-confirmations',
  safeAbortNonceTooLowCount: 'safe-abort-nonce-too-low-count',
  minBaseFee: 'txmgr.min-basefee',
  minTipCap: 'txmgr.min-tip-cap',
  maxBaseFee: 'txmgr.max-basefee',
  maxTipCap: 'txmgr.max-tip-cap',
  feeLimitThreshold: 'txmgr.fee-limit-threshold',
  notInMempoolTimeout: 'txmgr.not-in-mempool-timeout',
  sendTimeout: 'txmgr.send-timeout',
};

const COUNTS = ['feeLimitMultiplier', 'numConfirmations', 'safeAbortNonceTooLowCount'] as const;
const FEES = ['minBaseFee', 'minTipCap', 'maxBaseFee', 'maxTipCap', 'feeLimitThreshold'] as const;

export function checkL1Transaction(problems: Problems, transaction: L1Transaction = {}): void {
  for (const name of COUNTS) checkCount(problems, `l1Transaction.${name}`, transaction[name]);
  for (const name of FEES) {
    const fee = transaction[name];
    if (fee !== undefined && !(fee >= 0)) problems.error('INVALID_NUMBER', `l1Transaction.${name}`, `${fee} is not a fee`, 'Give gwei, 0 or more');
  }
  const { minBaseFee = 1, minTipCap = 1 } = transaction;
  if (minBaseFee < minTipCap) {
    problems.error('FEE_ORDER', 'l1Transaction.minTipCap', `the least tip, ${minTipCap} gwei, is above the least base fee, ${minBaseFee} gwei, and the service would not start`, 'Raise minBaseFee to at least minTipCap');
  }
}

export function configureL1Transaction(cli: CommandLine, transaction: L1Transaction = {}): void {
  for (const name of keysOf(FLAGS)) {
    cli.set(FLAGS[name], transaction[name], { prop: `l1Transaction.${name}` });
  }
}
