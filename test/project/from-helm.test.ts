import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../src';

const root = join(__dirname, '../..');
const api = readFileSync(join(root, 'api/cdk8s-op-stack.api.txt'), 'utf8');
const page = readFileSync(join(root, 'docs/guides/from-helm.md'), 'utf8');

/** The members of each public interface with the text of their types, and what it extends. */
const interfaces = new Map([...api.matchAll(/^export interface (\w+)([^{]*)\{\n([\s\S]*?)^\}/gm)].map(([, name, heads, body]) => [
  name!,
  { heads: heads!, members: new Map([...body!.matchAll(/^ {4}readonly (\w+)\??: ([\s\S]*?);$(?=\n {4}\S|\n?$)/gm)].map(([, member, type]) => [member!, type!])) },
]));

/** The texts of the types that a member has in any of the types that a text names. */
function typesOf(text: string, member: string): readonly string[] {
  return [...text.matchAll(/\b[A-Z]\w+/g)].flatMap(([name]) => {
    const found = interfaces.get(name);
    if (!found) return [];
    const own = found.members.get(member);
    return own === undefined ? typesOf(found.heads, member) : [own];
  });
}

/** Whether a dotted prop is one of the types that a text names. */
const isProp = (text: string, [first, ...rest]: readonly string[]): boolean => first === undefined || typesOf(text, first).some((type) => isProp(type, rest));

/** What each section is about, by its heading. */
const SECTIONS: Readonly<Record<string, string>> = {
  'op-node': 'OpNodeProps OpStackChartProps',
  'op-geth, op-reth, reth': 'OpNodeProps OpStackChartProps',
  'op-batcher, op-proposer, op-challenger': 'BatcherProps ProposerProps ChallengerProps OpStackChartProps',
  'All of them': 'OpNodeProps BatcherProps OpStackChartProps',
};
/** Words between backticks that are no props: what Kubernetes calls something. */
const WORDS = new Set(['restricted', 'fsGroup', 'OnRootMismatch']);

/** The props that a cell names; one that begins with a dot stands beside the one before it. */
function propsIn(cell: string): readonly string[] {
  const props: string[] = [];
  for (const [, code = ''] of cell.matchAll(/`([^`]+)`/g)) {
    const [name = ''] = /^[\w.]+(?:\['op-node'\])?/.exec(code) ?? [];
    if (name.startsWith('.')) props.push(`${props.at(-1)!.replace(/\.[^.]+$/, '')}${name}`);
    else if (/^[a-z]/.test(name) && !WORDS.has(name)) props.push(name);
  }
  return props;
}

const rows = Object.entries(SECTIONS).flatMap(([heading, types]) => {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`))!;
  return [...section.matchAll(/^\| (`.*`.*) \| (.*) \|$/gm)].map(([, value, cell]) => [value!, cell!, types] as const);
});

test('there are rows', () => expect(rows.length).toBeGreaterThan(50));

test.each(rows)('%s becomes %s', (_, cell, types) => {
  // A map by the names of components is not followed further.
  const unknown = propsIn(cell).filter((prop) => !isProp(types, prop.replace(/\.components.*$/, '.components').split('.')));
  const classes = [...cell.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name!);
  expect([...unknown, ...classes.filter((name) => !WORDS.has(name) && !(name in library))]).toEqual([]);
});

test('a prop that is none would be noticed', () => {
  expect(isProp('OpNodeProps', ['consensus', 'conductor'])).toBe(false);
  expect(isProp('BatcherProps', ['throttling', 'maxPendingTx'])).toBe(false);
  expect(isProp('OpNodeProps', ['consensus', 'p2p', 'discovery'])).toBe(true);
});
