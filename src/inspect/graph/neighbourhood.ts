import type { Edge, Endpoint, Graph, Named, Service, Workload } from './model';

/** Which part of a graph is wanted; all of it where neither is given. */
export interface Part {
  /** Only workloads of this namespace. */
  readonly namespace?: string;
  /** Only workloads of this name. */
  readonly workload?: string;
}

/** The workloads of a part, with all that they touch. Workloads and Services beyond become endpoints. */
export function neighbourhood(graph: Graph, { namespace, workload }: Part): Graph {
  const isWanted = (named: Named): boolean => (namespace === undefined || named.namespace === namespace) && (workload === undefined || named.name === workload);
  const workloads = graph.workloads.filter(isWanted);
  const ids = new Set(workloads.map(({ id }) => id));
  const services = graph.services.filter((service) => service.selects.some((id) => ids.has(id)) || (workload === undefined && isWanted(service)));
  const inside = new Set([...ids, ...services.map(({ id }) => id)]);
  const edges = graph.edges.filter(({ from, to, reaches }) => inside.has(from) || inside.has(to) || reaches.some((reached) => ids.has(reached.workload)));
  const used = new Set(workloads.flatMap(({ uses }) => uses.map(({ store }) => store)));
  return {
    workloads,
    services,
    edges,
    endpoints: endpointsOf(graph, edges, inside),
    stores: graph.stores.filter((store) => used.has(store.id) || (workload === undefined && isWanted(store))),
    findings: graph.findings.filter(({ about }) => inside.has(about)),
  };
}

function endpointsOf(graph: Graph, edges: readonly Edge[], inside: ReadonlySet<string>): Endpoint[] {
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const called = new Set(edges.map(({ to }) => to));
  const beyond = ([...graph.workloads, ...graph.services] as readonly (Workload | Service)[]).filter(({ id }) => ends.has(id) && !inside.has(id));
  return [
    ...graph.endpoints.filter(({ id }) => ends.has(id)),
    ...beyond.map(({ id, kind, name, namespace }): Endpoint => ({ id, side: called.has(id) ? 'cluster' : 'caller', title: name, detail: `${kind} of namespace ${namespace || 'default'}` })),
  ];
}
