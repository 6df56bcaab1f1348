export * from './consensus-props';
export * from './execution-props';
export * from './node-props';
export * from './node-reference';
export * from './op-node';
export type { P2pExposure } from './p2p-exposure';
export type { SnapshotProps } from './snapshot';
export { checkNode } from './check-node';
