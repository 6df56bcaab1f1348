import { backend, deployment, document, graphIn, service } from './support/manifests';
import { type Flowchart, parseFlowchart } from './support/mermaid';
import { graphOf } from '../../../src/inspect/graph/build';
import { mermaidOf } from '../../../src/inspect/graph/mermaid';
import { sorted } from '../../../src/testing/sorted';
import { exampleManifests } from '../../support/examples';

/** The short name of the node with that first line. */
function idOf(nodes: Flowchart['nodes'], first: string): string {
  return [...nodes].find(([, { label }]) => label.split('<br/>')[0] === first)![0];
}

describe.each(Object.entries(exampleManifests))('the flowchart of %s', (_, manifests) => {
  const graph = graphOf(manifests);
  const { nodes, links, styled } = parseFlowchart(mermaidOf(graph));

  test('is one, with every workload, endpoint, Secret and claim', () => {
    const labels = [...nodes.values()].map(({ label }) => label.split('<br/>')[0]);
    for (const name of [...graph.workloads.map((each) => each.name), ...graph.endpoints.map(({ title }) => title), ...graph.stores.filter(({ kind }) => kind !== 'ConfigMap').map(({ kind, name: of }) => `${kind} ${of}`)]) expect(labels).toContain(name);
    expect(styled).toEqual([]);
  });

  test('has a line for every edge that leaves a pod', () => {
    for (const { name, id } of graph.workloads) {
      const targets = new Set(graph.edges.filter(({ from, kind }) => from === id && kind !== 'loopback').map(({ to }) => to));
      expect(links.filter(({ from }) => from === idOf(nodes, name))).toHaveLength(targets.size);
    }
  });

  test('has its namespace as a box', () => {
    const { namespace } = graph.workloads[0]!;
    expect(mermaidOf(graph)).toContain(`  subgraph n1["${namespace}"]\n`);
    expect(new Set([...nodes].filter(([id]) => !id.startsWith('e')).map(([, { subgraph }]) => subgraph))).toEqual(new Set(['n1']));
  });
});

test('what is blocked is marked', () => {
  const wall = document({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'wall', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'api' } }, ingress: [] } });
  const { links, styled } = parseFlowchart(mermaidOf(graphIn(backend('api') + deployment({ args: ['--url=http://api'] }) + wall)));
  const blocked = links.findIndex(({ arrow }) => arrow === '--x');
  expect(links[blocked]).toMatchObject({ label: '80 blocked' });
  expect(styled).toEqual([blocked]);
});

test.each(['"', '<b>&amp;', 'end', 'graph', ']) --> e1', 'a\nb', '#quot;', '%% no', '`'])('a name such as %j cannot break it', (name) => {
  const chart = mermaidOf(graphIn(service('api') + deployment({ name, args: ['--url=http://api'], env: [{ name: `${name}_URL`, valueFrom: { secretKeyRef: { name, key: name } } }] })));
  const { nodes } = parseFlowchart(chart);
  expect(sorted(nodes.keys())).toEqual(['e1', 'k1', 's1', 'w1']);
});

test('the reader of flowcharts takes nothing else', () => {
  for (const bad of ['graph LR\n', 'flowchart LR\n  w1["a"b"]\n', 'flowchart LR\n  w1 --> w2\n', 'flowchart LR\n  subgraph n1["x"]\n', 'flowchart LR\n  w1["<b>"]\n', 'flowchart LR\n  linkStyle 0 stroke:#d6336c,stroke-width:2px,stroke-dasharray:6 4\n', 'flowchart LR\n  end\n']) {
    expect(() => parseFlowchart(bad)).toThrow(/flowchart|subgraph|no node|which there is not/);
  }
});
