import { spawnSync } from 'node:child_process';
import { assert, constantFrom, property, uint8Array, uniqueArray } from 'fast-check';
import { fitsTar, gzip, quoted, tar, unexpanded } from '../../src/kube';

const run = (args: readonly string[], input: Uint8Array) => spawnSync('tar', args, { input });
const long = `${'a'.repeat(100)}/${'b'.repeat(100)}`;

/** The two programs that `tar` may be: what each takes to tell all, and mode, owner, group, size, time and path in a line of it. */
const LISTINGS = {
  GNU: { options: ['--full-time', '--quoting-style=literal'], line: /^(\S+) (\d+)\/(\d+) +(\d+) (\S+ \S+) (.*)$/ },
  BSD: { options: [], line: /^(\S+) +\d+ (\d+) +(\d+) +(\d+) (\S+ +\d+ +\d+) (.*)$/ },
} as const;

/** What the machine's tar, which is BSD's on macOS, says of each entry; the time in milliseconds. */
function listed(archive: Uint8Array): readonly (readonly unknown[])[] {
  const { options, line } = LISTINGS[String(run(['--version'], new Uint8Array()).stdout).startsWith('bsdtar') ? 'BSD' : 'GNU'];
  const { stdout } = spawnSync('tar', ['-tvf', '-', '--numeric-owner', ...options], { input: archive, encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'en_US.UTF-8' } });
  return stdout.trim().split('\n').map((text) => {
    const [, mode, owner, group, size, time, path] = line.exec(text)!;
    return [mode, owner, group, size, Date.parse(`${time} UTC`), path];
  });
}

test('tar reads it: names, contents, modes and owners', () => {
  const archive = tar([{ path: 'dir' }, { path: 'dir/x y.txt', content: Buffer.from('hello') }, { path: long, content: new Uint8Array(512) }, { path: 'empty', content: new Uint8Array() }, { path: 'ä', content: Buffer.from('ö') }]);
  expect(listed(archive)).toEqual([
    ['drwxr-xr-x', '0', '0', '0', 0, 'dir/'],
    ['-rw-r--r--', '0', '0', '5', 0, 'dir/x y.txt'],
    ['-rw-r--r--', '0', '0', '512', 0, long],
    ['-rw-r--r--', '0', '0', '0', 0, 'empty'],
    ['-rw-r--r--', '0', '0', '2', 0, 'ä'],
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
