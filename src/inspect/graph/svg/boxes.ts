import type { Container, Edge, Endpoint, Graph, Service, Workload } from '../model';
import { familiesOf, leadsTo, replicasText, stepsOf } from '../words';

export type Look = 'calls' | 'enters' | 'scrapes' | 'blocked';

/** One line of a box, with a note at its right side. */
export interface Row {
  readonly text: string;
  readonly note?: string;
  readonly style: 'title' | 'faint' | 'service' | 'container' | Look;
  /** How links find it. */
  readonly key?: string;
}

export interface Box {
  readonly id: string;
  /** Where it stands: who comes in at the left, what is gone out to at the right. */
  readonly side: 'left' | 'middle' | 'right';
  readonly rows: readonly Row[];
}

/** A line from a row of one box to a row of another. */
export interface Link {
  readonly from: readonly [box: string, row: string];
  readonly to: readonly [box: string, row: string];
  readonly look: Look;
}

interface Call extends Link {
  readonly container?: string;
  readonly text: string;
}

const TITLE = 'title';
/** Longer lists go on in the next row. */
const ROOM = 44;

/** What a picture of a graph shows: everything that is written stands in a box, so that no two texts can meet. */
export function boxesOf(graph: Graph): { readonly boxes: readonly Box[]; readonly links: readonly Link[] } {
  const calls = callsOf(graph);
  const boxes = [
    ...graph.endpoints.map((endpoint) => endpointBox(endpoint, calls)),
    ...graph.workloads.map((workload) => workloadBox(graph, workload, calls)),
    ...graph.services.filter(isAlone).map((service) => serviceBox(service)),
  ];
  const selections = graph.services.filter(isAlone).flatMap(({ id, selects }) => selects.map((workload): Link => ({ from: [id, TITLE], to: [workload, TITLE], look: 'calls' })));
  return { boxes, links: [...calls, ...selections] };
}

/** A Service of one workload is part of its box. */
function isAlone({ selects }: Service): boolean {
  return selects.length !== 1;
}

function callsOf(graph: Graph): Call[] {
  const targets = targetsOf(graph);
  const byEnds = new Map<string, { edges: Edge[]; look: Look; to: readonly [string, string]; title: string }>();
  for (const edge of graph.edges.filter(({ kind }) => kind !== 'loopback')) {
    const { to, title } = targets(edge);
    const look = lookOf(edge);
    const key = JSON.stringify([edge.from, edge.fromContainer, to, look]);
    byEnds.set(key, { edges: [...(byEnds.get(key)?.edges ?? []), edge], look, to, title });
  }
  return [...byEnds].map(([key, { edges: [first, ...rest], look, to, title }]) => {
    const ports = [...new Set([first!, ...rest].flatMap(({ port }) => port ?? []))];
    return { container: first!.fromContainer, text: `→ ${[title, ports.join(', ')].filter(Boolean).join(' ')}`, from: [first!.from, key], to, look };
  });
}

function lookOf({ kind, allowed }: Edge): Look {
  if (allowed === 'no') return 'blocked';
  return kind === 'loopback' ? 'calls' : kind;
}

/** Which row of which box an edge leads to, and what it is called. */
function targetsOf(graph: Graph): (edge: Edge) => { to: readonly [string, string]; title: string } {
  const families = new Map(graph.workloads.flatMap(({ id }) => familiesOf(ofWorkload(graph, id)).flatMap(({ name, services }) => services.map((service) => [service.id, { home: id, name }] as const))));
  const titles = new Map<string, string>([...graph.endpoints.map(({ id, title }) => [id, title] as const), ...[...graph.workloads, ...graph.services].map(({ id, name }) => [id, name] as const)]);
  return (edge) => {
    const family = families.get(edge.to);
    if (family) return { to: [family.home, `service ${family.name}`], title: family.name };
    const container = edge.reaches.find(({ workload }) => workload === edge.to)?.container;
    return { to: [edge.to, container === undefined ? TITLE : `container ${container}`], title: titles.get(edge.to) ?? edge.to };
  };
}

function ofWorkload({ services }: Graph, id: string): Service[] {
  return services.filter((service) => !isAlone(service) && service.selects[0] === id);
}

function endpointBox({ id, side, title, detail }: Endpoint, calls: readonly Call[]): Box {
  return { id, side: side === 'caller' ? 'left' : 'right', rows: [{ text: title, style: 'title', key: TITLE }, { text: detail, style: 'faint' }, ...callRows(calls.filter(({ from }) => from[0] === id))] };
}

function serviceBox({ id, name, ports, selects }: Service): Box {
  const note = selects.length === 0 ? 'Service without pods of these manifests' : 'Service';
  return { id, side: 'middle', rows: [{ text: name, style: 'title', key: TITLE }, { text: note, style: 'faint' }, ...wrapped(numbers(ports), ' ', '').map((text): Row => ({ text, style: 'faint' }))] };
}

function workloadBox(graph: Graph, workload: Workload, calls: readonly Call[]): Box {
  const { id, name, kind, namespace } = workload;
  const own = calls.filter(({ from }) => from[0] === id);
  const several = new Set(graph.workloads.map((each) => each.namespace)).size > 1;
  return {
    id,
    side: 'middle',
    rows: [
      { text: name, style: 'title', key: TITLE },
      { text: [kind, replicasText(workload), several ? `namespace ${namespace || 'default'}` : ''].filter(Boolean).join(' · '), style: 'faint' },
      ...familiesOf(ofWorkload(graph, id)).flatMap((family) => serviceRows(family.name, family.services[0]!)),
      ...stepsOf(workload).flat().flatMap((container) => [containerRow(container), ...insideRows(graph, id, container), ...callRows(own.filter((call) => call.container === container.name))]),
      ...workload.volumes.filter(({ lasting }) => lasting).map(({ name: volume, what }): Row => ({ text: `${volume}: ${what}`, style: 'faint' })),
      ...wrapped([...new Set(workload.uses.map(({ store }) => store).filter((store) => store.startsWith('Secret/')))].map((store) => store.split('/').pop()!), ', ', 'Secrets ').map((text): Row => ({ text, style: 'faint' })),
    ],
  };
}

function serviceRows(name: string, { ports }: Service): Row[] {
  const [list, key] = [numbers(ports), `service ${name}`];
  if (name.length + list.join(' ').length < ROOM - 4) return [{ text: name, note: list.join(' '), style: 'service', key }];
  return [{ text: name, style: 'service', key }, ...wrapped(list, ' ', '').map((note): Row => ({ text: '', note, style: 'service' }))];
}

function containerRow({ step, name, role, ports }: Container): Row {
  return { text: `${step}  ${name}`, note: [role === 'main' ? '' : role, numbers(ports).join(' ')].filter(Boolean).join(' · '), style: 'container', key: `container ${name}` };
}

function insideRows({ edges }: Graph, id: string, { name }: Container): Row[] {
  const inside = edges.filter((edge) => edge.kind === 'loopback' && edge.fromContainer === name && leadsTo(edge, id));
  return [...new Set(inside.map(({ reaches, port }) => `→ ${reaches[0]?.container} ${port} in the pod`))].map((text) => ({ text, style: 'faint' }));
}

function callRows(calls: readonly Call[]): Row[] {
  return calls.map(({ text, look, from }) => ({ text, style: look, key: from[1], ...(look === 'blocked' && { note: 'blocked' }) }));
}

function numbers(ports: readonly { readonly port: number }[]): string[] {
  return [...new Set(ports.map(({ port }) => String(port)))];
}

function wrapped(words: readonly string[], between: string, first: string): string[] {
  const rows: string[] = [];
  for (const word of words) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + word.length < ROOM) rows[rows.length - 1] = `${last}${between}${word}`;
    else rows.push(last === undefined ? `${first}${word}` : word);
  }
  return rows;
}
