/** A command line taken apart: `--name=value`, `--name value` and a bare `--name` are the same on both sides. */
export interface Arguments {
  /** By name with its dashes; a bare switch is `true`, and one that is given again has all its values in their order. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** What is neither a flag nor the value of one, such as a subcommand or a script, in its order. */
  readonly words: readonly string[];
}

/** A word of a command line that is a flag. */
export interface Flag {
  /** `-`, which programs in Go take too, or `--`. */
  readonly dashes: string;
  readonly name: string;
  /** What stands behind its `=`. */
  readonly value?: string;
}

export function flagIn(word: string): Flag | undefined {
  const [, dashes, name, value] = /^(--?)([a-zA-Z][\w.-]*)(?:=([^]*))?$/.exec(word) ?? [];
  return dashes === undefined || name === undefined ? undefined : { dashes, name, value };
}

/** What may be the value of a flag: the next word, unless that is a flag itself. */
export function valueAfter(line: readonly string[], index: number): string | undefined {
  const next = line[index + 1];
  return next?.startsWith('-') ? undefined : next;
}

/** Flags may stand in any order; what is no flag may not. One dash is left to shells: `sh -c`. */
export function argumentsOf(line: readonly string[]): Arguments {
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const add = (name: string, value: string): void => void flags.set(name, [...(flags.get(name) ?? []), value]);
  for (let index = 0; index < line.length; index++) {
    const flag = flagIn(line[index]!);
    const next = valueAfter(line, index);
    if (flag?.dashes !== '--') words.push(line[index]!);
    else if (flag.value === undefined && next !== undefined) {
      add(`--${flag.name}`, next);
      index++;
    } else add(`--${flag.name}`, flag.value ?? 'true');
  }
  return { flags, words };
}
