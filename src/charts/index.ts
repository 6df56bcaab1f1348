export * from './builder-playground-chart';
export * from './independent-chart';
export * from './op-replica-chart';
export * from './op-stack-chart';
