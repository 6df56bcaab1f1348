import { InvalidManifestsError } from './finding';
import { findingsOf } from './findings-of';
import { type ManifestInput, manifestsOf } from './manifests-of';
import type { PodSecurityLevel } from './pod-security/pod-security-violations';
import type { SchemaOptions } from './schema/schema-violations';

/**
 * How strict `expectValid` is.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface ExpectValidOptions extends SchemaOptions {
  /**
   * The level of the Pod Security Standards that every pod must meet.
   *
   * @default 'restricted'
   */
  readonly podSecurity?: PodSecurityLevel;
}

/**
 * Checks that an API server with strict field validation would take the objects, that they fit together, and that their
 * pods meet a level of the Pod Security Standards. What is checked is the YAML that a chart or app emits. The objects
 * that one refers to may lie outside the input, but Services, budgets and StatefulSets must find their pods and
 * Services in it: give the whole app when they are spread over charts.
 *
 * @param input a chart, an app, manifests, or YAML text
 * @throws InvalidManifestsError with every finding on a line of its own:
 * `Kind namespace/name: path: what is wrong; remedy (rule)`
 * @throws Error when there is nothing to check or the input cannot be read
 * @example
 * test('the chart is valid', () => expectValid(new OpStackChart(Testing.app(), 'acme', props)));
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level
 */
export function expectValid(input: ManifestInput, options: ExpectValidOptions = {}): void {
  const manifests = manifestsOf(input);
  if (manifests.length === 0) {
    throw new Error('There is no manifest to check; give a chart, app, list or YAML text that has some');
  }
  const findings = findingsOf(manifests, options, () => options.podSecurity ?? 'restricted');
  if (findings.length > 0) throw new InvalidManifestsError(findings);
}
