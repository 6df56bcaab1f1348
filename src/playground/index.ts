export * from './model';
export { readPlayground } from './read-playground';
export * from './template';
export * from './plan';
