import { isLockOf, isStale } from '../../src/discovery/cache';
import type { Lock } from '../../src/network/lock';
import { ADDRESS } from '../support/fixtures';

const lock: Lock = {
  schema: 1, chainId: 42069, l1ChainId: 11155111, systemConfigAddr: ADDRESS.systemConfig, provenance: {},
  block: { number: 1, hash: `0x${'a'.repeat(64)}`, timestamp: 1_785_000_000 },
};

describe('a lock as a cache', () => {
  it('is of one chain on one L1', () => {
    const { chainId, l1ChainId, systemConfigAddr } = lock;
    expect(isLockOf(lock, { l1ChainId })).toBe(true);
    expect(isLockOf(lock, { l1ChainId, chainId, systemConfigAddr })).toBe(true);
    expect(isLockOf(lock, { l1ChainId: 1, chainId, systemConfigAddr })).toBe(false);
    expect(isLockOf(lock, { l1ChainId, chainId: 1 })).toBe(false);
    expect(isLockOf(lock, { l1ChainId, systemConfigAddr: ADDRESS.portal })).toBe(false);
  });

  it('is stale after its lifetime, counted from the block', () => {
    expect(isStale(lock, 1_785_086_400)).toBe(false);
    expect(isStale(lock, 1_785_086_401)).toBe(true);
    expect(isStale(lock, 1_785_000_011, 10)).toBe(true);
    expect(isStale(lock, 1_784_000_000)).toBe(false);
  });

  it('is never stale without a block', () => {
    expect(isStale({ ...lock, block: undefined }, 9_999_999_999)).toBe(false);
  });
});
