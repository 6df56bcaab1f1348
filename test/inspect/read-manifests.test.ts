import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from '../cli/support/binary';
import { parseManifests, readManifests } from '../../src/inspect/read-manifests';

const folder = mkdtempSync(join(tmpdir(), 'op-stack-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: a, image: ${name}}]}\n`;
const list = (items: string): string => `{apiVersion: v1, kind: List, items: ${items}}`;
const namesOf = (text: string): readonly unknown[] => parseManifests(text, 'test').map(({ metadata }) => metadata);

describe('readManifests', () => {
  test('reads files of a folder and of those in it, each once, whatever links lead back', () => {
    mkdirSync(join(folder, 'a/b.yaml'), { recursive: true });
    writeFileSync(join(folder, 'a/b.yaml/one.yml'), pod('one'));
    writeFileSync(join(folder, 'two.json'), JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'two' }, spec: { containers: [{ name: 'a', image: 'two' }] } }));
    writeFileSync(join(folder, 'notes.txt'), 'no: [');
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('.', join(folder, 'same.yaml'));
    symlinkSync('../two.json', join(folder, 'a/linked.json'));
    expect(readManifests(folder).map(({ metadata }) => metadata)).toEqual([{ name: 'one' }, { name: 'two' }, { name: 'two' }]);
    expect(binary(['images', folder])).toEqual({ code: 0, out: 'docker.io/library/one:latest\ndocker.io/library/two:latest\n', err: '' });
  });

  test('takes lists apart, those in lists too, and empty ones', () => {
    const inner = '{apiVersion: v1, kind: Pod, metadata: {name: x}}';
    expect(namesOf(list(`[${list(`[${inner}]`)}, ${inner}]`))).toEqual([{ name: 'x' }, { name: 'x' }]);
    expect(namesOf(list('[]'))).toEqual([]);
    expect(namesOf(list('null'))).toEqual([]);
    expect(() => namesOf(list('[{kind: Pod}]'))).toThrow('test: document 1 is no Kubernetes object: it has no apiVersion and kind');
  });

  test.each([
    ['a byte order mark', `\uFEFF${pod('x')}`, 1],
    ['line ends of Windows', `${pod('x')}---\n\n---\n# nothing\n---\n${pod('y')}`.replaceAll('\n', '\r\n'), 2],
    ['marks of beginning and end, with comments', `%YAML 1.1\n--- # Source: a.yaml\n${pod('x')}...\n---\n...\n--- \n${pod('y')}`, 2],
    ['comments only', '# nothing\n---\n', 0],
  ])('reads a text with %s', (_, text, count) => {
    expect(parseManifests(text, 'test')).toHaveLength(count);
  });
});
