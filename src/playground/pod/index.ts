export { Artifacts } from './artifacts';
export { BuilderPlaygroundPod } from './builder-playground-pod';
export type { PlaygroundStorage } from './data-volume';
export type { BuilderPlaygroundPodProps, BuilderPlaygroundProps, ContainerOptions, Exposure, PlaygroundServiceOptions, ServiceContainerOptions } from './pod-props';
