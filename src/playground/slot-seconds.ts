import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './error-code';
import type { Problems } from '../errors';

const FILE = 'testnet/config.yaml';

/** Seconds of an L1 slot, from the beacon chain's configuration; undefined where there is none. */
export function readSlotSeconds(problems: Problems, dir: string): number | undefined {
  try {
    const seconds = /^SECONDS_PER_SLOT:\s*["']?(\d+)["']?\s*(#.*)?$/m.exec(readFileSync(join(dir, FILE), 'utf8'))?.[1];
    return Number(seconds) || undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') problems.error('FILE_NOT_READ', FILE, `the file cannot be read (${code})`, 'Make the output folder readable for the user who runs synth');
    return undefined;
  }
}
