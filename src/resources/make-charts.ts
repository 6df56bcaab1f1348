import type { Construct } from 'constructs';
import { addMetadata } from './add-metadata';
import { fieldOf, inFields } from './field-of';
import { networkProps, nodeProps, services, sizedStorage, type ServiceKind, type Wiring } from './props';
import { namesReadBy, reaches } from './networks';
import type { FromResourcesOptions } from './options';
import type { Links } from './references';
import type { Resource } from './resource';
import { ResourcesChart } from './resources-chart';
import { OpStackError, Problems, placeWarnings, type Problem } from '../errors';
import { OptimismNetworkConstruct } from '../network';
import { OpNodeConstruct, checkNode } from '../nodes';

/** Chart of the resources that are in no given namespace. */
const UNNAMED = 'rollup';

/** Makes the constructs of resources, in one chart for each namespace, and reports what they find by the resources' fields. */
export class ChartMaker {
  private readonly byNamespace = new Map<string | undefined, ResourcesChart | undefined>();
  private readonly networks = new Map<string, OptimismNetworkConstruct | undefined>();
  private readonly nodes = new Map<Resource, OpNodeConstruct>();
  /** The resources by the path of the construct that they became. */
  private readonly owners = new Map<string, Resource>();
  private readonly told = new Set<string>();

  constructor(
    private readonly scope: Construct,
    private readonly options: FromResourcesOptions,
    private readonly links: ReadonlyMap<Resource, Links>,
  ) {}

  /** Everything, those first that others refer to. */
  make(): readonly ResourcesChart[] {
    const all = [...this.links.keys()];
    const of = (kind: Resource['kind']): readonly Resource[] => all.filter((each) => each.kind === kind);
    const [sequencers, replicas] = [true, false].map((builds) => of('OpNode').filter(({ spec }) => (spec.props.nodeType === 'sequencer') === builds));
    for (const network of of('OptimismNetwork')) this.networkIn(network, this.chartOf(network));
    for (const node of [...sequencers!, ...replicas!]) this.node(node);
    for (const kind of ['OpBatcher', 'OpProposer', 'OpChallenger'] as const) for (const service of of(kind)) this.service(kind, service);
    return [...this.byNamespace.values()].filter((chart) => chart !== undefined);
  }

  /** Names that cannot be are reported; until then they may be any text, and there more than once. */
  private idOf(resource: Resource): string {
    const { kind, name } = resource;
    return `${kind}-${/^[-\w]+$/.test(name) ? name : `.${[...this.links.keys()].indexOf(resource)}`}`;
  }

  private chartOf({ namespace, problems }: Resource): ResourcesChart | undefined {
    if (this.byNamespace.has(namespace)) return this.byNamespace.get(namespace);
    const id = namespace ?? UNNAMED;
    const taken = this.scope.node.tryFindChild(id) !== undefined;
    if (taken) problems.error('CHART_EXISTS', 'metadata.namespace', `the app has a chart "${id}" already`, 'Give all resources of a namespace in one call');
    const chart = taken ? undefined : new ResourcesChart(this.scope, id, { ...this.options, namespace });
    if (chart) placeWarnings(chart, (warning) => this.placed(warning));
    this.byNamespace.set(namespace, chart);
    return chart;
  }

  /** The network in a chart: its own, or once more where pods of another namespace mount its files. */
  private networkIn(resource: Resource, chart: ResourcesChart | undefined): OptimismNetworkConstruct | undefined {
    if (!chart) return undefined;
    const own = chart.namespace === resource.namespace;
    // No name has a dot, so no other resource has the id.
    const id = own ? this.idOf(resource) : `${this.idOf(resource)}.${resource.namespace}`;
    const key = `${chart.node.path}/${id}`;
    if (!this.networks.has(key)) {
      const network = this.attempt(resource, chart, id, () => new OptimismNetworkConstruct(chart, id, networkProps(resource, this.options)));
      this.networks.set(key, network);
      if (own && network) Object.assign(chart.networks, { [resource.name]: network });
    }
    return this.networks.get(key);
  }

  /** The network for a resource that refers to it from its own namespace or another. */
  private networkFor(resource: Resource, chart: ResourcesChart, mounts: boolean): OptimismNetworkConstruct | undefined {
    const target = this.links.get(resource)?.network;
    const network = target && this.networkIn(target, this.chartOf(target));
    if (!target || !network) return undefined;
    if (target.namespace !== resource.namespace) this.warnOfNames(resource, target);
    return mounts && !reaches(network, chart) ? this.networkIn(target, chart) : network;
  }

  private warnOfNames(resource: Resource, network: Resource): void {
    const names = namesReadBy(resource, network).filter((name) => !this.told.has(`${resource.namespace} ${name}`));
    for (const name of names) this.told.add(`${resource.namespace} ${name}`);
    if (names.length === 0) return;
    resource.problems.warn('NEEDED_IN_NAMESPACE', 'spec.optimismNetworkRef', `pods of namespace ${resource.namespace} read ${names.join(' and ')} there, and not in ${network.namespace}`, 'Make it in both namespaces');
  }

  private node(resource: Resource): void {
    const chart = this.chartOf(resource);
    // Nothing of an unknown role can be looked at further.
    if (!chart || resource.spec.props.nodeType === undefined) return;
    const id = this.idOf(resource);
    const network = this.networkFor(resource, chart, true);
    const props = nodeProps(resource, this.options);
    if (!network) {
      this.check(resource, chart, (problems) => checkNode(problems, props, resource.name));
      return;
    }
    const target = props.nodeType === 'replica' ? this.links.get(resource)?.sequencer : undefined;
    const sequencer = target && this.nodes.get(target);
    const node = this.attempt(resource, chart, id, () => new OpNodeConstruct(chart, id, {
      ...props,
      network,
      storage: sizedStorage(resource, { ...props, network }),
      ...(sequencer ? { sequencer } : target && { sequencerUrl: STAND_IN }),
    }));
    if (!node) return;
    this.nodes.set(resource, node);
    Object.assign(chart.nodes, { [resource.name]: node });
  }

  private service(kind: ServiceKind, resource: Resource): void {
    const chart = this.chartOf(resource);
    if (!chart) return;
    const { make, check, mounts, list } = services[kind](resource, this.options);
    const id = this.idOf(resource);
    const network = this.networkFor(resource, chart, mounts);
    const target = this.links.get(resource)?.sequencer;
    const node = target && this.nodes.get(target);
    if (!network) {
      this.check(resource, chart, check);
      return;
    }
    const made = this.attempt(resource, chart, id, () => make(chart, id, wiringOf(network, node, mounts ? chart : undefined)));
    if (made) Object.assign(chart[list], { [resource.name]: made });
  }

  /** Makes a construct with the labels of its resource; what it finds is said of the fields. */
  private attempt<T extends Construct>(resource: Resource, chart: ResourcesChart, id: string, make: () => T): T | undefined {
    this.owners.set(`${chart.node.path}/${id}`, resource);
    return this.catch(resource, () => {
      const made = make();
      addMetadata(made, chart, resource);
      return made;
    });
  }

  /** Checks the props by themselves, where there is no network to make the construct with. */
  private check(resource: Resource, chart: ResourcesChart, check: (problems: Problems) => void): void {
    this.catch(resource, () => {
      const problems = new Problems(chart);
      check(problems);
      problems.settle();
    });
  }

  private catch<T>(resource: Resource, act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof OpStackError)) throw error;
      for (const problem of error.problems) this.report(resource, problem);
      return undefined;
    }
  }

  private report(resource: Resource, problem: Problem): void {
    const [origin, field, hint] = this.originOf(this.owners.get(problem.path) ?? resource, problem);
    origin.problems.adopt(problem.code, field, problem.message, hint);
  }

  /** A warning of a construct, at the field that it comes from. */
  private placed(warning: Problem): Problem {
    const owner = this.owners.get(warning.path);
    if (!owner) return warning;
    const [origin, prop, hint] = this.originOf(owner, warning);
    return origin.problems.placed({ ...warning, prop, hint });
  }

  /** What a construct finds may be the fault of its network: the resource, its field, and the hint in terms of fields. */
  private originOf(owner: Resource, { prop, hint }: Problem): readonly [Resource, field: string, hint: string] {
    const [, ofNetwork] = /^network\.(.+)$/.exec(prop) ?? [];
    const network = this.links.get(owner)?.network;
    return ofNetwork !== undefined && network ? [network, fieldOf(network, ofNetwork), hint] : [owner, fieldOf(owner, prop), inFields(owner, hint)];
  }
}

/** Stands for a node that could not be made, so that the others can check everything of their own: nothing is made anyway. */
const STAND_IN = 'http://stand-in';

/** @param mounting the chart of pods that mount the chain's files: to a node whose network carries them in another namespace, they are wired by URLs */
function wiringOf(network: OptimismNetworkConstruct, node: OpNodeConstruct | undefined, mounting: ResourcesChart | undefined): Wiring {
  if (!node) return { network, endpoints: { l2EthRpc: [STAND_IN], rollupRpc: [STAND_IN] } };
  if (!mounting || reaches(node.network, mounting)) return { network: node.network, nodes: node };
  return { network, endpoints: { l2EthRpc: [node.url('http', mounting)], rollupRpc: [node.url('node-rpc', mounting)] } };
}
