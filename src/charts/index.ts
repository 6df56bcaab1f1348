export * from './op-replica-chart';
export * from './op-stack-chart';
