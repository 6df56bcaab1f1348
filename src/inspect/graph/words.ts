import type { Container, Edge, Graph, Service, Workload } from './model';

/** The image without registry and path. */
export function shortImage(image: string): string {
  return image.split('@')[0]!.split('/').pop()!;
}

export function replicasText({ replicas }: Workload): string {
  return replicas === undefined ? '' : `${replicas} ${replicas === '1' ? 'replica' : 'replicas'}`;
}

/** Ports of a container or Service, those of several protocols once: `http 8545`, `p2p 30303 TCP+UDP`. */
export function portTexts(ports: readonly { readonly name?: string; readonly port: number; readonly protocol: string }[]): string[] {
  const byPort = new Map<number, { name?: string; protocols: ReadonlySet<string> }>();
  for (const { name, port, protocol } of ports) {
    const before = byPort.get(port);
    byPort.set(port, { name: before?.name ?? name, protocols: new Set([...(before?.protocols ?? []), protocol]) });
  }
  return [...byPort].map(([port, { name, protocols }]) => {
    const all = [...protocols].join('+');
    return [name, port, all === 'TCP' ? '' : all].filter(Boolean).join(' ');
  });
}

/** Names that only differ in a number at the end as one: `acme-{0..8}`. */
export function rangeOf(names: readonly string[]): string[] {
  const byStem = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const stem = name.replace(/\d+$/, '');
    byStem.set(stem, [...(byStem.get(stem) ?? []), name.slice(stem.length)]);
  }
  return [...byStem].map(([stem, ends]) => {
    if (ends.length === 1) return `${stem}${ends[0]}`;
    const numbers = ends.map(Number);
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    return `${stem}{${most - least + 1 === ends.length ? `${least}..${most}` : ends.join(',')}}`;
  });
}

/** Services that only differ in a number at the end, as those of single pods do. */
export interface Family {
  /** `acme-replica-{0..8}`; the name of the one. */
  readonly name: string;
  readonly services: readonly Service[];
}

export function familiesOf(services: readonly Service[]): Family[] {
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const { type, headless, ports, selects, namespace } = service;
    const stem = service.name.replace(/-\d+$/, '');
    const key = stem === service.name ? service.id : JSON.stringify([stem, type, headless, ports, selects, namespace]);
    groups.set(key, [...(groups.get(key) ?? []), service]);
  }
  return [...groups.values()].map((members) => ({ name: rangeOf(members.map(({ name }) => name))[0]!, services: members }));
}

/** Containers by the step in which they start. */
export function stepsOf({ containers }: Workload): readonly (readonly Container[])[] {
  const steps = new Map<number, Container[]>();
  for (const container of containers) steps.set(container.step, [...(steps.get(container.step) ?? []), container]);
  return [...steps.values()];
}

/** How a node is called in a sentence. */
export function titles(graph: Graph): (id: string) => string {
  const named = new Map([
    ...[...graph.workloads, ...graph.services, ...graph.stores].map(({ id, kind, name }) => [id, `${kind} ${name}`] as const),
    ...graph.endpoints.map(({ id, title }) => [id, title] as const),
  ]);
  return (id) => named.get(id) ?? id.replace(/\/[^/]*\//, ' ');
}

/** Whether an edge leads to a workload. */
export function leadsTo(edge: Edge, id: string): boolean {
  return edge.to === id || edge.reaches.some(({ workload }) => workload === id);
}

/** The namespaces of a graph, in order of their first object. */
export function namespacesOf({ workloads, services, stores }: Graph): string[] {
  return [...new Set([...workloads, ...services, ...stores].map(({ namespace }) => namespace))];
}
