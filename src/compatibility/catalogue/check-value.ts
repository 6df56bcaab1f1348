import type { Flag, FlagType } from './flag';

const INTEGER = '(0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*)';
const WHOLE = new RegExp(`^[+-]?${INTEGER}$`, 'i');
const NATURAL = new RegExp(`^\\+?${INTEGER}$`, 'i');

interface Shape {
  /** What it should be, after "takes ". */
  readonly takes: string;
  readonly fits: (value: string) => boolean;
}

const whole: Shape = { takes: 'a whole number', fits: (value) => WHOLE.test(value) };

/** The types whose values can be told right from wrong. */
const shapes: Partial<Record<FlagType, Shape>> = {
  int: whole,
  bigint: whole,
  uint: { takes: 'a whole number that is not negative', fits: (value) => NATURAL.test(value) },
  uint64slice: {
    takes: 'whole numbers separated by commas',
    fits: (value) => value.split(',').every((part) => NATURAL.test(part.trim())),
  },
  float: {
    takes: 'a number',
    fits: (value) => /^[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|0x[0-9a-f_.]+(p[+-]?\d+)?|inf|infinity|nan)$/i.test(value),
  },
  bool: { takes: 'true or false', fits: (value) => /^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value) },
  duration: {
    takes: 'a duration with its unit, such as 250ms, 12s or 1h30m',
    fits: (value) => /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/.test(value),
  },
};

/**
 * Why `value` cannot be a value of `flag`, or `undefined` when it can be or when that is not known.
 *
 * Numbers, booleans and durations follow Go's parsers (upstream's command line library is
 * https://pkg.go.dev/github.com/urfave/cli/v2), listed values are compared without regard to case. An empty value and
 * one with a Kubernetes reference (`$(NAME)`) always pass. The message never repeats the value: it may be secret.
 *
 * @example checkValue(catalogueOf('op-node', 'v1.19.0').flag('l1.http-poll-interval')!, '12') // takes a duration …
 */
export function checkValue(flag: Flag, value: string): string | undefined {
  if (value === '' || value.includes('$(')) return undefined;
  const shape = shapeOf(flag);
  return !shape || shape.fits(value) ? undefined : `--${flag.name} takes ${shape.takes}`;
}

function shapeOf({ type, values }: Flag): Shape | undefined {
  if (!values || type === 'string') return shapes[type];
  const known = new Set(values.map((value) => value.toLowerCase()));
  const isKnown = (value: string) => known.has(value.trim().toLowerCase());
  return type === 'stringSlice'
    ? { takes: `a comma separated list of ${values.join(', ')}`, fits: (value) => value.split(',').every(isKnown) }
    : { takes: `one of ${values.join(', ')}`, fits: isKnown };
}
