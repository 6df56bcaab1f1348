import { spawnSync } from 'node:child_process';
import { assert, constantFrom, property, uint8Array, uniqueArray } from 'fast-check';
import { fitsTar, gzip, quoted, tar, unexpanded } from '../../src/kube';

const run = (args: readonly string[], input: Uint8Array) => spawnSync('tar', args, { input });
const long = `${'a'.repeat(100)}/${'b'.repeat(100)}`;

test('tar reads it: names, contents, modes and owners', () => {
  const archive = tar([{ path: 'dir' }, { path: 'dir/x y.txt', content: Buffer.from('hello') }, { path: long, content: new Uint8Array(512) }, { path: 'empty', content: new Uint8Array() }, { path: 'ä', content: Buffer.from('ö') }]);
  expect(run(['-tvf', '-', '--full-time', '--utc', '--numeric-owner', '--quoting-style=literal'], archive).stdout.toString().trim().split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
    'drwxr-xr-x 0/0 0 1970-01-01 00:00:00 dir/',
    '-rw-r--r-- 0/0 5 1970-01-01 00:00:00 dir/x y.txt',
    `-rw-r--r-- 0/0 512 1970-01-01 00:00:00 ${long}`,
    '-rw-r--r-- 0/0 0 1970-01-01 00:00:00 empty',
    '-rw-r--r-- 0/0 2 1970-01-01 00:00:00 ä',
  ]);
  expect(run(['-xzOf', '-', 'dir/x y.txt'], gzip(archive)).stdout.toString()).toBe('hello');
});

test('every content comes back', () => {
  assert(property(uint8Array({ maxLength: 1200 }), uint8Array({ maxLength: 10 }), (first, second) => {
    const archive = tar([{ path: 'a', content: first }, { path: 'b/c', content: second }]);
    expect(archive.length % 512).toBe(0);
    expect([...run(['-xOf', '-', 'a'], archive).stdout]).toEqual([...first]);
    expect([...run(['-xOf', '-', 'b/c'], archive).stdout]).toEqual([...second]);
  }), { numRuns: 20 });
});

test('paths are as long as the format takes', () => {
  expect([fitsTar('a'.repeat(99)), fitsTar('a'.repeat(100)), fitsTar(`${'a'.repeat(155)}/${'b'.repeat(99)}`), fitsTar(`${'a'.repeat(156)}/b`), fitsTar('ä'.repeat(60))]).toEqual([true, false, true, false, false]);
  expect(() => tar([{ path: 'a'.repeat(101), content: new Uint8Array() }])).toThrow(/too long/);
});

test('the same entries give the same bytes', () => {
  assert(property(uniqueArray(constantFrom('a', 'b/c', 'd'), { maxLength: 3 }), (paths) => {
    const make = () => gzip(tar(paths.map((path) => ({ path, content: Buffer.from(path) }))));
    expect(make()).toEqual(make());
  }));
});

test.each([['$(A)', '$$(A)'], ['$$', '$$$'], ['$$(A)', '$$$$(A)'], ['$A $', '$A $']])('the kubelet leaves %s', (text, expected) => {
  expect(unexpanded(text)).toBe(expected);
  // Its rule: two dollar signs are one, and a reference to nothing stays.
  expect(expected.replace(/\$\$/g, '$')).toBe(text);
});

test.each(["it's", 'a b', '$x', '', '"', '\\'])('a shell reads %j as one word', (word) => {
  expect(spawnSync('sh', ['-c', `printf '[%s]' ${quoted(word)}`], { encoding: 'utf8' }).stdout).toBe(`[${word}]`);
});
