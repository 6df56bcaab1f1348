import type { IConstruct } from 'constructs';
import { OpStackError } from './op-stack-error';
import { seePages } from './pages';
import { describeProblem, type Problem } from './problem';
import { redact } from './secret-text';
import { emitOnce, isStrict } from './warnings';

/**
 * Collects what is wrong with the props of one construct, so that the user hears of everything at once.
 *
 * Checks call {@link error} and {@link warn} and go on; the constructor calls {@link settle} before it makes anything.
 */
export class Problems {
  private readonly errors: Problem[] = [];
  private readonly warnings: Problem[] = [];

  /** @param scope the construct whose path stands before each message; without one, the path is empty */
  constructor(private readonly scope?: IConstruct) {}

  error(code: string, prop: string, message: string, hint: string): void {
    this.errors.push(this.problem(code, prop, message, hint));
  }

  warn(code: string, prop: string, message: string, hint: string): void {
    this.warnings.push(this.problem(code, prop, message, hint));
  }

  /** Takes a problem that has its place already, once. */
  add(severity: 'error' | 'warning', { code, path, prop, message, hint }: Problem): void {
    const list = severity === 'error' ? this.errors : this.warnings;
    const problem: Problem = { code, path: redact(path), prop: redact(prop), message: redact(message), hint: redact(hint) };
    if (!list.some((other) => describeProblem(other) === describeProblem(problem))) list.push(problem);
  }

  /** Runs `make`; an {@link OpStackError} that it throws is added to this collection, and the answer is `undefined`. */
  attempt<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof OpStackError)) throw error;
      this.errors.push(...error.problems);
      return undefined;
    }
  }

  /** Whether an error was reported. */
  get any(): boolean {
    return this.errors.length > 0;
  }

  /**
   * Throws one error with all problems, or emits the warnings and returns. In strict mode warnings are errors.
   *
   * @throws OpStackError when there is an error, or a warning in strict mode
   */
  settle(): void {
    const strict = isStrict(this.scope);
    const fatal = strict ? [...this.errors, ...this.warnings] : this.errors;
    const [first, ...rest] = fatal;
    if (first) throw new OpStackError([first, ...rest]);
    for (const warning of this.warnings) emitOnce(warning, this.scope);
    this.warnings.length = 0;
  }

  /** What {@link settle} would throw, as messages for a cdk8s validation, which prints the path itself; the last leads to the pages of the codes. */
  messages(): string[] {
    try {
      this.settle();
      return [];
    } catch (error) {
      if (!(error instanceof OpStackError)) throw error;
      return [...error.problems.map((problem) => describeProblem({ ...problem, path: '' })), seePages(error.problems)];
    }
  }

  private problem(code: string, prop: string, message: string, hint: string): Problem {
    return { code, path: redact(this.scope?.node.path ?? ''), prop: redact(prop), message: redact(message), hint: redact(hint) };
  }
}
