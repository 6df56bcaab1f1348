export { BuilderPlaygroundDeployment } from './builder-playground-deployment';
export type { BuilderPlaygroundDeploymentProps, DeploymentServiceOptions, PlaygroundMode } from './deployment-props';
export { readPlaygroundDeployment, type PlaygroundDeployment, type ReadDeploymentOptions } from './read-deployment';
