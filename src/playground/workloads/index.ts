export { BuilderPlaygroundWorkloads, type BuilderPlaygroundWorkloadsProps } from './builder-playground-workloads';
