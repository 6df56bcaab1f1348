export * from './chain-storage';
export * from './go-runtime';
export * from './memory';
export * from './profiles';
