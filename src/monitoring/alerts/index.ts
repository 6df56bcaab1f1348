import type { Alert } from './alert';
import { bondsNotCovered } from './bonds-not-covered';
import { challengerStalled } from './challenger-stalled';
import { claimFailures } from './claim-failures';
import { derivationIdle } from './derivation-idle';
import { disputedClaim } from './disputed-claim';
import { engineErrors } from './engine-errors';
import { finalizedHeadLag } from './finalized-head-lag';
import { forkNotCovered } from './fork-not-covered';
import { gamesNotWatched } from './games-not-watched';
import { invalidProposal } from './invalid-proposal';
import { l1Errors } from './l1-errors';
import { l1Latency } from './l1-latency';
import { lowBalance } from './low-balance';
import { noActiveSequencer } from './no-active-sequencer';
import { noPeers } from './no-peers';
import { noProposal } from './no-proposal';
import { noSafeProgress } from './no-safe-progress';
import { pendingBlocks } from './pending-blocks';
import { pendingBytes } from './pending-bytes';
import { restarts } from './restarts';
import { safeHeadLag } from './safe-head-lag';
import { targetDown } from './target-down';
import { transactionErrors } from './transaction-errors';
import { twoActiveSequencers } from './two-active-sequencers';
import { unsafeHeadStalled } from './unsafe-head-stalled';
import { volumeFilling } from './volume-filling';
import { wrongGameResult } from './wrong-game-result';
import { wrongSideAhead } from './wrong-side-ahead';
import type { BatcherSubject, ChallengerSubject, DisputeMonSubject, NodeSubject, ProposerSubject, SignerSubject } from '../subject';

const everywhere: readonly Alert[] = [targetDown, restarts, volumeFilling, forkNotCovered];
const ofSigners: readonly Alert<SignerSubject>[] = [lowBalance, transactionErrors];

/** The alerts of each kind of workload. */
export const alerts: {
  readonly node: readonly Alert<NodeSubject>[];
  readonly batcher: readonly Alert<BatcherSubject>[];
  readonly proposer: readonly Alert<ProposerSubject>[];
  readonly challenger: readonly Alert<ChallengerSubject>[];
  readonly 'dispute-mon': readonly Alert<DisputeMonSubject>[];
} = {
  node: [...everywhere, unsafeHeadStalled, safeHeadLag, finalizedHeadLag, noPeers, derivationIdle, engineErrors, l1Errors, l1Latency, noActiveSequencer, twoActiveSequencers],
  batcher: [...everywhere, ...ofSigners, pendingBytes, pendingBlocks, noSafeProgress],
  proposer: [...everywhere, ...ofSigners, noProposal],
  challenger: [...everywhere, ...ofSigners, claimFailures, disputedClaim, challengerStalled],
  'dispute-mon': [...everywhere, wrongGameResult, wrongSideAhead, invalidProposal, bondsNotCovered, gamesNotWatched],
};
