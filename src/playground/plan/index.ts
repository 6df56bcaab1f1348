export * from './plan';
export * from './plan-options';
export { planPlayground } from './plan-playground';
