import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClaimFields, Kind } from './fields';
import type { FromResourcesOptions } from './options';
import type { Resource } from './resource';
import type { ResourcesChart } from './resources-chart';
import type { Problems } from '../errors';
import { Storage } from '../kube';
import type { OptimismNetworkConstruct, OptimismNetworkProps } from '../network';
import { defaultStorage, type OpNodeProps } from '../nodes';
import { BatcherConstruct, ChallengerConstruct, ProposerConstruct, checkBatcher, checkChallenger, checkProposer, type BatcherProps, type ChallengerProps, type L2Wiring, type ProposerProps } from '../services';
import { sizesOf } from '../sizing';

/** A kind of which each resource needs a node. */
export type ServiceKind = Exclude<Kind, 'OptimismNetwork' | 'OpNode'>;

/** What a service is wired to. */
export type Wiring = L2Wiring & { readonly network: OptimismNetworkConstruct };

/** What the fields say, without what they refer to. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it stands for a type assertion
function own<T extends object>({ name, spec }: Resource): T {
  const { network: _network, sequencer: _sequencer, nodes: _nodes, storage: _storage, ...props } = spec.props;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table of the kind's fields has a reader for the type of each prop
  return { ...props, name } as unknown as T;
}

/** The props of a network: its fields, and over what they leave out the options of the call. */
export function networkProps(resource: Resource, { networkPolicies, images, compatibility, profile }: FromResourcesOptions): OptimismNetworkProps {
  return { networkPolicies, images, compatibility, profile, ...own<OptimismNetworkProps>(resource) };
}

/** The props of a node, but for its network and what it follows. */
export function nodeProps(resource: Resource, { monitoring, executionClient }: FromResourcesOptions): Omit<OpNodeProps, 'network'> {
  const props = own<OpNodeProps>(resource);
  return { ...props, monitoring, execution: { ...props.execution, client: executionClient } };
}

/** The claim of a node; a size that it does not have is the construct's own. */
export function sizedStorage(resource: Resource, props: OpNodeProps): Storage | undefined {
  return storageOf(resource, () => defaultStorage({ ...props, profile: props.network.props.profile }).options!.size);
}

function storageOf({ spec }: Resource, defaultSize: () => Size): Storage | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables read this prop as a claim
  const claim = spec.props.storage as (ClaimFields & { readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' }) | undefined;
  if (!claim) return undefined;
  const { size = defaultSize(), storageClass, accessMode } = claim;
  return Storage.claim({ size, storageClass, accessModes: accessMode && [accessMode] });
}

/** One of the services, ready to be made. */
interface Service {
  readonly make: (chart: ResourcesChart, id: string, wiring: Wiring) => Construct;
  /** Reports what is wrong with its props by themselves. */
  readonly check: (problems: Problems) => void;
  /** Whether its pods mount the chain's files. */
  readonly mounts: boolean;
  /** Where the chart keeps it. */
  readonly list: 'batchers' | 'proposers' | 'challengers';
}

/** How a resource of each kind becomes its construct. */
export const services: Readonly<Record<ServiceKind, (resource: Resource, options: FromResourcesOptions) => Service>> = {
  OpBatcher: (resource, { monitoring }) => {
    const props = { monitoring, ...own<BatcherProps>(resource) };
    return {
      make: (chart, id, wiring) => new BatcherConstruct(chart, id, { ...props, ...wiring }),
      check: (problems) => checkBatcher(problems, props, resource.name),
      mounts: false,
      list: 'batchers',
    };
  },
  OpProposer: (resource, { monitoring }) => {
    const props = { monitoring, ...own<ProposerProps>(resource) };
    return {
      make: (chart, id, wiring) => new ProposerConstruct(chart, id, { ...props, ...wiring }),
      check: (problems) => checkProposer(problems, props, resource.name),
      mounts: false,
      list: 'proposers',
    };
  },
  OpChallenger: (resource, { monitoring, profile }) => {
    const storage = storageOf(resource, () => Size.gibibytes(sizesOf(profile)['op-challenger'].storage));
    const props = { monitoring, ...own<ChallengerProps>(resource), storage };
    return {
      make: (chart, id, wiring) => new ChallengerConstruct(chart, id, { ...props, ...wiring }),
      check: (problems) => checkChallenger(problems, props, resource.name),
      mounts: true,
      list: 'challengers',
    };
  },
};
