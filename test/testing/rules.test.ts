import { lintRules } from '../../src/testing/lint/lint-manifests';
import { expectValid, lintManifests, podSecurityViolations, schemaViolations } from '../../src/testing';
import { testCases } from './support/cases';
import { families } from './support/families';
import { sound } from './support/sound';

test('nothing is found in the sound objects', () => {
  expect(schemaViolations(sound())).toEqual([]);
  expect(lintManifests(sound())).toEqual([]);
  expect(podSecurityViolations(sound(), 'restricted')).toEqual([]);
  expect(() => expectValid(sound())).not.toThrow();
});

describe.each(Object.entries(families))('%s', (_family, cases) => {
  testCases(cases);
});

test('every rule has a case', () => {
  const covered = Object.values(families).flatMap((cases) => cases.map(({ rule }) => rule));
  expect(lintRules().filter((rule) => !covered.includes(rule))).toEqual([]);
});
