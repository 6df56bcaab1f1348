import { lintRules } from '../../src/testing/lint/lint-manifests';
import { expectValid, lintManifests, podSecurityViolations, schemaViolations } from '../../src/testing';
import { testCases } from './support/cases';
import { networkCases } from './support/network-cases';
import { containerCases } from './support/container-cases';
import { dataCases } from './support/data-cases';
import { metadataCases } from './support/metadata-cases';
import { podCases } from './support/pod-cases';
import { valueCases, workloadCases } from './support/workload-cases';
import { sound } from './support/sound';

const families = { metadataCases, valueCases, workloadCases, dataCases, containerCases, podCases, networkCases };

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
