import { pageOf, seePages } from './pages';
import { describeProblem, type Problem } from './problem';

/**
 * The one error of this library. It carries every problem that was found together; `code`, `path`, `prop` and `hint`
 * are those of the first. The message ends with a link to the pages of the codes, and never repeats a value that may be secret.
 *
 * @example
 * try { new OpStackChart(app, 'acme', props); } catch (e) {
 *   if (e instanceof OpStackError) for (const p of e.problems) console.error(p.code, p.path, p.prop);
 * }
 */
export class OpStackError extends Error {
  /** Tells it from other errors where classes are of two copies of the library. */
  override readonly name = 'OpStackError';
  /** Stable identifier of the first problem, e.g. `MISSING_L1_BEACON`. */
  readonly code: string;
  /** Path of the construct that found the first problem, e.g. `acme/batcher`. */
  readonly path: string;
  /** The prop of the first problem, e.g. `signer`; empty when it is about the construct as a whole. */
  readonly prop: string;
  /** The remedy for the first problem. */
  readonly hint: string;
  /** URL of the page of the first problem's code; `pageOf` gives that of the others. */
  readonly docs: string;
  /** All problems found together, in the order in which they were found; never empty. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]]) {
    const lines = problems.length === 1 ? [describeProblem(problems[0])] : [`${problems.length} problems:`, ...problems.map((p) => `  - ${describeProblem(p)}`)];
    super([...lines, seePages(problems)].join('\n'));
    const first = problems[0];
    this.code = first.code;
    this.path = first.path;
    this.prop = first.prop;
    this.hint = first.hint;
    this.docs = pageOf(first.code);
    this.problems = problems;
  }
}
