export { BuilderPlaygroundChart, type BuilderPlaygroundChartProps } from './builder-playground-chart';
export { IndependentChart } from './independent-chart';
export { OpReplicaChart, type OpReplicaChartProps } from './op-replica-chart';
export { OpStackChart, type ChartOptions, type OpStackChartProps, type ReplicasProps, type SequencerProps } from './op-stack-chart';
