import { merge } from '../../../../src/kube/merge';
import type { Manifest } from '../../../../src/testing';

/** What is compared: the old objects and the new ones. */
export type Sides = readonly [before: readonly Manifest[], after: readonly Manifest[]];

/** 2026-11-01, by which a fork is past or to come. */
export const NOW = 1793491200;
export const REGISTRY = 'us-docker.pkg.dev/oplabs-tools-artifacts/images';

export function object(apiVersion: string, kind: string, name: string, over: object = {}): Manifest {
  return { apiVersion, kind, ...merge({ metadata: { name, namespace: 'acme' } }, over) };
}

export interface Program {
  readonly name?: string;
  readonly image?: string;
  readonly args?: readonly string[];
  readonly env?: readonly object[];
  readonly [field: string]: unknown;
}

export const image = (program: string, version: string): string => `${REGISTRY}/${program}:${version}`;
export const secretEnv = (name: string, secret: string, key = 'key'): object => ({ name, valueFrom: { secretKeyRef: { name: secret, key } } });

/** Containers of known programs, by which a pod's role is known without labels. */
export const opNode = (over: Program = {}): object => ({ name: 'op-node', image: image('op-node', 'v1.19.7'), args: [], ...over });
export const opReth = (over: Program = {}): object => ({ name: 'op-reth', image: image('op-reth', 'v2.4.4'), args: ['node'], ...over });
export const opGeth = (version = 'v1.101602.3', over: Program = {}): object => ({ name: 'execution', image: image('op-geth', version), args: [], ...over });
export const batcherPod = (over: Program = {}): object => ({ name: 'op-batcher', image: image('op-batcher', 'v1.17.0'), env: [secretEnv('OP_BATCHER_PRIVATE_KEY', 'batcher-key')], ...over });
export const proposerPod = (over: Program = {}): object => ({ name: 'op-proposer', image: image('op-proposer', 'v1.16.6'), env: [secretEnv('OP_PROPOSER_PRIVATE_KEY', 'proposer-key')], ...over });
export const challengerPod = (over: Program = {}): object => ({ name: 'op-challenger', image: image('op-challenger', 'v1.10.0'), env: [secretEnv('OP_CHALLENGER_PRIVATE_KEY', 'challenger-key')], ...over });

/** A workload of one or more containers; `over` is laid on the whole object. */
export function workload(kind: 'Deployment' | 'StatefulSet', name: string, containers: object | readonly object[], over: object = {}): Manifest {
  const labels = { app: name };
  return object('apps/v1', kind, name, merge({
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      ...(kind === 'StatefulSet' ? { serviceName: name } : { strategy: { type: 'Recreate' } }),
      template: { metadata: { labels }, spec: { containers: Array.isArray(containers) ? containers : [containers] } },
    },
  }, over));
}

export const deployment = (name: string, containers: object | readonly object[], over: object = {}): Manifest => workload('Deployment', name, containers, over);
export const statefulSet = (name: string, containers: object | readonly object[], over: object = {}): Manifest => workload('StatefulSet', name, containers, over);

export const sequencer = (node: Program = {}, over: object = {}): Manifest => statefulSet('sequencer', [opNode({ ...node, args: ['--sequencer.enabled', ...(node.args ?? [])] }), opReth()], over);
export const replica = (node: Program = {}, over: object = {}): Manifest => statefulSet('replica', [opNode(node), opReth()], over);
export const batcher = (over: object = {}, program: Program = {}): Manifest => deployment('batcher', batcherPod(program), over);

/** What is laid over the pod of a workload. */
export const pod = (spec: object, metadata?: object): object => ({ spec: { template: { spec, ...(metadata && { metadata }) } } });
export const claims = (storage: string, over: object = {}): object => ({ spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...over } }] } });
export const service = (name: string, spec: object): Manifest => object('v1', 'Service', name, { spec: { ports: [{ name: 'http', port: 8545 }], ...spec } });
export const policy = (name: string, spec: object, app = 'sequencer'): Manifest => object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ...spec } });
export const configMap = (name: string, data: Readonly<Record<string, unknown>>): Manifest => object('v1', 'ConfigMap', name, { data: Object.fromEntries(Object.entries(data).map(([file, value]) => [file, typeof value === 'string' ? value : JSON.stringify(value)])) });
