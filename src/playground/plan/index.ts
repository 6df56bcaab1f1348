export * from './plan';
export * from './plan-options';
