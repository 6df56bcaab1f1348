import type { TxPool } from './execution-props';
import type { NodeContext } from './node-context';
import type { CommandLine } from '../compatibility';
import { keysOf } from '../kube';

/** Which flag each setting is; a missing one is a setting that the client does not have. */
const FLAGS: Readonly<Record<keyof TxPool, { readonly 'op-geth'?: string; readonly 'op-reth'?: string }>> = {
  locals: { 'op-geth': 'txpool.locals', 'op-reth': 'txpool.locals' },
  noLocals: { 'op-geth': 'txpool.nolocals', 'op-reth': 'txpool.nolocals' },
  journal: { 'op-geth': 'txpool.journal', 'op-reth': 'txpool.transactions-backup' },
  journalRemotes: { 'op-geth': 'txpool.journalremotes' },
  lifetime: { 'op-geth': 'txpool.lifetime', 'op-reth': 'txpool.lifetime' },
  priceBump: { 'op-geth': 'txpool.pricebump', 'op-reth': 'txpool.pricebump' },
  accountSlots: { 'op-geth': 'txpool.accountslots', 'op-reth': 'txpool.max-account-slots' },
  globalSlots: { 'op-geth': 'txpool.globalslots', 'op-reth': 'txpool.pending-max-count' },
  accountQueue: { 'op-geth': 'txpool.accountqueue' },
  globalQueue: { 'op-geth': 'txpool.globalqueue', 'op-reth': 'txpool.queued-max-count' },
};

export function configureTxPool(cli: CommandLine, { execution, problems }: NodeContext, client: 'op-geth' | 'op-reth'): void {
  const { txpool = {} } = execution;
  for (const name of keysOf(FLAGS)) {
    const value = txpool[name];
    if (value === undefined) continue;
    const prop = `execution.txpool.${name}`;
    const flag = FLAGS[name][client];
    if (flag === undefined) reportMissing(problems, prop, client);
    // op-reth takes the lifetime in seconds.
    else cli.set(flag, name === 'lifetime' && client === 'op-reth' ? txpool.lifetime?.toSeconds() : value, { prop });
  }
}

/** A setting that was promised for one client and that the other does not have. */
export function reportMissing(problems: NodeContext['problems'], prop: string, client: string): void {
  problems.error('NO_SUCH_SETTING', prop, `${client} has no such setting`, 'Leave it out, or choose the client that has it');
}
