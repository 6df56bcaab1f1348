import { objectTitle } from './object-title';

/**
 * One thing that is wrong with one object.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level
 */
export interface Finding {
  /** Stable identifier of the rule, e.g. `port-name`. */
  readonly rule: string;
  /** Kind of the object, e.g. `StatefulSet`. */
  readonly kind: string;
  /** Namespace of the object; empty when it names none. */
  readonly namespace: string;
  /** Name of the object; empty when it has none. */
  readonly name: string;
  /** Path of the field, e.g. `spec.ports[0].name`; empty when the finding is about the object as a whole. */
  readonly path: string;
  /** What is wrong and, after a semicolon, the remedy. */
  readonly message: string;
}

/**
 * One line for one finding: `Service acme/rpc: spec.ports[0].name: what is wrong; remedy (rule)`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level
 */
export function describeFinding({ rule, kind, namespace, name, path, message }: Finding): string {
  return `${objectTitle({ kind, namespace, name })}: ${path === '' ? '' : `${path}: `}${message} (${rule})`;
}

/** The findings without those that say the same of the same place again. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [describeFinding(finding), finding])).values()];
}

/**
 * What `expectValid` throws: every finding in one message, and as data in `findings`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level
 */
export class InvalidManifestsError extends Error {
  /** Tells it from other errors where classes are of two copies of the library. */
  override readonly name = 'InvalidManifestsError';

  constructor(
    /** All findings; never empty. */
    readonly findings: readonly Finding[],
  ) {
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    super([`${count}:`, ...findings.map((finding) => `  - ${describeFinding(finding)}`)].join('\n'));
  }
}
