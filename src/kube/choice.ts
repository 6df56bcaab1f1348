import { nearest, type Problems } from '../errors';

/** Reports a value that is none of those there are: not every caller has a compiler, or lets it look. */
export function checkChoice(problems: Problems, prop: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || choices.some((choice) => choice === value)) return;
  const given = typeof value === 'string' ? `"${value}"` : 'this';
  const [near] = typeof value === 'string' ? nearest(choices, value) : [];
  problems.error('INVALID_CHOICE', prop, `${given} is none of ${choices.join(', ')}`, near ? `Did you mean ${near}?` : `Choose ${choices.length > 1 ? 'one of them' : choices.join('')}`);
}
