/** Every alert; each has a file, a runbook of the same name, and unit tests. */
export const alertNames = [
  'OpStackTargetDown', 'OpStackRestarts', 'OpStackVolumeFilling', 'OpStackForkNotCovered',
  'OpStackUnsafeHeadStalled', 'OpStackSafeHeadLag', 'OpStackFinalizedHeadLag', 'OpStackNoPeers', 'OpStackDerivationIdle', 'OpStackEngineErrors', 'OpStackL1Errors', 'OpStackL1Latency',
  'OpStackNoActiveSequencer', 'OpStackTwoActiveSequencers',
  'OpStackLowBalance', 'OpStackTransactionErrors',
  'OpStackPendingBytes', 'OpStackPendingBlocks', 'OpStackNoSafeProgress',
  'OpStackNoProposal',
  'OpStackClaimFailures', 'OpStackDisputedClaim', 'OpStackChallengerStalled',
  'OpStackWrongGameResult', 'OpStackWrongSideAhead', 'OpStackInvalidProposal', 'OpStackBondsNotCovered', 'OpStackGamesNotWatched',
] as const;

/** Name of an alert. */
export type AlertName = (typeof alertNames)[number];

/** Name of the page about an alert, without its ending: `OpStackNoPeers` → `no-peers`. */
export function runbookOf(name: AlertName): string {
  return name.replace('OpStack', '').replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
