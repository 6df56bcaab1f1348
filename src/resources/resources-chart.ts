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
  /** From the OptimismNetworks. */
  readonly networks: ByName<OptimismNetworkConstruct> = {};
  /** From the OpNodes. */
  readonly nodes: ByName<OpNodeConstruct> = {};
  /** From the OpBatchers. */
  readonly batchers: ByName<BatcherConstruct> = {};
  /** From the OpProposers. */
  readonly proposers: ByName<ProposerConstruct> = {};
  /** From the OpChallengers. */
  readonly challengers: ByName<ChallengerConstruct> = {};

  constructor(scope: Construct, id: string, { namespace, labels, strict }: Pick<ChartOptions, 'namespace' | 'labels' | 'strict'>) {
    super(scope, id, { namespace, labels: { ...labels } });
    if (strict !== undefined) setStrict(this, strict);
  }
}
