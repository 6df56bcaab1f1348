import type { Edge, Graph, Named, Workload } from './model';
import { familiesOf, namespacesOf, portTexts, replicasText, stepsOf } from './words';

/** Red, dashed: no policy lets it through. */
const BLOCKED = 'stroke:#d6336c,stroke-width:2px,stroke-dasharray:6 4';

interface Line {
  readonly text: string;
  readonly blocked?: boolean;
}

/**
 * A graph as a flowchart for Markdown. Namespaces are boxes; Services that differ in a number are one node.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf(graph: Graph): string {
  const ids = idsOf(graph);
  const spaces = namespacesOf(graph).flatMap((namespace, index) => {
    const nodes = nodesOf(graph, namespace, ids).map((node) => `    ${node}`);
    return nodes.length === 0 ? [] : [`  subgraph n${index + 1}[${quoted(namespace || 'namespace of whoever applies it')}]`, ...nodes, '  end'];
  });
  const endpoints = graph.endpoints.map(({ id, side, title, detail }) => {
    const label = quoted(title, detail);
    return `  ${ids(id)}${side === 'caller' ? `([${label}])` : `{{${label}}}`}`;
  });
  const lines = [...selections(graph, ids), ...edges(graph, ids), ...uses(graph, ids)];
  const styles = lines.flatMap(({ blocked }, index) => (blocked ? [`  linkStyle ${index} ${BLOCKED}`] : []));
  return [`flowchart LR`, ...spaces, ...endpoints, ...lines.map(({ text }) => `  ${text}`), ...styles].map((line) => `${line}\n`).join('');
}

type Ids = (id: string) => string;

/** Short names by what they are and their place, so that no name of an object can be a word of the language. */
function idsOf(graph: Graph): Ids {
  const names = new Map<string, string>();
  const number = (letter: string, nodes: readonly (readonly string[])[]): void => nodes.forEach((members, index) => members.forEach((id) => names.set(id, `${letter}${index + 1}`)));
  number('w', graph.workloads.map(({ id }) => [id]));
  number('s', familiesOf(graph.services).map(({ services }) => services.map(({ id }) => id)));
  number('k', graph.stores.map(({ id }) => [id]));
  number('e', graph.endpoints.map(({ id }) => [id]));
  return (id) => names.get(id)!;
}

function nodesOf(graph: Graph, namespace: string, ids: Ids): string[] {
  const here = <T extends Named>(nodes: readonly T[]): T[] => nodes.filter((each) => each.namespace === namespace);
  return [
    ...familiesOf(here(graph.services)).map(({ name, services: [first] }) => `${ids(first!.id)}[/${quoted(`Service ${name}`, portTexts(first!.ports).join(', '))}/]`),
    ...here(graph.workloads).map((workload) => `${ids(workload.id)}[${quoted(...workloadLines(workload))}]`),
    ...here(graph.stores).filter(({ kind }) => kind !== 'ConfigMap').map(({ id, kind, name }) => `${ids(id)}[(${quoted(`${kind} ${name}`)})]`),
  ];
}

function workloadLines(workload: Workload): string[] {
  const steps = stepsOf(workload).map((step) => step.map(({ name, role }) => (role === 'main' ? name : `${name} (${role})`)).join(' + '));
  const claims = workload.volumes.filter(({ lasting }) => lasting).map(({ name, what }) => `${name}: ${what}`);
  return [workload.name, [workload.kind, replicasText(workload)].filter(Boolean).join(', '), steps.join(' → '), ...claims];
}

function selections({ services }: Graph, ids: Ids): Line[] {
  return familiesOf(services).flatMap(({ services: [first] }) => first!.selects.map((workload) => ({ text: `${ids(first!.id)} --> ${ids(workload)}` })));
}

function edges(graph: Graph, ids: Ids): Line[] {
  const byEnds = new Map<string, Edge[]>();
  for (const edge of graph.edges.filter(({ kind }) => kind !== 'loopback')) {
    const key = `${ids(edge.from)} ${ids(edge.to)} ${edge.kind === 'scrapes'} ${edge.allowed === 'no'}`;
    byEnds.set(key, [...(byEnds.get(key) ?? []), edge]);
  }
  return [...byEnds.values()].map((same) => {
    const [first] = same;
    const blocked = first!.allowed === 'no';
    const ports = portTexts(same.flatMap(({ port, protocol }) => (port === undefined ? [] : [{ port, protocol }])));
    const label = [ports.join(', '), blocked ? 'blocked' : ''].filter(Boolean).join(' ');
    const arrow = first!.kind === 'scrapes' ? '-.->' : blocked ? '--x' : '-->';
    return { text: `${ids(first!.from)} ${arrow}${label === '' ? '' : `|${quoted(label)}|`} ${ids(first!.to)}`, blocked };
  });
}

function uses({ workloads, stores }: Graph, ids: Ids): Line[] {
  const drawn = new Set(stores.filter(({ kind }) => kind !== 'ConfigMap').map(({ id }) => id));
  return workloads.flatMap(({ id, uses: used }) => [...new Set(used.map(({ store }) => store))].filter((store) => drawn.has(store)).map((store) => ({ text: `${ids(store)} -.- ${ids(id)}` })));
}

/** What would end a label, be read as HTML or make it Markdown, as entities of the language. */
const UNSAFE = /[#&"<>`]/g;

function quoted(...lines: readonly string[]): string {
  const text = lines.filter((line) => line !== '').map((line) => line.replaceAll(UNSAFE, (character) => `#${character.codePointAt(0)};`).replaceAll(/[\r\n]+/g, ' '));
  return `"${text.join('<br/>')}"`;
}
