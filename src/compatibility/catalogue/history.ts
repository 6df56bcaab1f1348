import { flagTypes, type Flag, type FlagType } from './flag';

/** A version whose flags are known. */
export interface CataloguedVersion {
  /** The release tag, e.g. `v1.16.7`. */
  readonly version: string;
  /** Whether every flag was read; if not, a flag that is absent here may still exist. */
  readonly complete: boolean;
  /** Where the flags were read: a tag of the upstream repository unless it says otherwise. */
  readonly source: string;
}

/** Oldest first; all but the newest are complete. */
export type CataloguedVersions = readonly [CataloguedVersion, ...CataloguedVersion[]];

/** What a data file holds: all versions of one component. */
export interface CatalogueData {
  /** What the environment variables begin with, e.g. `OP_NODE`; without it a flag has only the variables its row lists. */
  readonly prefix: string | undefined;
  /** The catalogued versions. */
  readonly versions: CataloguedVersions;
  /**
   * One line for each flag, sorted by name: `name type mark…`. A flag whose attributes changed has a line for each span.
   *
   * | mark | meaning |
   * |---|---|
   * | `required`, `hidden`, `deprecated` | see {@link Flag} |
   * | `aliases=a,b` | other names |
   * | `env=A,B` | its variables, when they are not the one derived from prefix and name; `env=-` for none |
   * | `values=a,b` | the values it takes |
   * | `since=v` | first version that has it; absent: in the oldest catalogued one |
   * | `until=v` | first version that lacks it again; absent: in the newest catalogued one |
   *
   * A `since` or `until` that is a catalogued version is the first that was *seen* with or without the flag, so the
   * change may lie between it and the catalogued version before. Any other is exact, from release notes.
   */
  readonly rows: string;
}

/** One flag with the span of versions in which it exists like this. */
export interface Row {
  readonly flag: Flag;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** Reads the rows of a data file. */
export function parseRows({ prefix, rows }: Pick<CatalogueData, 'prefix' | 'rows'>): Row[] {
  return rows.trim().split('\n').map((line) => parseRow(line, prefix));
}

function parseRow(line: string, prefix: string | undefined): Row {
  const [name = '', type = '', ...words] = line.split(' ');
  const marks = new Map(words.map((word): [string, string] => {
    const at = word.indexOf('=');
    return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
  }));
  const list = (mark: string) => marks.get(mark)?.split(',');
  const values = list('values');
  return {
    flag: {
      name,
      aliases: list('aliases') ?? [],
      env: marks.get('env') === '-' ? [] : list('env') ?? derivedEnv(prefix, name),
      type: flagType(type, name),
      ...(values && { values }),
      required: marks.has('required'),
      hidden: marks.has('hidden'),
      deprecated: marks.has('deprecated'),
    },
    since: marks.get('since'),
    until: marks.get('until'),
  };
}

function derivedEnv(prefix: string | undefined, name: string): string[] {
  return prefix ? [`${prefix}_${name.replace(/[.-]/g, '_').toUpperCase()}`] : [];
}

function flagType(text: string, name: string): FlagType {
  const type = flagTypes.find((one) => one === text);
  if (!type) throw new Error(`the catalogue gives ${name} the unknown type "${text}"`);
  return type;
}
