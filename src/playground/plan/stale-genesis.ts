import type { Playground } from '../model';
import type { Problems } from '../../errors';

/** What a beacon node has to go back at most; more, and it refuses to begin at the genesis. @see https://lighthouse-book.sigmaprime.io */
const SYNC_EPOCHS = 4096 - 2;
const SLOTS_PER_EPOCH = 32;
const DEFAULT_SLOT_SECONDS = 12;
/** Meanwhile the slots pass without a block. */
const STALE_SECONDS = 600;
const ALLOW = '--allow-insecure-genesis-sync';

/**
 * Reports a genesis that is long past: blocks are missing, and in the end no beacon node begins there any more.
 *
 * @param now Unix seconds
 * @param args what all services are started with
 */
export function checkGenesisAge(problems: Problems, { genesisTime, slotSeconds = DEFAULT_SLOT_SECONDS }: Playground, now: number, args: readonly string[]): void {
  if (genesisTime === undefined) return;
  const age = now - genesisTime;
  const limit = SYNC_EPOCHS * SLOTS_PER_EPOCH * slotSeconds;
  const again = 'Write the folder anew with "builder-playground start <recipe> --dry-run --genesis-delay 120"';
  if (age > limit && !args.includes(ALLOW)) {
    problems.error('EXPIRED_GENESIS', 'genesisTime', `the genesis is ${Math.floor(age / 3600)} hours old, and beacon nodes begin at one of at most ${Math.floor(limit / 3600)} hours`, `${again}, or give the beacon node ${ALLOW}`);
  } else if (age > STALE_SECONDS) {
    problems.warn('STALE_GENESIS', 'genesisTime', `the genesis is ${Math.floor(age / 60)} minutes old, and the slots since then have no blocks`, again);
  }
}
