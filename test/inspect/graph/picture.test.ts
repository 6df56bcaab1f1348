import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFlowchart } from './support/mermaid';
import { graphOf } from '../../../src/inspect/graph/build';
import { mermaidOf } from '../../../src/inspect/graph/mermaid';
import { neighbourhood } from '../../../src/inspect/graph/neighbourhood';
import { svgOf } from '../../../src/inspect/graph/svg';
import { withCharts } from '../../../scripts/topology-picture';
import { exampleManifests } from '../../support/examples';

const docs = join(__dirname, '../../../docs');
const page = readFileSync(join(docs, 'concepts.md'), 'utf8');
const graph = graphOf(exampleManifests.testnet!);
const workloads: string[] = [];
const redrawn = withCharts(page, (workload) => {
  workloads.push(workload);
  return mermaidOf(neighbourhood(graph, { workload }));
});

// After `npm run picture` these are true again.
test('the picture of the testnet is the newest', () => {
  expect(readFileSync(join(docs, 'images/topology.svg'), 'utf8')).toBe(svgOf(graph));
});

test('the flowcharts of the concepts are the newest', () => {
  expect(workloads).toEqual(['acme-batcher']);
  expect(redrawn).toBe(page);
  const [, chart] = /<!-- explain acme-batcher -->\n+```mermaid\n([^]*?)```/.exec(page)!;
  expect(parseFlowchart(chart!).links.length).toBeGreaterThan(3);
});

test('the concepts name the containers, ports and times that the manifests have', () => {
  const replica = graph.workloads.find(({ name }) => name === 'acme-replica')!;
  for (const { name } of replica.containers) expect(page).toContain(name);
  for (const { port } of graph.edges.filter(({ kind, from }) => kind === 'loopback' && from === replica.id)) expect(page).toContain(`127.0.0.1:${port}`);
  const [node, service] = ['acme-replica', 'acme-batcher'].map((wanted) => exampleManifests.testnet!.find(({ kind, metadata }) => kind !== 'Service' && JSON.stringify(metadata).includes(`"name":"${wanted}"`))!);
  const text = JSON.stringify(node);
  expect([text.includes('"terminationGracePeriodSeconds":300'), JSON.stringify(service).includes('"terminationGracePeriodSeconds":120')]).toEqual([true, true]);
  expect(text).toContain('"startupProbe":{"failureThreshold":2160,"periodSeconds":10');
  expect(text).toContain('"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"}');
  expect(text).toContain('"periodSeconds":10,"successThreshold":3');
});
