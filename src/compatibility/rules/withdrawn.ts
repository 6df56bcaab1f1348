import type { Rule } from './diagnostic';
import type { Component } from '../components';
import { within } from '../version';

interface Row {
  readonly component: Component;
  /** First version that has the fault. @default all old ones have it */
  readonly from?: string;
  /** First sound version after it. */
  readonly fixed: string;
  readonly severity: 'error' | 'warning';
  /** What the fault is, as a clause. */
  readonly fault: string;
  /** Counts only where this fork is scheduled. @default always */
  readonly fork?: string;
}

/**
 * Versions that upstream withdrew or that have a fault that operators were told to upgrade away from.
 *
 * @see https://github.com/ethereum-optimism/optimism/releases
 */
export const withdrawnVersions: readonly Row[] = [
  { component: 'op-node', from: 'v1.16.0', fixed: 'v1.16.1', severity: 'error', fault: 'was withdrawn by upstream' },
  { component: 'op-node', from: 'v1.16.1', fixed: 'v1.16.3', severity: 'warning', fault: 'can stall its safe head on duplicate blobs' },
  { component: 'op-reth', from: 'v2.2.5', fixed: 'v2.3.1', severity: 'error', fault: 'deadlocks' },
  { component: 'op-reth', from: 'v2.3.1', fixed: 'v2.3.2', severity: 'error', fork: 'karst', fault: 'does not load Karst for its built-in OP chains' },
  // Essential releases for op-geth's security: those with op-node v1.16.5, v1.16.8 and, the last of them, v1.16.9.
  { component: 'op-geth', fixed: 'v1.101701.0', severity: 'warning', fault: 'has known security faults' },
  { component: 'op-batcher', from: 'v1.11.2', fixed: 'v1.11.4', severity: 'error', fault: 'does not post batches reliably' },
  { component: 'op-batcher', from: 'v1.13.0', fixed: 'v1.13.1', severity: 'error', fault: 'has a broken command line' },
  { component: 'op-proposer', from: 'v1.15.1', fixed: 'v1.16.0', severity: 'error', fault: 'is an erroneous tag' },
  { component: 'op-challenger', from: 'v1.9.0', fixed: 'v1.9.1', severity: 'warning', fault: 'has a known security fault' },
];

/** A version with a known fault. */
export const withdrawn: Rule = ({ versions, forks }) =>
  withdrawnVersions.flatMap(({ component, from, fixed, severity, fault, fork }) => {
    const version = versions[component];
    if (version === undefined || !within(version, from, fixed) || (fork !== undefined && forks[fork] === undefined)) return [];
    return {
      severity,
      code: severity === 'error' ? 'WITHDRAWN_VERSION' : 'FAULTY_VERSION',
      component,
      version,
      fork,
      minimum: fixed,
      message: `${component} ${version} ${fault}`,
      hint: `Use ${fixed} or newer`,
    };
  });
