import { wordOf } from './difference';
import { nameOf } from './match-objects';
import { isJsonList, isJsonObject } from '../../testing/json';
import { kubeObject } from '../../testing/kube-object';
import type { Manifest } from '../../testing/manifest';

/** How much of two objects has to be the same, of 1, for the one to be the other under a new name. */
const ALIKE = 0.75;

export interface Renames {
  readonly renamed: readonly (readonly [before: Manifest, after: Manifest])[];
  readonly removed: readonly Manifest[];
  readonly added: readonly Manifest[];
}

/** Pairs what went with what came in its place: of the same kind, and mostly the same but for the names in it. The most alike first. */
export function findRenames(removed: readonly Manifest[], added: readonly Manifest[]): Renames {
  const candidates = removed.flatMap((before) => added.filter((after) => comparable(before, after)).map((after) => ({ before, after, score: likeness(before, after), key: tieKey(before, after) })));
  const alike = candidates.filter(({ score }) => score >= ALIKE);
  alike.sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : Number(a.key > b.key)));
  const taken = new Set<Manifest>();
  const renamed: [Manifest, Manifest][] = [];
  for (const { before, after } of alike) {
    if (taken.has(before) || taken.has(after)) continue;
    taken.add(before).add(after);
    renamed.push([before, after]);
  }
  return { renamed, removed: removed.filter((each) => !taken.has(each)), added: added.filter((each) => !taken.has(each)) };
}

const ROLE = 'app.kubernetes.io/component';

/** Of one kind, and not labelled as different parts of a rollup. */
function comparable(before: Manifest, after: Manifest): boolean {
  const [a, b] = [kubeObject(before), kubeObject(after)];
  const [oldRole, newRole] = [a, b].map(({ root }) => root.at('metadata', 'labels', ROLE).text);
  return a.kind === b.kind && a.group === b.group && (oldRole === undefined || newRole === undefined || oldRole === newRole);
}

/** The same whichever of the two is the old one, so that a comparison the other way round finds the same. */
function tieKey(before: Manifest, after: Manifest): string {
  const [a, b] = [before, after].map((manifest) => JSON.stringify(nameOf(manifest)));
  return a! < b! ? `${a}${b}` : `${b}${a}`;
}

/** The share of the leaves that both have, as the ratio of Dice. */
function likeness(before: Manifest, after: Manifest): number {
  const name = eitherName(nameOf(before).name, nameOf(after).name);
  const [a, b] = [leavesOf(before, name), leavesOf(after, name)];
  if (a.length + b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const leaf of b) left.set(leaf, (left.get(leaf) ?? 0) + 1);
  const shared = a.filter((leaf) => {
    const count = left.get(leaf) ?? 0;
    left.set(leaf, count - 1);
    return count > 0;
  });
  return (2 * shared.length) / (a.length + b.length);
}

/** Either name, as a word of its own; the longer one first, as it may contain the other. */
function eitherName(...names: readonly string[]): RegExp {
  const words = names.filter((name) => name !== '').map((name) => name.replace(/[.]/g, String.raw`\.`));
  words.sort((a, b) => b.length - a.length);
  return words.length === 0 ? /(?!)/g : new RegExp(`(?<![a-z0-9])(?:${words.join('|')})(?![a-z0-9])`, 'g');
}

/** All leaves but those of `metadata`, without the names in them. */
function leavesOf(manifest: Manifest, names: RegExp): readonly string[] {
  const leaves: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (isJsonList(value)) for (const item of value) walk(item, `${path}[]`);
    else if (isJsonObject(value)) for (const key of Object.keys(value)) walk(value[key], `${path}.${key}`);
    else leaves.push(`${path}=${wordOf(value).replace(names, '<name>')}`);
  };
  for (const [key, value] of Object.entries(manifest)) if (!['apiVersion', 'kind', 'metadata'].includes(key)) walk(value, key);
  return leaves;
}
