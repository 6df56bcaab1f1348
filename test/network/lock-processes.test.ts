import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLock, writeLock, type Lock } from '../../src/discovery';
import { ADDRESS } from '../support/fixtures';

const NAME = 'acme.lock.json';
const lock: Lock = {
  schema: 1, chainId: 42069, l1ChainId: 11155111, systemConfigAddr: ADDRESS.systemConfig,
  provenance: { chainId: 'explicit', l1ChainId: 'explicit', systemConfigAddr: 'explicit' },
};
const next: Lock = { ...lock, disputeGameFactoryAddr: ADDRESS.factory, provenance: { ...lock.provenance, disputeGameFactoryAddr: 'explicit' } };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, NAME);
  writeLock(path, lock);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts a process that writes to the file. */
function writer(turns: number, step = ''): ChildProcess {
  return spawn(process.execPath, ['--require', join(__dirname, '../support/register-ts.js'), join(__dirname, 'lock-writer.ts'), path, String(turns), step], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** How a process ended, and what it had to say. */
async function end(child: ChildProcess): Promise<{ readonly code: unknown; readonly signal: unknown; readonly said: string }> {
  const said: Buffer[] = [];
  child.stderr?.on('data', (data: Buffer) => said.push(data));
  const [code, signal]: readonly unknown[] = await once(child, 'close');
  return { code, signal, said: Buffer.concat(said).toString() };
}

/** Who wrote the lock, in which turn: one answer only, or the lock is of two minds. */
const marks = ({ versions = {} }: Lock): readonly string[] => [...new Set(Object.values(versions))];

describe('several processes and one lock', () => {
  it('shows each reader one writer\'s lock, whole', async () => {
    const seen = new Set<string>();
    const children = Array.from({ length: 3 }, () => writer(20));
    const writers = Promise.all(children.map(end));
    while (children.some(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      const found = marks(readLock(path));
      expect(found.length).toBeLessThanOrEqual(1);
      found.forEach((mark) => seen.add(mark));
      await new Promise(setImmediate);
    }
    expect((await writers).map(({ code, said }) => [code, said])).toStrictEqual(Array.from({ length: 3 }, () => [0, '']));
    expect(seen.size).toBeGreaterThan(10);
    expect(marks(readLock(path))).toStrictEqual([expect.stringMatching(/^\d+\.20\.0$/)]);
    expect(readdirSync(folder)).toStrictEqual([NAME]);
  }, 60_000);

  it.each(['openSync', 'writeFileSync', 'fsyncSync', 'renameSync'])('keeps the old lock when the writer is killed at %s, and takes the next one', async (step) => {
    const text = readFileSync(path, 'utf8');
    expect(await end(writer(1, step))).toMatchObject({ signal: 'SIGKILL' });
    const left = readdirSync(folder).filter((file) => file !== NAME);
    expect(left).toHaveLength(step === 'openSync' ? 0 : 1);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readLock(path)).toStrictEqual(lock);
    expect(writeLock(path, next)).toBe(true);
    expect(readLock(path)).toStrictEqual(next);
    expect(readdirSync(folder).filter((file) => file !== NAME)).toStrictEqual(left);
  });

  it('is whole after a writer that is killed at any time', async () => {
    for (const delay of [0, 3, 7, 12]) {
      const child = writer(100_000);
      const ended = end(child);
      const before = readFileSync(path, 'utf8');
      while (readFileSync(path, 'utf8') === before) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      await ended;
      expect(marks(readLock(path))).toHaveLength(1);
    }
  }, 60_000);
});
