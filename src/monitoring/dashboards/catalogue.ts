import { konaNode } from './kona-node';
import type { Dashboard } from './model';
import { opGeth } from './op-geth';
import { opNode } from './op-node';
import { opReth } from './op-reth';
import { overview } from './overview';
import { opBatcher, opChallenger, opDisputeMon, opProposer } from './services';

/** Every dashboard. */
export const dashboards: readonly Dashboard[] = [overview, opNode, konaNode, opReth, opGeth, opBatcher, opProposer, opChallenger, opDisputeMon];
