import { failureOf, isMethodMissing } from './failure';
import { rollupGiven, type Given } from './given';
import type { Node } from './node';
import { raise } from './raise';
import { raiseRpc } from './session';
import type { Problems } from '../errors';
import { isPlainObject } from '../kube';

/** What a running op-node follows: its rollup.json. */
export async function askOpNode(node: Node, problems: Problems): Promise<Given> {
  const { session, prop } = node;
  session.tell('endpoints', 'asking the op-node for its rollup.json');
  const rollup = await node.request({ method: 'optimism_rollupConfig', params: [] }).catch((error: unknown) => {
    if (session.signal.aborted || !isMethodMissing(error)) return raiseRpc(session, prop, error);
    return raise('NOT_AN_OP_NODE', prop, session.redact(`${failureOf(error).endpoint} has no optimism_rollupConfig: it is no op-node`), 'Give the RPC of the op-node; that of an execution node goes into l1 or l2');
  });
  if (!isPlainObject(rollup)) return raise('NOT_AN_OP_NODE', prop, 'the endpoint answers optimism_rollupConfig with no rollup.json', 'Give the RPC of the op-node');
  const given = rollupGiven(problems, prop, rollup);
  problems.settle();
  return given;
}
