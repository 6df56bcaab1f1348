import type { Fault, Field } from '../field';
import { type Format, misfit } from '../formats';

/** What is wrong with the form of each text that is there. */
export function* formFaults(fields: readonly Field[], format: Format): Iterable<Fault> {
  for (const field of fields) {
    const wrong = field.text === undefined ? undefined : misfit(field.text, format);
    if (wrong !== undefined) yield field.fault(wrong);
  }
}

/** The same for names that must be there; `owner` is what has the name, with its article. */
export function* nameFaults(names: readonly Field[], format: Format, owner: string): Iterable<Fault> {
  for (const name of names) {
    if (name.text) yield* formFaults([name], format);
    else yield name.fault(`${owner} has no name; give it one`);
  }
}
