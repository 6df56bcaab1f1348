import {
  describeFinding,
  expectValid,
  type Finding,
  lintManifests,
  type Manifest,
  podSecurityViolations,
  schemaViolations,
} from '../../../src/testing';
import { mutated, type Mutation } from './sound';

/** A fault put into the sound objects that a rule must find, and a change of the same place that is in order. */
export interface Case {
  readonly rule: string;
  readonly broken: Mutation;
  /** What the line of the finding must say: object, path, what is wrong, remedy. */
  readonly says: RegExp;
  readonly fine: Mutation;
}

/** Kinds of others that rules know and no schema does. */
export const KNOWN_OTHERS: readonly string[] = [
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'monitoring.coreos.com/v1/PodMonitor',
  'monitoring.coreos.com/v1/ServiceMonitor',
  'monitoring.coreos.com/v1/PrometheusRule',
  'external-secrets.io/v1/ExternalSecret',
];

/** Everything that is found, whatever finds it. */
export function findingsOf(manifests: readonly Manifest[]): Finding[] {
  return [
    ...schemaViolations(manifests),
    ...lintManifests(manifests),
    ...podSecurityViolations(manifests, 'restricted'),
  ];
}

/** One test a case: the fault is found and told, and its counterpart is valid. */
export function testCases(cases: readonly Case[]): void {
  test.each(cases.map((one) => [one.rule, one.says.source, one] as const))(
    '%s: %s',
    (_rule, _says, { rule, broken, says, fine }) => {
      const told = findingsOf(mutated(broken)).map((finding) => ({
        rule: finding.rule,
        line: describeFinding(finding),
      }));
      expect(told).toContainEqual({ rule, line: expect.stringMatching(says) });
      expect(() => expectValid(mutated(fine), { allowUnknownKinds: KNOWN_OTHERS })).not.toThrow();
    },
  );
}
