export { fromResources } from './from-resources';
export type { FromResourcesOptions, ResourceText } from './options';
export type { ResourcesChart } from './resources-chart';
