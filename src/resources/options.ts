import type { ChartOptions } from '../charts';
import type { OptimismNetworkProps } from '../network';

/** A text with resources, and what it is called in messages. */
export interface ResourceText {
  /** Such as the path of the file. */
  readonly name: string;
  /** YAML or JSON, of any number of documents. */
  readonly text: string;
}

/** What the resources of the planned operator cannot say. */
export interface FromResourcesOptions extends ChartOptions, Pick<OptimismNetworkProps, 'images' | 'compatibility' | 'profile'> {
  /** Namespace of resources that name none. @default the one kubectl is set to */
  readonly namespace?: string;
  /** What the fields below `opGeth` are set on; those that op-reth does not have are reported. @default op-reth */
  readonly executionClient?: 'op-reth' | 'op-geth';
}
