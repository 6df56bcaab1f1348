import { type Cluster, idOf } from './cluster';
import type { Container, ContainerPort, Volume, Workload } from './model';
import { policiesOf } from './policies';
import { usesOf } from './stores';
import type { Field } from '../../testing/field';
import type { KubeObject } from '../../testing/kube-object';
import { protocolOf } from '../../testing/lint/ports';
import type { Container as PodContainer, Pod } from '../../testing/pod';

const CLAIM = 'PersistentVolumeClaim';

/** A pod template as a node of the graph. */
export function workloadOf(cluster: Cluster, pod: Pod): Workload {
  const { kind, namespace, name } = pod.object;
  const names = (direction: 'ingress' | 'egress'): string[] => policiesOf(cluster, pod, direction).map((policy) => policy.name);
  return {
    id: idOf(pod.object), kind, namespace, name,
    replicas: replicasOf(cluster, pod.object),
    containers: containersOf(pod),
    volumes: volumesOf(cluster, pod),
    uses: usesOf(pod),
    policies: { ingress: names('ingress'), egress: names('egress') },
  };
}

/** Init containers one after the other, then the main ones together. */
function containersOf({ containers }: Pod): Container[] {
  const first = containers.filter(({ role }) => role === 'init' || role === 'sidecar');
  return containers.map((container) => {
    const index = first.indexOf(container);
    return { ...containerOf(container), step: index < 0 ? first.length + 1 : index + 1 };
  });
}

function containerOf({ name, role, field }: PodContainer): Omit<Container, 'step'> {
  return {
    name, role,
    image: field.at('image').text ?? '',
    ports: field.at('ports').items.map(portOf),
    mounts: field.at('volumeMounts').items.map((mount) => ({ volume: mount.at('name').text ?? '', path: mount.at('mountPath').text ?? '', readOnly: mount.at('readOnly').isTrue })),
  };
}

function portOf(port: Field): ContainerPort {
  return { name: port.at('name').text, port: port.at('containerPort').number ?? 0, protocol: protocolOf(port), hostPort: port.at('hostPort').number };
}

/** What an autoscaler says, if there is one. */
function replicasOf(cluster: Cluster, { kind, namespace, name, root }: KubeObject): string | undefined {
  const scaler = cluster.ofKind('HorizontalPodAutoscaler', 'ScaledObject').find((each) => {
    const target = each.root.at('spec', 'scaleTargetRef');
    return each.namespace === namespace && target.at('name').text === name && (target.at('kind').text ?? 'Deployment') === kind;
  });
  if (scaler) {
    const spec = scaler.root.at('spec');
    const [least, most] = [spec.at('minReplicas').number ?? spec.at('minReplicaCount').number, spec.at('maxReplicas').number ?? spec.at('maxReplicaCount').number];
    return `${least ?? 1} to ${most ?? '?'}`;
  }
  const replicas = root.at('spec', 'replicas').number;
  if (replicas !== undefined) return String(replicas);
  return ['Deployment', 'StatefulSet', 'ReplicaSet', 'Pod'].includes(kind) ? '1' : undefined;
}

function volumesOf(cluster: Cluster, { object, spec, claims }: Pod): Volume[] {
  const templates = claims.map((claim) => ({ name: claim.at('metadata', 'name').text ?? '', what: claimText(claim), lasting: true }));
  const volumes = spec.at('volumes').items.map((volume) => {
    const kind = volume.members.map(([key]) => key).find((key) => key !== 'name') ?? 'emptyDir';
    const source = volume.at(kind);
    return { name: volume.at('name').text ?? '', what: (WHAT[kind] ?? (() => kind))(source, cluster, object), lasting: LASTING.includes(kind) };
  });
  return [...templates, ...volumes];
}

const LASTING: readonly string[] = ['persistentVolumeClaim', 'hostPath', 'nfs'];

const WHAT: Readonly<Record<string, (source: Field, cluster: Cluster, object: KubeObject) => string>> = {
  emptyDir: (source) => (source.at('medium').text === 'Memory' ? 'memory' : 'scratch'),
  configMap: (source) => `ConfigMap ${source.at('name').text ?? ''}${keysOf(source)}`,
  secret: (source) => `Secret ${source.at('secretName').text ?? ''}${keysOf(source)}`,
  projected: (source) => source.at('sources').items.flatMap((each) => each.members.map(([kind, from]) => `${kind} ${from.at('name').text ?? ''}`.trim())).join(', '),
  persistentVolumeClaim: (source, cluster, object) => {
    const name = source.at('claimName').text ?? '';
    const [claim] = cluster.near(object, `v1/${CLAIM}`, name);
    return claim ? `${claimText(claim.root)} ${name}` : `claim ${name}`;
  },
  hostPath: (source) => `host path ${source.at('path').text ?? ''}`,
  csi: (source) => `${source.at('driver').text ?? 'csi'} ${source.at('volumeAttributes', 'secretProviderClass').text ?? ''}`.trim(),
};

function claimText(claim: Field): string {
  const spec = claim.at('spec');
  const storageClass = spec.at('storageClassName').text;
  return `claim of ${spec.at('resources', 'requests', 'storage').text ?? '?'}${storageClass === undefined ? '' : ` (${storageClass})`}`;
}

function keysOf(source: Field): string {
  const keys = source.at('items').items.map((item) => item.at('key').text);
  return keys.length > 0 ? ` (${keys.join(', ')})` : '';
}
