import { graphOf } from '../../../../src/inspect/graph/build';
import type { Edge, Graph } from '../../../../src/inspect/graph/model';
import { parseManifests } from '../../../../src/inspect/read-manifests';

/** The graph of manifests written as YAML. */
export function graphIn(yaml: string): Graph {
  return graphOf(parseManifests(yaml, 'test'));
}

interface PodOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly args?: readonly string[];
  readonly env?: readonly object[];
  readonly container?: object;
  readonly spec?: object;
}

/** A Deployment of somebody else: labels `app: <name>`, one container of that name. */
export function deployment({ name = 'web', namespace = 'shop', args = [], env = [], container = {}, spec = {} }: PodOptions): string {
  return document({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace },
    spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: `registry.example.com/${name}:1`, args, env, ...container }], ...spec } } },
  });
}

/** A Service of port 80 to 8080 for pods labelled `app: <name>`. */
export function service(name: string, spec: object = {}, namespace = 'shop'): string {
  return document({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec } });
}

export function document(object: object): string {
  return `---\n${JSON.stringify(object)}\n`;
}

/** Pods that listen on 8080 as `http`, with their Service. */
export function backend(name: string, namespace = 'shop', spec: object = {}): string {
  return deployment({ name, namespace, container: { ports: [{ name: 'http', containerPort: 8080 }] } }) + service(name, spec, namespace);
}

/** Edges as one reads them. */
export function told(edges: readonly Edge[]): string[] {
  return edges.map(({ kind, from, to, host, port, protocol, allowed, reaches }) => [
    `${from} ${kind} ${to}`, host, port, protocol === 'TCP' ? undefined : protocol, reaches.length === 0 ? undefined : `at ${reaches.map((each) => `${each.workload.split('/').pop()}.${each.container}:${each.port}`).join(' ')}`, allowed,
  ].filter((part) => part !== undefined).join(' '));
}
