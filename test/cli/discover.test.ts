import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { padHex } from 'viem';
import { cli } from './support/cli';
import { readLock, writeLock } from '../../src/discovery';
import { startAnvil } from '../discovery/support/anvil';
import { placeChain } from '../discovery/support/networks';
import { perFile } from '../discovery/support/per-file';
import { quiet } from '../discovery/support/quiet';
import { addressOf } from '../discovery/support/releases';
import { untyped } from '../support/fixtures';

quiet();
const anvil = perFile(async () => startAnvil());
const folder = mkdtempSync(join(tmpdir(), 'op-stack-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => join(folder, `${name}.lock.json`);

describe('discover', () => {
  test('writes what the library knows of a built-in chain, and asks nobody', async () => {
    const path = file('known');
    expect(await cli(['discover', path, '--network', 'op-sepolia', '--method', 'well-known'])).toMatchObject({ code: 0, out: `${path} is written\n` });
    expect(readLock(path)).toMatchObject({ chainId: 11155420, l1ChainId: 11155111 });
    expect((await cli(['discover', path, '--network', 'op-sepolia', '--method', 'well-known'])).out).toBe(`${path} says the same already\n`);
  });

  test('reads the chain, with progress on stderr and nothing else on stdout', async () => {
    const { SystemConfig } = await placeChain(anvil().url, 'command');
    const path = file('chain');
    const { code, out, err } = await cli(['discover', path, '--l1', anvil().url, '--system-config', SystemConfig, '--block', 'latest', '--json']);
    expect(code).toBe(0);
    expect(untyped<{ written: boolean; block: { number: number } }>(JSON.parse(out))).toMatchObject({ file: path, written: true, block: { number: expect.any(Number) } });
    expect(err).toMatch(/reading at the latest block \d+\n/);
    expect(readLock(path)).toMatchObject({ systemConfigAddr: SystemConfig });
    expect((await cli(['discover', path, '--l1', anvil().url, '--system-config', SystemConfig, '--block', 'latest', '--quiet'])).err).toBe('');
  });

  test('takes the L1 endpoint from the environment', async () => {
    const { SystemConfig } = await placeChain(anvil().url, 'environment');
    expect(await cli(['discover', file('env'), '--system-config', SystemConfig, '--block', 'latest'], { env: { L1_RPC_URL: anvil().url } })).toMatchObject({ code: 0 });
  });

  test('says where the chain differs, and fails', async () => {
    const { SystemConfig } = await placeChain(anvil().url, 'drifting');
    const path = file('drifting');
    await cli(['discover', path, '--l1', anvil().url, '--system-config', SystemConfig, '--block', 'latest']);
    const before = readFileSync(path, 'utf8');
    const verify = ['discover', path, '--l1', anvil().url, '--block', 'latest', '--verify'];
    expect(await cli(verify)).toMatchObject({ code: 0, out: expect.stringMatching(/ is true at block \d+\n$/) });
    await placeChain(anvil().url, 'drifting', { SystemConfig: { 'batcherHash() view returns (bytes32)': padHex(addressOf('somebody')) } });
    const { code, out } = await cli(verify);
    expect([code, out]).toEqual([1, expect.stringMatching(new RegExp(`^settings\\.batcher\\w*: 0x\\w{40} is now ${addressOf('somebody')}\n$`, 'i'))]);
    expect(JSON.parse((await cli([...verify, '--json'])).out)).toMatchObject({ drift: [{ new: expect.any(String) }] });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('frozen, it asks nobody and fails where there is nothing, or nothing new enough', async () => {
    expect(await cli(['discover', file('none'), '--frozen'])).toMatchObject({ code: 1, err: expect.stringContaining('(LOCK_MISSING)') });
    expect(existsSync(file('none'))).toBe(false);
    const { SystemConfig } = await placeChain(anvil().url, 'frozen');
    const path = file('frozen');
    await cli(['discover', path, '--l1', anvil().url, '--system-config', SystemConfig, '--block', 'latest']);
    const lock = readLock(path);
    writeLock(path, { ...lock, block: { ...lock.block!, timestamp: Math.floor(Date.now() / 1000) - 2 * 3600 } }, { renew: true });
    expect(await cli(['discover', path, '--frozen'])).toMatchObject({ code: 0, out: `${path} is new enough\n` });
    expect(await cli(['discover', path, '--frozen', '--cache-timeout', '1'])).toMatchObject({ code: 1, err: expect.stringContaining('(LOCK_STALE)') });
    // Nobody is asked: nobody is there.
    expect(await cli(['discover', path, '--cache-timeout', '3', '--l1', 'http://127.0.0.1:1'])).toMatchObject({ code: 0 });
  });

  test('an endpoint that does not answer is an error without its key', async () => {
    const { code, err } = await cli(['discover', file('down'), '--l1', 'http://127.0.0.1:1/v3/0123456789abcdef0123456789abcdef', '--network', 'op-sepolia', '--retries', '0']);
    expect(code).toBe(1);
    expect(err).toContain('(RPC_UNAVAILABLE)');
    expect(err).not.toContain('0123456789abcdef');
    expect(err).not.toContain('    at ');
  });
});

describe('a wrong command line', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no command', [], /discover +read the contracts/],
    ['a command that there is not', ['discovr'], /unknown command 'discovr'\n\(Did you mean discover\?\)/],
    ['a command of every object', ['toString'], /unknown command 'toString'/],
    ['no file', ['discover'], /missing required argument 'lock'/],
    ['two files', ['discover', 'a', 'b'], /too many arguments for 'discover'/],
    ['an option that there is not', ['discover', 'a', '--l3', 'x'], /unknown option '--l3'/],
    ['a method that there is not', ['discover', 'a', '--method', 'magic'], /'magic' is invalid\. Allowed choices are auto, /],
    ['a number that is none', ['discover', 'a', '--chain-id', 'ten'], /'--chain-id <id>' argument 'ten' is invalid\. It is no number of at least 1/],
    ['no number at all', ['discover', 'a', '--retries', ''], /'--retries <n>' argument '' is invalid\. It is no number/],
    ['a block that is none', ['discover', 'a', '--block', 'newest'], /'--block <block>' argument 'newest' is invalid/],
    ['two things at once', ['discover', 'a', '--verify', '--frozen'], /--frozen asks nobody/],
    ['nobody to verify with', ['discover', 'a', '--verify'], /--verify needs --l1/],
  ])('%s', async (_, args, says) => {
    const { code, out, err } = await cli(args);
    expect(code).toBe(2);
    expect(out + err).toMatch(says);
  });

  test('help is no error, and names every option', async () => {
    const { code, out, err } = await cli(['discover', '--help']);
    expect([code, err]).toEqual([0, '']);
    for (const option of ['l1', 'op-node', 'frozen', 'verify', 'json', 'cache-timeout']) expect(out).toContain(`  --${option}`);
    expect((await cli(['--help'])).code).toBe(0);
  });
});

test('as a program, its exit code is the command\'s', () => {
  const main = [join(__dirname, '../support/register-ts.js'), join(__dirname, '../../src/cli/main.ts')] as const;
  const call = (...args: string[]): ReturnType<typeof spawnSync> => spawnSync(process.execPath, ['-r', main[0], main[1], ...args], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect(call('discover', 'program.lock.json', '--network', 'op-sepolia', '--method', 'well-known')).toMatchObject({ status: 0, stdout: 'program.lock.json is written\n' });
  writeFileSync(join(folder, 'broken.lock.json'), '{');
  expect(call('discover', 'broken.lock.json', '--frozen')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('broken.lock.json') });
  expect(call('nothing').status).toBe(2);
  expect(() => execFileSync(process.execPath, ['-r', main[0], main[1], '--help'])).not.toThrow();
});
