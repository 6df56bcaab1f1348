export * from './network-policy';
export * from './policy-props';
export type { Listener } from './workloads';
