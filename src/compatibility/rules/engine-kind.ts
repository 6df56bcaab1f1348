import type { Rule } from './diagnostic';
import { keysOf } from '../../kube/plain';
import { compareVersions } from '../version';

const CLIENTS = { geth: 'op-geth', reth: 'op-reth' } as const;

/** An op-node that is told of another execution client than the one beside it; a release may have both, for either. */
export const engineKind: Rule = ({ versions, engineKind: kind }) => {
  const present = keysOf(CLIENTS).filter((each) => CLIENTS[each] in versions);
  const [other] = present;
  if (kind === undefined || other === undefined || present.some((each) => each === kind)) return [];
  return [{
    severity: 'error',
    code: 'ENGINE_KIND',
    component: 'op-node',
    version: versions['op-node'],
    message: `op-node is told that its execution client is ${kind}, and it is ${CLIENTS[other]}`,
    hint: `Pass --l2.enginekind=${other}: the default changed from geth to reth in v1.19.1`,
  }];
};

/** op-node v1.19.1 looks for the genesis block, which an op-reth that drops old blocks does not have. */
export const prunedGenesis: Rule = ({ versions, prunedUnderDerivation }) => {
  const version = versions['op-node'];
  if (!prunedUnderDerivation || version === undefined || compareVersions(version, 'v1.19.1') !== 0) return [];
  return [{
    severity: 'error',
    code: 'PRUNED_GENESIS',
    component: 'op-node',
    version,
    minimum: 'v1.19.2',
    message: `op-node ${version} does not start from L1 beside an execution client that drops old blocks`,
    hint: 'Use v1.19.2 or newer, or keep the blocks (gcMode: full)',
  }];
};
