import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { deliver, type DeliveryOptions } from '../../src';
import { problemsOf, untyped } from '../support/fixtures';
import { filesOf, newFolder } from './support/folders';

const broken: readonly [string, string, object][] = [
  ['INVALID_LABEL', 'labels.two words', { labels: { 'two words': 'a' } }],
  ['INVALID_LABEL', 'labels.-a', { labels: { '-a': 'a' } }],
  ['INVALID_LABEL', 'labels.a..b/c', { labels: { 'a..b/c': 'a' } }],
  ['INVALID_LABEL', 'labels.Example.com/a', { labels: { 'Example.com/a': 'a' } }],
  ['INVALID_LABEL', `labels.${'x'.repeat(64)}`, { labels: { ['x'.repeat(64)]: 'a' } }],
  ['INVALID_LABEL', `labels.${'x'.repeat(254)}/a`, { labels: { [`${'x'.repeat(254)}/a`]: 'a' } }],
  ['INVALID_LABEL', 'labels.a', { labels: { a: 'two words' } }],
  ['INVALID_LABEL', 'labels.a', { labels: { a: 'x'.repeat(64) } }],
  ['INVALID_LABEL', 'labels.a', { labels: { a: 1 } }],
  ['INVALID_LABEL', 'labels.a', { labels: { a: {} } }],
  ['INVALID_ANNOTATION', 'annotations.a/b/c', { annotations: { 'a/b/c': 'a' } }],
  ['INVALID_ANNOTATION', 'annotations.a', { annotations: { a: true } }],
  ['INVALID_CHOICE', 'kustomization', { kustomization: 'stage' }],
];

it.each(broken)('%s of %s', (code, prop, options) => {
  const outdir = newFolder();
  const found = problemsOf(() => deliver(new App({ outdir }), untyped<DeliveryOptions>(options)));
  expect(found).toEqual([expect.objectContaining({ code, prop })]);
  expect(filesOf(outdir)).toEqual({});
});

it('takes what Kubernetes takes', () => {
  const sound: DeliveryOptions = { labels: { a: '', 'example.com/A_b.c': 'A_b.c-1', ['x'.repeat(63)]: 'x'.repeat(63) }, annotations: { 'example.com/a': 'any text: {{ }}\n' } };
  expect(() => deliver(new App({ outdir: newFolder() }), sound)).not.toThrow();
});

it('reports all of them together', () => {
  const all = { labels: { '-a': 'a', b: 'b b' }, annotations: { '-c': 'c' } };
  expect(problemsOf(() => deliver(new App({ outdir: newFolder() }), all)).map(({ prop }) => prop)).toEqual(['labels.-a', 'annotations.-c', 'labels.b']);
});

test('every code has an input that is broken', () => {
  const folder = join(__dirname, '..', '..', 'src', 'delivery');
  const codes = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/'[A-Z]+_[A-Z_]+'/g) ?? []);
  expect(new Set(broken.map(([code]) => code))).toEqual(new Set(['INVALID_CHOICE', ...codes.map((code) => code.slice(1, -1))]));
});
