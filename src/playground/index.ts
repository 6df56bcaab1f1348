export * from './model';
export type * from './plan/plan';
export type * from './plan/plan-options';
export * from './pod';
export { readPlayground } from './read-playground';
export * from './resource';
export * from './template';
export * from './workloads';
