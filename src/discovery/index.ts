export * from './cache';
export * from './merge';
export * from './op-deployer';
export * from './redact';
export * from './source';
export type { Lock, LockedBlock, LockedContracts, LockedGame, LockedSettings, LockedValues, Provenance } from '../network/lock';
export { readLock, writeLock, type WriteLockOptions } from '../network/lock-file';
