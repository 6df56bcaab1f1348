import type { Construct } from 'constructs';
import { IndependentChart } from './independent-chart';
import type { ChartOptions } from './op-stack-chart';
import { setStrict } from '../errors';
import { BuilderPlaygroundPod, type BuilderPlaygroundPodProps } from '../playground';

/** A builder-playground on Kubernetes. */
export interface BuilderPlaygroundChartProps extends ChartOptions, BuilderPlaygroundPodProps {}

/**
 * The output folder of builder-playground as one pod, with its Services, configuration and storage.
 *
 * @example
 * new BuilderPlaygroundChart(app, 'l1', { output: 'playground-out', namespace: 'playground' });
 * @throws OpStackError with every problem of the folder and the props, if there is one
 */
export class BuilderPlaygroundChart extends IndependentChart {
  /** The pod, with everything that belongs to it. */
  readonly pod: BuilderPlaygroundPod;

  constructor(scope: Construct, id: string, { namespace, labels, strict, ...props }: BuilderPlaygroundChartProps) {
    super(scope, id, { namespace, labels: { ...labels } });
    if (strict !== undefined) setStrict(this, strict);
    this.pod = new BuilderPlaygroundPod(this, 'playground', props);
  }
}
