import type { Problems } from '../errors';

/** One argument of the user's, taken apart. */
export interface UserArg {
  /** Flag name without dashes. */
  readonly name: string;
  /** What it is set to; `undefined` for a bare switch. */
  readonly value?: string;
}

/**
 * Takes `--name=value`, `--name value` (as two entries) and `--name` apart. Reports what is none of them.
 */
export function parseUserArgs(args: readonly string[], problems: Problems, prop: string): UserArg[] {
  const parsed: UserArg[] = [];
  let open = false;
  for (const [index, arg] of args.entries()) {
    const flag = /^--([a-zA-Z][\w.-]*)(?:=([\s\S]*))?$/.exec(arg);
    if (flag) {
      parsed.push({ name: flag[1]!, value: flag[2] });
      open = flag[2] === undefined;
    } else if (open && !arg.startsWith('-')) {
      parsed.push({ name: parsed.pop()!.name, value: arg });
      open = false;
    } else {
      problems.error('INVALID_ARG', `${prop}[${index}]`, 'this is neither a flag nor the value of the flag before it', 'Write flags like --name=value');
      open = false;
    }
  }
  return parsed;
}
