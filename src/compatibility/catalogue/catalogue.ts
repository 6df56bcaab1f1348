import { historyOf, type CataloguedComponent } from './components';
import type { Flag } from './flag';
import type { CataloguedVersions, Row } from './history';
import { renameOf, type Rename } from './renames';
import { nearest } from '../../errors';
import { compareVersions, versionOfTag, within } from '../version';

/**
 * How sure the catalogue is of a flag in a version: it exists (`known`), it does not and the program refuses it
 * (`unknown`), or nobody can say (`uncertain`).
 */
export type Certainty = 'known' | 'uncertain' | 'unknown';

/**
 * The flags of one component in one version. Names are without dashes; an alias does as well as a name.
 *
 * A version that is not catalogued is answered for by the last catalogued one before it, except where release notes
 * tell in which version a flag came or went:
 *
 * | the version is | the flag is there | the flag is not there |
 * |---|---|---|
 * | catalogued and complete | `known` | `unknown` |
 * | catalogued, incomplete | `known` | `uncertain`, but `unknown` if it was removed before |
 * | between two catalogued ones | `known` | `uncertain` if the later one has it, else `unknown` |
 * | before the oldest | `known` if the oldest has it | `uncertain` |
 * | after the newest | `known` if the newest has it | `uncertain`, but `unknown` if it was removed before |
 * | not a version | `known` if the newest has it | `uncertain` |
 *
 * Between two versions `unknown` means that the flag would have had to come and go in between. It is said even when the
 * later version is incomplete: that one holds at least what release notes tell.
 */
export interface Catalogue {
  /** The catalogued version that answers. */
  readonly basis: string;
  /** Whether {@link basis} is the version that was asked for. */
  readonly exact: boolean;
  /** The flag of that name; one that only the next catalogued version has is returned too, see {@link certainty}. */
  flag(nameOrAlias: string): Flag | undefined;
  /** Whether the flag is `known`. */
  has(nameOrAlias: string): boolean;
  /** How sure it is that the flag exists. */
  certainty(nameOrAlias: string): Certainty;
  /** The flag that an environment variable sets, as {@link flag}. */
  flagOfEnv(variable: string): Flag | undefined;
  /** As {@link certainty}; a variable that lacks the component's prefix may be anybody's and is `uncertain`. */
  envCertainty(variable: string): Certainty;
  /** The primary names of known flags that `name` may be a slip of, best first; at most `max`, default 3. */
  nearest(name: string, max?: number): readonly string[];
  /**
   * What this version calls a flag that has gone or is yet to come; `undefined` for a flag in good use and for a name
   * never heard of.
   */
  renamed(name: string): Rename | undefined;
  /** The known flags, sorted by name. */
  flags(): readonly Flag[];
}

const catalogues = new Map<string, Catalogue>();

/**
 * The flags of `component` in `version`.
 *
 * @param version a release tag, with or without `v`; `undefined`, or anything that is not a version (`latest`), is
 *   answered for by the newest catalogued one, with every absence `uncertain`
 * @example catalogueOf('op-batcher', 'v1.16.2').certainty('throttle-interval') // 'unknown'
 */
export function catalogueOf(component: CataloguedComponent, version: string | undefined): Catalogue {
  const key = `${component} ${version}`;
  const made = catalogues.get(key) ?? makeCatalogue(component, version);
  catalogues.set(key, made);
  return made;
}

function makeCatalogue(component: CataloguedComponent, version: string | undefined): Catalogue {
  const { prefix, versions, rows } = historyOf(component);
  const place = locate(versions, version);
  const here = rows.filter((row) => spans(row, place.at));
  const { next } = place;
  const later = next ? rows.filter((row) => spans(row, next)) : [];
  const seen = new Set(versions.map((one) => one.version));
  // What was removed for sure stays removed, however little is known of later versions.
  const sure = (until: string): boolean => versions.find((one) => one.version === until)?.complete ?? true;
  const gone = place.parsed ? rows.filter(({ until }) => until && sure(until) && within(place.version, until)) : [];

  /** What is only in the next catalogued version may have come before it, unless its first version is known. */
  const index = (keys: (flag: Flag) => readonly string[]): ReadonlyMap<string, Entry> => {
    const found = new Map<string, Entry>();
    for (const row of gone) enter(found, row, keys, 'unknown');
    for (const row of later) enter(found, row, keys, seen.has(row.since ?? '') ? 'uncertain' : 'unknown');
    for (const row of here) enter(found, row, keys, 'known');
    return found;
  };
  const byName = index((flag) => [flag.name, ...flag.aliases]);
  const byEnv = index((flag) => flag.env);

  const absent = place.provesAbsence ? 'unknown' : 'uncertain';
  const certainty = (name: string) => byName.get(name)?.certainty ?? absent;

  return {
    basis: place.basis,
    exact: place.exact,
    flag: (name) => byName.get(name)?.flag,
    has: (name) => certainty(name) === 'known',
    certainty,
    flagOfEnv: (variable) => byEnv.get(variable)?.flag,
    envCertainty: (variable) =>
      byEnv.get(variable)?.certainty ?? (prefix && variable.startsWith(`${prefix}_`) ? absent : 'uncertain'),
    nearest: (name, max = 3) => {
      const primary = new Map(here.flatMap(({ flag }) => [flag.name, ...flag.aliases].map((key) => [key, flag.name])));
      const names = nearest(primary.keys(), name, Infinity).map((key) => primary.get(key) ?? key);
      return [...new Set(names)].slice(0, max);
    },
    renamed: (name) => {
      const entry = byName.get(name);
      const inGoodUse = entry?.certainty === 'known' && entry.flag.name === name && !entry.flag.deprecated;
      return inGoodUse ? undefined : renameOf(component, place.version, name);
    },
    flags: () => here.map(({ flag }) => flag),
  };
}

interface Entry {
  readonly flag: Flag;
  readonly certainty: Certainty;
}

function enter(found: Map<string, Entry>, { flag }: Row, keys: (flag: Flag) => readonly string[], certainty: Certainty): void {
  const entry = { flag, certainty };
  for (const key of keys(flag)) found.set(key, entry);
}

function spans({ since, until }: Row, version: string): boolean {
  return within(version, since, until);
}

interface Place {
  /** The version asked for, or the newest catalogued one if that is no version. */
  readonly version: string;
  /** The version at which the rows are read: {@link version}, but not before the oldest catalogued one. */
  readonly at: string;
  readonly basis: string;
  /** The next catalogued version, when the one asked for lies between two. */
  readonly next: string | undefined;
  readonly exact: boolean;
  /** Whether a version was asked for, and not a tag that names none. */
  readonly parsed: boolean;
  readonly provesAbsence: boolean;
}

function locate(versions: CataloguedVersions, asked: string | undefined): Place {
  const version = asked && versionOfTag(asked);
  const [oldest] = versions;
  if (!version) {
    const { version: at } = versions.at(-1) ?? oldest;
    return { version: at, at, basis: at, next: undefined, exact: false, parsed: false, provesAbsence: false };
  }
  const upTo = versions.filter((one) => within(version, one.version));
  const basis = upTo.at(-1) ?? oldest;
  const next = upTo.length > 0 ? versions[upTo.length] : undefined;
  const exact = compareVersions(basis.version, version) === 0;
  return {
    version,
    at: upTo.length > 0 ? version : oldest.version,
    basis: basis.version,
    next: exact ? undefined : next?.version,
    exact,
    parsed: true,
    provesAbsence: basis.complete && (exact || next !== undefined),
  };
}
