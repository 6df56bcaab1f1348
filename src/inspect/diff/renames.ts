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
  const [old, now] = [removed, added].map((list) => list.map((manifest) => ({ manifest, plain: leavesOf(manifest), unnamed: leavesOf(manifest, nameOf(manifest).name) })));
  const alike = old!.flatMap((before) => now!
    .filter((after) => comparable(before.manifest, after.manifest))
    .map((after) => ({ before: before.manifest, after: after.manifest, score: Math.max(likeness(before.unnamed, after.unnamed), likeness(before.plain, after.plain)) }))
    .filter(({ score }) => score >= ALIKE)
    .map((each) => ({ ...each, key: tieKey(each.before, each.after) })));
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

/** The leaves of an object, each with how often it is there. */
interface Leaves {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

/** The share of the leaves that both have, as the ratio of Dice. */
function likeness(a: Leaves, b: Leaves): number {
  const total = a.total + b.total;
  // Not even if the one had all of the other.
  if (total === 0 || (2 * Math.min(a.total, b.total)) / total < ALIKE) return 0;
  let shared = 0;
  for (const [leaf, count] of a.counts) shared += Math.min(count, b.counts.get(leaf) ?? 0);
  return (2 * shared) / total;
}

/** All leaves but those of `metadata`, without the name in them where it is a word of its own: it may have changed there too, or not. */
function leavesOf(manifest: Manifest, name = ''): Leaves {
  const own = name === '' ? /(?!)/g : new RegExp(`(?<![a-z0-9])${name.replace(/[.]/g, String.raw`\.`)}(?![a-z0-9])`, 'g');
  const counts = new Map<string, number>();
  let total = 0;
  const walk = (value: unknown, path: string): void => {
    if (isJsonList(value)) for (const item of value) walk(item, `${path}[]`);
    else if (isJsonObject(value)) for (const key of Object.keys(value)) walk(value[key], `${path}.${key}`);
    else {
      const leaf = `${path}=${wordOf(value).replace(own, '<name>')}`;
      counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
      total++;
    }
  };
  for (const [key, value] of Object.entries(manifest)) if (!['apiVersion', 'kind', 'metadata'].includes(key)) walk(value, key);
  return { counts, total };
}
