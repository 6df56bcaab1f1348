import type { Container, Edge, Graph, Store, Workload } from './model';
import { familiesOf, leadsTo, namespacesOf, portTexts, rangeOf, replicasText, shortImage, titles } from './words';

type Row = readonly string[];
type Title = (id: string) => string;

const ARRIVALS = { calls: 'called', enters: 'enters', scrapes: 'scraped' } as const;

/** A graph for reading: each workload with what it is made of, whom it calls and who calls it; then what it all needs. */
export function textOf(graph: Graph): string {
  const title = titles(graph);
  const parts = namespacesOf(graph).flatMap((namespace) => {
    const workloads = graph.workloads.filter((each) => each.namespace === namespace);
    const body = [...workloads.map((workload) => workloadText(graph, workload, title)), servicesText(graph, namespace)].filter((part) => part !== '');
    return body.length === 0 ? [] : [`Namespace ${namespace || '(of whoever applies it)'}`, ...body];
  });
  const end = [section('Secrets', storeRows(graph, ['Secret'])), section('Files and claims', storeRows(graph, ['ConfigMap', 'PersistentVolumeClaim'])), section('Look at', graph.findings.map(({ about, message }) => [`${title(about)}:`, message]))];
  const text = [...parts, ...end].filter((part) => part !== '').join('\n\n');
  return `${text === '' ? 'There is nothing that runs, and no Service.' : text}\n`;
}

function workloadText(graph: Graph, workload: Workload, title: Title): string {
  const lines: readonly (readonly [name: string, rows: readonly Row[]])[] = [
    ['starts', workload.containers.map(containerRow)],
    ['volumes', workload.volumes.map(({ name, what, lasting }) => [name, what, lasting ? 'outlives the pod' : ''])],
    ['secrets', secretRows(workload)],
    ['inside', insideRows(graph, workload)],
    ['calls', graph.edges.filter(({ kind, from }) => kind === 'calls' && from === workload.id).map((edge) => callRow(graph, edge, title))],
    ...(['calls', 'enters', 'scrapes'] as const).map((kind) => [ARRIVALS[kind], arrivalRows(graph.edges.filter((edge) => edge.kind === kind && leadsTo(edge, workload.id)), workload, title)] as const),
    ['services', familiesOf(graph.services.filter(({ selects }) => selects.includes(workload.id))).map(({ name, services: [first] }) => [name, first!.headless ? 'headless' : first!.type, portTexts(first!.ports).join(', ')])],
    ['policies', policyRows(workload)],
  ];
  const body = lines.filter(([, rows]) => rows.length > 0).flatMap(([name, rows]) => indented(name, rows));
  return [[`${workload.kind} ${workload.name}`, replicasText(workload)].filter(Boolean).join(', '), ...body].join('\n');
}

function containerRow({ step, name, role, image, ports }: Container): Row {
  return [`${step} ${name}`, role === 'main' ? '' : role, shortImage(image), portTexts(ports).join(', ')];
}

function secretRows({ uses }: Workload): Row[] {
  return uses.filter(({ store }) => store.startsWith('Secret/')).map(({ store, key, container, how }) => [`${store.split('/').pop()}${key === undefined ? '' : `/${key}`}`, `${how}${container === undefined ? '' : ` of ${container}`}`]);
}

function callRow({ endpoints }: Graph, edge: Edge, title: Title): Row {
  const endpoint = endpoints.find(({ id }) => id === edge.to);
  const address = edge.host === undefined ? (endpoint?.detail ?? '') : `${edge.host}:${edge.port}${edge.protocol === 'TCP' ? '' : ` ${edge.protocol}`}`;
  const listeners = [...new Set(edge.reaches.map(({ workload, container, port }) => `${container ?? title(workload)} ${port ?? ''}`.trim()))].join(', ');
  const name = endpoint && edge.host === undefined ? `${endpoint.title}, ${address}` : address;
  return [name, listeners === '' ? '' : `to ${listeners}`, `${edge.fromContainer}: ${edge.reasons.join(', ')}`, marked(edge)];
}

function insideRows({ edges }: Graph, { id }: Workload): Row[] {
  const inside = edges.filter(({ kind, from }) => kind === 'loopback' && from === id);
  return uniqueRows(inside.map((edge) => [`${edge.fromContainer} to ${edge.reaches[0]?.container ?? '?'}`, `port ${edge.port}`, edge.reasons.join(', ')]));
}

/** Who comes to a workload: what differs in the protocol, or in the number of a pod, is one row. */
function arrivalRows(edges: readonly Edge[], workload: Workload, title: Title): Row[] {
  const rows = new Map<string, { edge: Edge; protocols: Set<string>; reasons: string[]; at: string }>();
  for (const edge of edges) {
    const at = edge.reaches.filter((reached) => reached.workload === workload.id).map(({ container, port }) => `${container ?? '?'} ${port ?? ''}`.trim()).join(', ');
    const key = JSON.stringify([edge.from, edge.fromContainer, edge.host, edge.port, at, edge.allowed === 'no']);
    const row = rows.get(key) ?? { edge, protocols: new Set(), reasons: [], at };
    rows.set(key, { ...row, protocols: row.protocols.add(edge.protocol), reasons: [...row.reasons, ...edge.reasons] });
  }
  return [...rows.values()].map(({ edge, protocols, reasons, at }) => {
    const isRouted = edge.kind === 'enters' && edge.host !== undefined;
    const protocol = [...protocols].join('+');
    const port = edge.kind === 'enters' && !isRouted ? `port ${edge.port} ` : '';
    const why = `${edge.fromContainer === undefined ? '' : `${edge.fromContainer}: `}${rangeOf(reasons).join(', ')}`;
    return [isRouted ? edge.host : title(edge.from), `${port}to ${at}${protocol === 'TCP' ? '' : ` ${protocol}`}`, why, marked(edge)];
  });
}

function uniqueRows(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.join('\n'), row])).values()];
}

function marked({ allowed }: Edge): string {
  return allowed === 'no' ? 'BLOCKED by NetworkPolicies' : '';
}

function policyRows({ policies: { ingress, egress } }: Workload): Row[] {
  const rows = [['in', ingress], ['out', egress]] as const;
  return rows.map(([direction, names]) => [direction, names.length > 0 ? `only what ${names.join(' and ')} ${names.length > 1 ? 'let' : 'lets'} through` : 'all, no NetworkPolicy holds']);
}

/** Those that take no pods of the manifests. */
function servicesText({ services }: Graph, namespace: string): string {
  const rest = services.filter((each) => each.namespace === namespace && each.selects.length === 0);
  return section('Services without pods of these manifests', familiesOf(rest).map(({ name, services: [first] }) => [name, first!.type, portTexts(first!.ports).join(', ')]));
}

function storeRows(graph: Graph, kinds: readonly string[]): Row[] {
  return graph.stores.filter(({ kind }) => kinds.includes(kind)).map((store) => [
    [kinds.length > 1 ? store.kind : '', new Set(graph.stores.map(({ namespace }) => namespace)).size > 1 ? `${store.namespace}/${store.name}` : store.name].filter(Boolean).join(' '),
    madeText(store),
    usersOf(graph, store),
  ]);
}

function madeText({ madeBy }: Store): string {
  if (madeBy === undefined) return 'not in these manifests';
  return madeBy === 'manifests' ? 'in these manifests' : `made by ${madeBy}`;
}

function usersOf({ workloads }: Graph, { id, namedBy }: Store): string {
  const users = [...workloads.filter(({ uses }) => uses.some(({ store }) => store === id)).map(({ name }) => name), ...namedBy];
  return users.length > 0 ? `used by ${users.join(', ')}` : 'used by nothing that runs';
}

function section(name: string, rows: readonly Row[]): string {
  return rows.length === 0 ? '' : [name, ...aligned(rows).map((row) => `  ${row}`)].join('\n');
}

function indented(name: string, rows: readonly Row[]): string[] {
  return aligned(rows).map((row, index) => `  ${(index === 0 ? name : '').padEnd(8)}  ${row}`);
}

/** Columns side by side; one that is empty in all rows is left out. */
function aligned(rows: readonly Row[]): string[] {
  const columns = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(columns[column]!)).filter((_, column) => columns[column]! > 0).join('  ').trimEnd());
}
