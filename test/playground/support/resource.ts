import { BuilderPlaygroundPod, type BuilderPlaygroundPodProps } from '../../../src/playground';
import { merge } from '../../../src/kube';
import { manifestsOf, type Manifest } from '../../../src/testing';
import { newChart, warningsOf } from '../../support/fixtures';

/** A resource that uses every list and object of the schema; `over` is laid on its spec. */
export function resource(over: object = {}): { apiVersion: string; kind: string; metadata: { name: string }; spec: Record<string, unknown> } {
  return {
    apiVersion: 'playground.flashbots.io/v1alpha1',
    kind: 'BuilderPlaygroundDeployment',
    metadata: { name: 'playground' },
    spec: merge<Record<string, unknown>>({ recipe: 'l1', services: [el(), watcher()] }, over),
  };
}

/** A service that is right; its fields can be replaced. */
export function el(over: object = {}): Record<string, unknown> {
  return {
    name: 'el',
    image: 'ghcr.io/example/reth',
    tag: 'v1',
    entrypoint: ['/usr/local/bin/reth'],
    args: ['node', '--http.port', '{{Port "http" 8545}}'],
    ports: [{ name: 'http', port: 8545 }],
    files: [{ mountPath: '/data/genesis.json', artifact: 'genesis.json' }],
    volumes: [{ mountPath: '/data_reth', name: 'el-data' }],
    healthCheckSidecar: 'el_healthmon',
    ...over,
  };
}

/** The service that watches {@link el}. */
export function watcher(over: object = {}): Record<string, unknown> {
  return {
    name: 'el_healthmon',
    image: 'ghcr.io/example/utils',
    tag: 'v1',
    args: ['--url', '{{Service "el" "http" "http" ""}}'],
    readyCheck: { test: ['CMD', 'wget', 'http://127.0.0.1:21171/ready'], interval: '1s', timeout: '10m0s', startPeriod: '1s', retries: 20 },
    ...over,
  };
}

/** What a pod with those props is made of. */
export const podOf = (props: BuilderPlaygroundPodProps): Manifest[] => {
  const chart = newChart();
  warningsOf(() => new BuilderPlaygroundPod(chart, 'pod', { name: 'playground', ...props }));
  return manifestsOf(chart);
};
