export * from './address';
export * from './jwt';
export * from './literal-keys';
export * from './secret-value';
export * from './signer';
export * from './url';
export * from './stores';
