// Runs in a process of its own: writes locks to a file, and is killed at a step if it is told one.
import fs from 'node:fs';
import { readLock, writeLock, type Lock } from '../../src/discovery';

const [path = '', turns = '', step = ''] = process.argv.slice(2);

/** A lock in which every value says who wrote it, and which takes several writes of the disk. */
function lockOf(lock: Lock, writer: number, turn: number): Lock {
  const mark = `${writer}.${turn}.0`;
  const versions = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`Contract${index}`, mark]));
  const provenance = Object.fromEntries(Object.keys(versions).map((name) => [`versions.${name}`, 'explicit' as const]));
  return { ...lock, versions, provenance: { ...lock.provenance, ...provenance } };
}

function dieAt(name: 'openSync' | 'writeFileSync' | 'fsyncSync' | 'renameSync'): void {
  const write = fs.writeFileSync;
  fs[name] = () => {
    if (name === 'writeFileSync') write(fs.readdirSync('.').find((file) => file.endsWith('.tmp'))!, '{"schema":1,');
    process.kill(process.pid, 'SIGKILL');
    throw new Error('not reached');
  };
}

const { versions: _versions, ...start } = readLock(path);
const base: Lock = { ...start, provenance: Object.fromEntries(Object.entries(start.provenance).filter(([at]) => !at.startsWith('versions.'))) };
if (step === 'openSync' || step === 'writeFileSync' || step === 'fsyncSync' || step === 'renameSync') dieAt(step);
for (let turn = 1; turn <= Number(turns); turn++) writeLock(path, lockOf(base, process.pid, turn));
