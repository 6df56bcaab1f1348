import type { ProgramPair } from './context';
import type { Rule, Severity } from './rule';
import { shownPair } from '../show';
import { settingName } from '../workloads';
import type { Component } from '../../../compatibility/components';

/** Flags that mean the same: what a change of one of them does. */
interface Row {
  readonly id: string;
  readonly severity: Severity;
  /** Written as the programs take them; one that ends in `*` stands for all that begin like it. */
  readonly flags: readonly string[];
  /** @default every program of the OP Stack */
  readonly of?: readonly Component[];
  readonly what: string;
  readonly remedy: string;
}

const EXECUTION: readonly Component[] = ['op-geth', 'op-reth'];
const RESYNC = 'Take it back, or run it on an empty volume in a node beside this one until that is in sync';

/** Flags that change what a program writes: its database, the chain, or what it posts to L1. */
const ROWS: readonly Row[] = [
  { id: 'DATA_DIR_CHANGED', severity: 'danger', flags: ['--datadir', '--datadir.*', '--raft.storage.dir'], what: 'where a program keeps its data: it begins with an empty folder', remedy: RESYNC },
  { id: 'STATE_LAYOUT_CHANGED', severity: 'danger', flags: ['--state.scheme', '--db.engine', '--storage.v2', '--db.*'], of: EXECUTION, what: 'how the database is laid out, which is fixed when it is made', remedy: RESYNC },
  { id: 'HISTORY_CHANGED', severity: 'danger', flags: ['--gcmode', '--full', '--minimal', '--prune.*', '--history.*', '--rpc.eth-proof-window', '--proofs-history', '--proofs-history.*'], of: EXECUTION, what: 'how much history is kept: what is pruned does not come back', remedy: RESYNC },
  { id: 'SYNC_MODE_CHANGED', severity: 'warning', flags: ['--syncmode', '--l2.follow.source', '--snap-sync'], what: 'how a node gets its blocks', remedy: 'Try it with one replica, and see that its safe head follows' },
  { id: 'CHAIN_CHANGED', severity: 'danger', flags: ['--chain', '--network', '--op-network', '--networkid', '--rollup.config', '--rollup-config', '--l2-genesis', '--l2-chain-id', '--l1-chain-id', '--rollup.l1-chain-config'], what: 'which chain a program is of, or where its files are', remedy: 'Make sure that it is the same chain: genesis hash, fork times, chain id; another one needs empty volumes' },
  { id: 'FORK_OVERRIDDEN', severity: 'danger', flags: ['--override.*', '--rollup.halt'], what: 'a fork time that is set beside the chain\'s own files', remedy: 'Set the same on every node, consensus and execution client both, before the time comes; better in the chain\'s files' },
  { id: 'ENGINE_KIND_CHANGED', severity: 'warning', flags: ['--l2.enginekind', '--l2.engine-kind'], what: 'what consensus client takes its execution client for', remedy: 'It has to be what the execution client is: geth or reth' },
  { id: 'SAFE_DB_CHANGED', severity: 'warning', flags: ['--safedb.path'], what: 'the safe heads that op-challenger and the proposer ask for', remedy: 'A new database begins empty; games of before cannot be answered from it' },
  { id: 'PRESTATE_CHANGED', severity: 'danger', flags: ['--cannon-prestate', '--cannon-kona-prestate', '--prestates-url', '--cannon-prestates-url', '--cannon-kona-prestates-url', '--asterisc-*prestate*'], what: 'the programs that games are played with', remedy: 'Each game that is in progress needs the prestate that it was made with, and the new absolute prestate has to be on chain: offer both' },
  { id: 'GAME_TYPE_CHANGED', severity: 'danger', flags: ['--game-type', '--game-types', '--trace-type', '--game-factory-address', '--l2oo-address', '--game-allowlist'], what: 'which games are proposed or defended', remedy: 'The proposer\'s type has to be the respected one on chain, and the challenger needs every type that still has games in progress' },
  { id: 'BATCH_FORMAT_CHANGED', severity: 'warning', flags: ['--data-availability-type', '--batch-type', '--compression-algo', '--compressor', '--target-num-frames', '--max-channel-duration'], of: ['op-batcher'], what: 'how batches are written to L1', remedy: 'Make sure that the chain\'s active forks read it (span batches: Delta, Brotli: Fjord), and watch the safe head and the fees' },
  { id: 'STARTS_STOPPED', severity: 'warning', flags: ['--sequencer.stopped', '--stopped'], of: ['op-node', 'op-batcher'], what: 'a sequencer or batcher that waits after its start until it is told to begin, or does not any more', remedy: 'After each start call admin_startSequencer or admin_startBatcher, unless an op-conductor does' },
  { id: 'ALT_DA_CHANGED', severity: 'danger', flags: ['--altda.*', '--plasma.*'], what: 'where the data of batches is kept, if not on L1', remedy: 'Batcher and nodes have to change together; what the old server has, nodes need for as long as they derive those blocks' },
];

function takes(row: Row, component: Component | undefined, name: string): boolean {
  if (component === undefined || (row.of && !row.of.includes(component))) return false;
  return row.flags.some((flag) => new RegExp(`^${flag.split('*').map(settingName).join('[a-z0-9]*')}$`).test(name));
}

/** `op-node --syncmode: old → new` for each of the row's flags that is set otherwise, as flag or as variable. */
function changes(row: Row, { before, after }: ProgramPair): readonly string[] {
  // Another program has other flags; that it is another one has a rule of its own.
  if (before.component !== after.component) return [];
  const names = [...new Set([...before.settings.keys(), ...after.settings.keys()])].filter((name) => takes(row, after.component, name));
  return names.filter((name) => before.settings.get(name) !== after.settings.get(name)).map((name) => {
    const flag = row.flags.find((each) => settingName(each) === name) ?? row.flags.find((each) => each.includes('*')) ?? name;
    const [old, now] = [before.settings.get(name), after.settings.get(name)];
    const [oldText, newText] = shownPair([flag], old, now);
    return `${after.component} ${flag.includes('*') ? `--…${name}` : flag}: ${old === undefined ? 'not set' : oldText} → ${now === undefined ? 'not set' : newText}`;
  });
}

export const chainData: readonly Rule[] = ROWS.map((row) => ({
  id: row.id,
  severity: row.severity,
  what: row.what,
  remedy: row.remedy,
  find: ({ programs }) => programs.flatMap((pair) => changes(row, pair).map((message) => ({ object: pair.workload.pair.object, path: pair.after.path, message }))),
}));
