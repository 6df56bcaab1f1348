import { Chart } from 'cdk8s';
import type { Resource } from './resource';
import { secretRefs } from '../keys';
import { ConfigSource, OptimismNetworkConstruct } from '../network';

/** Whether pods of a chart can mount the files that a network carries: no pod mounts a ConfigMap of another namespace. */
export function reaches(network: OptimismNetworkConstruct, chart: Chart): boolean {
  return !(network.configMap ?? network.genesisConfigMap) || Chart.of(network) === chart;
}

const FILES = ['rollupConfig', 'l2Genesis', 'l1ChainConfig'] as const;

/** What pods read by name, so that it has to be in their own namespace: Secrets, and for those that mount the chain's files ConfigMaps. */
export function namesReadBy({ kind }: Resource, { spec: { props } }: Resource): readonly string[] {
  const secrets = [...secretRefs(props)].map(([, { secretName }]) => `Secret "${secretName}"`);
  const mounts = kind === 'OpNode' || kind === 'OpChallenger';
  const configMaps = FILES.flatMap((file) => {
    const source = props[file];
    return mounts && source instanceof ConfigSource && source.origin.kind === 'configMap' ? [`ConfigMap "${source.origin.name}"`] : [];
  });
  return [...new Set([...secrets, ...configMaps])];
}
