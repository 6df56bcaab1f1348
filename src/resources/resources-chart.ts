import type { Construct } from 'constructs';
import { IndependentChart, type ChartOptions } from '../charts';
import { setStrict } from '../errors';
import type { OptimismNetworkConstruct } from '../network';
import type { OpNodeConstruct } from '../nodes';
import type { BatcherConstruct, ChallengerConstruct, ProposerConstruct } from '../services';

/** The constructs of one kind, by the name of the resource. */
type ByName<T> = Readonly<Record<string, T>>;

/** What became of the resources of one namespace, by the names of the resources. */
export class ResourcesChart extends IndependentChart {
  readonly networks: ByName<OptimismNetworkConstruct> = {};
  readonly nodes: ByName<OpNodeConstruct> = {};
  readonly batchers: ByName<BatcherConstruct> = {};
  readonly proposers: ByName<ProposerConstruct> = {};
  readonly challengers: ByName<ChallengerConstruct> = {};

  constructor(scope: Construct, id: string, { namespace, labels, strict }: Pick<ChartOptions, 'namespace' | 'labels' | 'strict'>) {
    super(scope, id, { namespace, labels: { ...labels } });
    if (strict !== undefined) setStrict(this, strict);
  }
}
