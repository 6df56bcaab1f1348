import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { made } from './support/documents';
import { expectValid } from '../../src/testing';
import { warningsOf } from '../support/fixtures';

const GUIDE = readFileSync(join(__dirname, '../../docs/guides/from-operator.md'), 'utf8');

test('the rollup of the guide is one', () => {
  const [, text = ''] = /^```yaml rollup\.yaml\n([\s\S]*?)^```$/m.exec(GUIDE) ?? [];
  let result: ReturnType<typeof made> | undefined;
  const warnings = warningsOf(() => { result = made(text, { monitoring: true }); });
  expectValid(result!.app);
  const [acme, other] = result!.charts;
  expect([acme!.namespace, Object.keys(acme!.nodes), other!.namespace, Object.keys(other!.nodes)]).toEqual(['acme', ['sequencer'], 'acme-public', ['replica']]);
  expect(acme!.nodes.sequencer!.statefulSet.name).toBe('sequencer');
  expect(warnings.map(({ code }) => code)).toEqual(['NEEDED_IN_NAMESPACE']);
});
