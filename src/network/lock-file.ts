import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { faultIn } from './json-fault';
import type { Lock } from './lock';
import { isLock } from './lock-schema';
import { contentText, lockText } from './lock-text';
import { Problems } from '../errors';

const REFRESH = 'Run `cdk8s-op-stack discover` to write the file anew';
const NEW_FILE_MODE = 0o644;

/**
 * Reads what `cdk8s-op-stack discover` found out about a chain.
 *
 * @example
 * const network = { chainId: 42069, contractAddresses: readLock('acme.lock.json') };
 *
 * @param path relative to the working directory
 * @throws OpStackError with every problem of the file: `LOCK_NOT_READ`, `INVALID_LOCK`
 */
export function readLock(path: string): Lock {
  const problems = new Problems();
  const text = readText(problems, path);
  const value = text === undefined ? undefined : parse(problems, path, text);
  const lock = value !== undefined && isLock(reportTo(problems, path), value) ? value : undefined;
  problems.settle();
  return lock!;
}

/** How `writeLock` writes. */
export interface WriteLockOptions {
  /**
   * Writes the file even when only the block differs. The lock's age is counted from its block, so this is for a lock
   * that is too old and still true.
   *
   * @default false
   */
  readonly renew?: boolean;
}

/**
 * Writes a lock at one stroke: a reader sees the old file or the new one, and so does whoever comes after a crash. The
 * file is left as it is when it says the same of the chain already.
 *
 * @returns whether the file was written
 * @throws OpStackError with every problem of the lock (`INVALID_LOCK`), or `LOCK_NOT_WRITTEN`
 */
export function writeLock(path: string, lock: Lock, { renew = false }: WriteLockOptions = {}): boolean {
  const problems = new Problems();
  isLock(reportTo(problems, path), lock);
  problems.settle();
  const old = readIfAny(path);
  const text = lockText(lock);
  if (old === text || (!renew && old !== undefined && saysTheSame(lock, old))) return false;
  try {
    replaceFile(path, text);
  } catch (error) {
    problems.error('LOCK_NOT_WRITTEN', path, `the file cannot be written (${codeOf(error)})`, 'Make its folder, and let this user write to it');
    problems.settle();
  }
  return true;
}

/** Whether a file says the same of the chain; at which block it was read does not count. What {@link readLock} would refuse says nothing. */
function saysTheSame(lock: Lock, text: string): boolean {
  const inFile = parse(new Problems(), '', text);
  return isLock(() => {}, inFile) && contentText(inFile) === contentText(lock);
}

/** Rename is atomic within one file system only, so the new file is made beside the old one. */
function replaceFile(path: string, text: string): void {
  const target = readable(() => realpathSync(path)) ?? path;
  const mode = readable(() => statSync(target).mode);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeThrough(temporary, text, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeThrough(path: string, text: string, mode: number | undefined): void {
  const file = openSync(path, 'wx', NEW_FILE_MODE);
  try {
    writeFileSync(file, text);
    if (mode !== undefined) fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readText(problems: Problems, path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    problems.error('LOCK_NOT_READ', path, `the file cannot be read (${codeOf(error)})`, 'Run `cdk8s-op-stack discover` to write it, or give a path relative to the folder in which the app runs');
    return undefined;
  }
}

function readIfAny(path: string): string | undefined {
  return readable(() => readFileSync(path, 'utf8'));
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function parse(problems: Problems, path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.slice(0, faultIn(text)).split('\n');
    problems.error('INVALID_LOCK', path, `the file is no valid JSON at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`, REFRESH);
    return undefined;
  }
}

function reportTo(problems: Problems, path: string): (at: string, message: string) => void {
  return (at, message) => problems.error('INVALID_LOCK', at === '' ? path : `${path}: ${at}`, message, REFRESH);
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}
