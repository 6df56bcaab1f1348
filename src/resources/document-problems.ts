import { Problems, holdsSecret, type Problem } from '../errors';
import type { TextPlace } from '../kube/yaml-documents';

/** Where the fields of a document stand. */
export interface Locator {
  /** What the text is called. */
  readonly file: string;
  readonly placeOf: (field: string) => TextPlace;
}

/** Takes the problems of one document, and passes them on with the line and column of the field: `rollup.yaml:12:5`. */
export class DocumentProblems extends Problems {
  private readonly fields = new Set<string>();

  /** @param strict whether warnings are errors */
  constructor(
    private readonly all: Problems,
    private readonly locator: Locator,
    private readonly strict: boolean,
  ) {
    super();
  }

  override error(code: string, prop: string, message: string, hint: string): void {
    this.fields.add(prop);
    this.pass('error', code, prop, message, hint);
  }

  override warn(code: string, prop: string, message: string, hint: string): void {
    this.pass(this.strict ? 'error' : 'warning', code, prop, message, hint);
  }

  /** Takes what a construct says of a field: nothing new where the field, one in it, or one around it is at fault already. */
  adopt(code: string, prop: string, message: string, hint: string): void {
    const known = [...this.fields].some((field) => field !== '' && (isIn(prop, field) || isIn(field, prop)));
    if (!known) this.pass('error', code, prop, message, hint);
  }

  /** The problem with its line and column. @param prop its field */
  placed({ code, prop, message, hint }: Omit<Problem, 'path'>): Problem {
    const { file, placeOf } = this.locator;
    const { line, col } = placeOf(prop);
    // A key may stand where the name of a field belongs.
    const steps = prop.split('.').map((step) => (holdsSecret(step) ? '<secret>' : step));
    return { code, path: `${file}:${line}:${col}`, prop: steps.join('.'), message, hint };
  }

  private pass(severity: 'error' | 'warning', code: string, prop: string, message: string, hint: string): void {
    this.all.add(severity, this.placed({ code, prop, message, hint }));
  }
}

/** Whether a field is the other one, or within it. */
function isIn(inner: string, outer: string): boolean {
  return inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));
}
