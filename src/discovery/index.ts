export { discoveryCodes } from './codes';
export { discoverContracts } from './discover';
export type { DiscoverOptions, DiscoveryBlock, DiscoveryMethod, DiscoveryProgress, Eip1193Provider, Endpoint, EndpointWithHeaders, Endpoints, RequestOptions, VerifyOptions } from './options';
export { refreshLock, type RefreshOptions } from './refresh-lock';
export { verifyLock, type Drift, type Verification } from './verify';
export type { Lock, LockedBlock, LockedContracts, LockedGame, LockedSettings, LockedValues, Provenance } from '../network/lock';
export { readLock, writeLock, type WriteLockOptions } from '../network/lock-file';
