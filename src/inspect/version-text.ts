import type { ForkFact, VersionFacts } from './version-facts';

/** A line for people, and whether it is bad news. */
export interface FactLine {
  readonly text: string;
  readonly kind: 'bad' | 'doubtful' | 'plain';
}

/** The facts for people, a line each; what is not known has none. */
export function factLines(facts: VersionFacts): readonly FactLine[] {
  const { component, version, released, releases, newest, upstream, flags } = facts;
  const flagsText = flags && (flags.catalogued ? `all ${flags.count} are known` : `not catalogued; those of ${flags.basis} answer for it`);
  return [
    plain(`${component} ${version}`),
    plain(field('released', released ?? 'not known')),
    plain(field('in releases', releases.join(', ') || 'none')),
    ...(newest === undefined ? [] : [plain(field('newest known', newest))]),
    ...(upstream === undefined ? [] : [plain(field('built on', upstream))]),
    ...facts.faults.map(({ severity, fault, fixed, fork }) => line(severity === 'error' ? 'bad' : 'doubtful', field(severity === 'error' ? 'withdrawn' : 'faulty', `${fault}${fork ? ` (where ${fork} is scheduled)` : ''}; fixed in ${fixed}`))),
    ...facts.forks.map((fact) => forkLine('fork', fact)),
    ...facts.l1Forks.map((fact) => forkLine('L1 fork', { ...fact, fork: `${fact.fork} on ${fact.l1 === 1 ? 'Ethereum' : fact.l1 === 11155111 ? 'Sepolia' : `chain ${fact.l1}`}, ${day(fact.time)}` })),
    ...(facts.upgrade20 === undefined ? [] : [plain(field('Upgrade 20', `games of types 5 and 9 from ${facts.upgrade20} on`))]),
    ...facts.wrongChains.map(({ fork, networks, minimum, fault }) => line('doubtful', field('built in', `${fault} for ${networks.join(', ')} (${fork}); right from ${minimum} on`))),
    ...facts.needs.map(({ component: other, minimum, why, fork }) => plain(field('needs', `${other} ${minimum} or newer${fork ? ` where ${fork} is scheduled` : ''}: ${why}`))),
    ...executionLines(facts),
    ...(flagsText === undefined ? [] : [plain(field('flags', flagsText))]),
    ...facts.flagChanges.map(({ was, now, since, note }) => plain(field('changed since', `${since}: ${flagNames(was) || 'new'} → ${flagNames(now) || 'gone'}: ${note}`))),
  ];
}

function executionLines({ execution, opNode }: VersionFacts): readonly FactLine[] {
  return [
    ...(execution ? [plain(field('execution', [execution['op-geth'] && `op-geth ${execution['op-geth']}`, execution['op-reth'] && `op-reth ${execution['op-reth']}`].filter(Boolean).join(' or ') || 'not known'))] : []),
    ...(execution?.note === undefined ? [] : [plain(field('', execution.note))]),
    ...(opNode ? [plain(field('op-node', opNode.length > 0 ? `released with ${opNode.join(', ')}` : 'upstream named none beside it'))] : []),
  ];
}

function forkLine(label: string, { fork, follows, minimum, rules }: ForkFact): FactLine {
  const from = minimum === undefined ? 'no version does' : rules === undefined ? `from ${minimum} on` : `from ${minimum} on; custom chains and other L1s from ${rules} on`;
  const text = { yes: 'follows', rules: 'follows custom chains and those on other L1s only', no: 'does not follow' }[follows];
  return line(follows === 'yes' ? 'plain' : follows === 'rules' ? 'doubtful' : 'bad', field(label, `${fork}: ${text} (${from})`));
}

const plain = (text: string): FactLine => ({ text, kind: 'plain' });
const line = (kind: FactLine['kind'], text: string): FactLine => ({ text, kind });
const field = (label: string, text: string): string => `  ${label.padEnd(14)}${text}`;
const day = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
const flagNames = (names: readonly string[]): string => names.map((name) => `--${name}`).join(', ');
