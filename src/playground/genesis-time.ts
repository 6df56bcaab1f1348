import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './error-code';
import { isPlainObject } from '../kube';
import type { Problems } from '../errors';

/** The tool begins L2 two seconds after L1. */
const L2_DELAY = 2;
/** Unix seconds of the year 2106: what is later is no time. */
const LATEST = 2 ** 32;

/** The files that tell when L1 begins, the most telling one first: the beacon node goes by the first. */
const SOURCES: readonly (readonly [path: string, read: (path: string) => number | undefined])[] = [
  ['testnet/genesis.ssz', fromSsz],
  ['genesis.json', (path) => seconds(fieldOf(path, ['timestamp']))],
  ['rollup.json', (path) => less(seconds(fieldOf(path, ['genesis', 'l2_time'])), L2_DELAY)],
];

/** When the playground's L1 begins, in Unix seconds; reports genesis files that cannot be read or do not belong together. */
export function readGenesisTime(problems: Problems, dir: string): number | undefined {
  const times = SOURCES.flatMap(([file, read]) => {
    const time = timeOf(problems, dir, file, read);
    return time === undefined ? [] : [{ file, time }];
  });
  const [first, ...others] = times;
  for (const { file, time } of others) {
    if (first && time !== first.time) {
      problems.warn('GENESIS_MISMATCH', file, `its L1 genesis is at ${time}, that of ${first.file} at ${first.time}`, 'Write the output folder anew, so that all files are of one run');
    }
  }
  return first?.time;
}

function timeOf(problems: Problems, dir: string, file: string, read: (path: string) => number | undefined): number | undefined {
  try {
    const time = read(join(dir, file));
    if (time !== undefined && time > 0 && time < LATEST) return time;
    problems.error('INVALID_GENESIS', file, 'the file tells no genesis time', 'Write the output folder anew with builder-playground');
  } catch (error) {
    const code = errorCode(error);
    // Each recipe writes some of these files; those that services mount are reported elsewhere.
    if (code !== 'ENOENT' && code !== 'ENOTDIR') problems.error('INVALID_GENESIS', file, 'the file cannot be read as a genesis', 'Write the output folder anew with builder-playground');
  }
  return undefined;
}

/** A beacon state begins with its genesis time, eight bytes with the lowest first. */
function fromSsz(path: string): number | undefined {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(8);
    return readSync(file, bytes) === bytes.length ? Number(bytes.readBigUInt64LE()) : undefined;
  } finally {
    closeSync(file);
  }
}

function fieldOf(path: string, keys: readonly string[]): unknown {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return keys.reduce<unknown>((value, key) => (isPlainObject(value) ? value[key] : undefined), file);
}

/** Go's writers give a timestamp as a number, or as text in hex or decimal. */
function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^(?:0x[\da-fA-F]+|\d+)$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function less(time: number | undefined, by: number): number | undefined {
  return time === undefined ? undefined : time - by;
}
