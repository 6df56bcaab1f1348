/** A command line taken apart: `--name=value`, `--name value` and a bare `--name` are the same on both sides. */
export interface Arguments {
  /** By name with its dashes; a bare switch is `true`, and one that is given again has all its values in their order. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** What is neither a flag nor the value of one, such as a subcommand or a script, in its order. */
  readonly words: readonly string[];
}

/** Flags may stand in any order; what is no flag may not. */
export function argumentsOf(list: readonly string[]): Arguments {
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const add = (name: string, value: string): void => void flags.set(name, [...(flags.get(name) ?? []), value]);
  for (let index = 0; index < list.length; index++) {
    const [, name, value] = /^(--[a-zA-Z][\w.-]*)(?:=([^]*))?$/.exec(list[index]!) ?? [];
    const next = list[index + 1];
    if (name === undefined) words.push(list[index]!);
    else if (value !== undefined) add(name, value);
    else if (next !== undefined && !next.startsWith('-')) {
      add(name, next);
      index++;
    } else add(name, 'true');
  }
  return { flags, words };
}
