import type { Io } from './io';
import { painted, table } from './table';
import type { CheckFinding, Condition } from '../inspect/check/condition';
import type { ForkRow } from '../inspect/check/forks';
import type { Report } from '../inspect/check/report';
import type { VersionRow } from '../inspect/check/versions';

const STATUS = { True: 'good', False: 'bad', Unknown: 'doubtful' } as const;
const SEVERITY = { error: 'bad', warning: 'doubtful', accepted: 'faint' } as const;

/** A report for people. */
export function reportText(report: Report, io: Io): string {
  const { conditions, versions, forks } = report;
  const findings = conditions.flatMap((condition) => condition.findings);
  return [
    `${title(report)}\n`,
    conditionTable(conditions, io),
    ...(versions.length > 0 ? [versionTable(versions)] : []),
    ...(forks.length > 0 ? [forkTable(forks, io)] : []),
    ...(findings.length > 0 ? [findings.map((finding) => findingLine(finding, io)).join('')] : []),
  ].join('\n');
}

function title({ name, namespace, chain }: Report): string {
  const where = namespace === '' ? '' : ` in namespace ${namespace}`;
  const what = chain ? `: ${chain.networkName ? `${chain.networkName}, ` : ''}chain ${chain.chainId} on L1 ${chain.l1ChainId}` : '';
  return `${name === '' ? 'objects without app.kubernetes.io/part-of' : name}${where}${what}`;
}

function conditionTable(conditions: readonly Condition[], io: Io): string {
  const lines = table(['condition', 'status', 'reason', 'message'], conditions.map(({ type, status, reason, message }) => ({ condition: type, status, reason, message })));
  return paintedRows(lines, conditions.map(({ status }) => STATUS[status]), io);
}

function versionTable(versions: readonly VersionRow[]): string {
  return table(['component', 'version', 'newest known', 'workloads'], versions.map(({ component, version, newest, workloads }) => ({ component, version: version ?? 'unknown', 'newest known': newest ?? '–', workloads: workloads.join(', ') || '–' })));
}

function forkTable(forks: readonly ForkRow[], io: Io): string {
  const rows = forks.map((row) => ({ fork: row.fork, of: row.of, time: row.time === 0 ? 'genesis' : new Date(row.time * 1000).toISOString().slice(0, 16).replace('T', ' '), state: stateOf(row), 'cannot follow': cannotFollow(row) }));
  return paintedRows(table(['fork', 'of', 'time', 'state', 'cannot follow'], rows), forks.map(({ cannotFollow: who }) => (who.length > 0 ? 'bad' : undefined)), io);
}

function stateOf({ state, days }: ForkRow): string {
  if (days === undefined) return 'active from genesis';
  if (days === 0) return state === 'active' ? 'active for hours' : 'in hours';
  const span = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return state === 'active' ? `active for ${span}` : `in ${span}`;
}

function cannotFollow({ cannotFollow: who, unknown, unjudged }: ForkRow): string {
  const text = [...who, ...unknown.map((component) => `${component}: version unknown`), ...(unjudged ? ['nothing is known yet of the versions that it needs'] : [])].join(', ');
  return text === '' ? '–' : text;
}

function findingLine({ severity, code, subject, message }: CheckFinding, io: Io): string {
  return `${painted(io, SEVERITY[severity], `${severity}: ${subject}: ${message}${message.endsWith('.') ? '' : '.'} (${code})`)}\n`;
}

/** The rows below the head, each in its colour. */
function paintedRows(text: string, kinds: readonly (Parameters<typeof painted>[1] | undefined)[], io: Io): string {
  return text.trimEnd().split('\n').map((line, index) => {
    const kind = kinds[index - 1];
    return `${kind ? painted(io, kind, line) : line}\n`;
  }).join('');
}
