import { isIP } from 'node:net';
import type { Construct } from 'constructs';
import { Interpolated } from '../compatibility';
import type { Problems } from '../errors';
import { PodField, k8s, labelsOf, nonEmpty, selectorLabels, type EnvSource, type Identity, type Port } from '../kube';

/**
 * How peers outside the cluster reach a node. Peers are told the address to dial, so it has to be known: the node's own
 * (`hostIP`), an IP, or a DNS name in which `{index}` stands for the pod's ordinal.
 */
export type P2pExposure =
  | {
      /**
       * A Service for each pod, on a port of every node. Clients cannot announce another port than they listen on, so
       * they listen on the node port: the first pod on the given ones, each further pod one higher.
       */
      readonly type: 'nodePort';
      /** 30000 to 32767, ending in 0 with more than one pod; consensus client. */
      readonly consensusPort: number;
      /** 30000 to 32767, ending in 0 with more than one pod; execution client. */
      readonly executionPort: number;
      /** @default hostIP */
      readonly address?: string;
    }
  | {
      /** A load balancer for each pod. */
      readonly type: 'loadBalancer';
      /** IP or DNS name of the load balancers; with more than one pod a name with `{index}`. */
      readonly address: string;
      /** @default none */
      readonly annotations?: Readonly<Record<string, string>>;
    }
  | {
      /** The node's own ports; the Pod Security Standards `baseline` and `restricted` forbid it. */
      readonly type: 'hostPort';
      /** @default hostIP */
      readonly address?: string;
    };

/** What the clients are told about themselves. */
export interface Advertised {
  /** IP or DNS name. */
  readonly host: Interpolated;
  /** Whether the host is an IP or a name. */
  readonly isName: boolean;
  /** Port that the consensus client listens on, in place of its own. */
  readonly consensusPort?: Interpolated;
  /** Port that the execution client listens on, in place of its own. */
  readonly executionPort?: Interpolated;
}

const NAME = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** Stands for the address of the node that a pod runs on. */
const HOST_IP = 'hostIP';
/** Stands for the pod's ordinal. */
const INDEX = '{index}';
const POD_INDEX: Readonly<Record<string, EnvSource>> = { POD_INDEX: new PodField("metadata.labels['apps.kubernetes.io/pod-index']") };

function isAddress(address: string): boolean {
  return isIP(address.replaceAll(INDEX, '0')) !== 0;
}

function isName(address: string): boolean {
  const sample = address.replaceAll(INDEX, '0');
  return NAME.test(sample) && !/^[\d.]+$/.test(sample);
}

/** Reports an address that peers could not dial, and ports that cannot be shared out among the pods. */
export function checkExposure(problems: Problems, prop: string, exposure: P2pExposure | undefined, replicas: number): void {
  if (!exposure) return;
  const { address = HOST_IP } = exposure;
  const ofHost = address === HOST_IP && exposure.type !== 'loadBalancer';
  if (!ofHost && !isAddress(address) && !isName(address)) {
    problems.error('INVALID_P2P_ADDRESS', `${prop}.address`, `"${address}" is neither ${exposure.type === 'loadBalancer' ? '' : 'hostIP, '}an IP nor a DNS name`, 'Write it like 203.0.113.7 or p2p-{index}.example.com');
  }
  if (exposure.type !== 'nodePort' && !ofHost && replicas > 1 && !address.includes(INDEX)) {
    problems.error('SHARED_P2P_ADDRESS', `${prop}.address`, `${replicas} pods would announce one address`, 'Use a DNS name with {index}, e.g. p2p-{index}.example.com');
  }
  if (exposure.type === 'hostPort') {
    problems.warn('HOST_PORT', prop, 'a host port violates the Pod Security Standards baseline and restricted', 'Use nodePort or loadBalancer, or label the namespace privileged');
  }
  if (exposure.type !== 'nodePort') return;
  for (const side of ['consensusPort', 'executionPort'] as const) checkNodePort(problems, `${prop}.${side}`, exposure[side], replicas);
}

function checkNodePort(problems: Problems, prop: string, port: number, replicas: number): void {
  if (!Number.isInteger(port) || port < 30000 || port + replicas - 1 > 32767) {
    problems.error('INVALID_NODE_PORT', prop, `${port} to ${port + replicas - 1} are not all node ports`, 'Use ports from 30000 to 32767');
  } else if (replicas > 1 && (port % 10 !== 0 || replicas > 10)) {
    problems.error('INVALID_NODE_PORT', prop, 'the pods get the digits 0 to 9 as the last of their ports', 'Use a port that ends in 0, and at most 10 pods');
  }
}

export function advertised(exposure: P2pExposure | undefined, replicas: number): Advertised | undefined {
  if (!exposure) return undefined;
  const { address = HOST_IP } = exposure;
  const host =
    address === HOST_IP
      ? new Interpolated('$(HOST_IP)', { HOST_IP: new PodField('status.hostIP') })
      : new Interpolated(address.replaceAll(INDEX, () => '$(POD_INDEX)'), address.includes(INDEX) ? POD_INDEX : {});
  const known = { host, isName: address !== HOST_IP && !isAddress(address) };
  if (exposure.type !== 'nodePort') return known;
  const spread = (port: number): Interpolated =>
    replicas > 1 ? new Interpolated(`${String(port).slice(0, -1)}$(POD_INDEX)`, POD_INDEX) : new Interpolated(String(port), {});
  return { ...known, consensusPort: spread(exposure.consensusPort), executionPort: spread(exposure.executionPort) };
}

/** Names of the Services, by the pods' ordinals. */
export function p2pNames(exposure: P2pExposure | undefined, name: string, replicas: number): readonly string[] {
  return exposure && exposure.type !== 'hostPort' ? Array.from({ length: replicas }, (_, index) => `${name}-p2p-${index}`) : [];
}

/** One Service for each pod. */
export function p2pServices(
  scope: Construct,
  exposure: P2pExposure | undefined,
  { identity, replicas, consensus, execution }: { identity: Identity; replicas: number; consensus: readonly Port[]; execution: readonly Port[] },
): k8s.KubeService[] {
  if (!exposure || exposure.type === 'hostPort') return [];
  return p2pNames(exposure, identity.instance, replicas).map((name, index) => {
    const port = (spec: Port, first: number | undefined): k8s.ServicePort => {
      const number = first === undefined ? spec.port : first + index;
      return {
        name: spec.name,
        protocol: spec.protocol ?? 'TCP',
        port: number,
        targetPort: k8s.IntOrString.fromNumber(number),
        nodePort: first === undefined ? undefined : number,
      };
    };
    const first = exposure.type === 'nodePort' ? exposure : undefined;
    return new k8s.KubeService(scope, `p2p-${index}`, {
      metadata: {
        name,
        labels: labelsOf(identity),
        annotations: nonEmpty(exposure.type === 'loadBalancer' ? exposure.annotations : undefined),
      },
      spec: {
        type: exposure.type === 'nodePort' ? 'NodePort' : 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        publishNotReadyAddresses: true,
        selector: { ...selectorLabels(identity), 'statefulset.kubernetes.io/pod-name': `${identity.instance}-${index}` },
        ports: [...consensus.map((spec) => port(spec, first?.consensusPort)), ...execution.map((spec) => port(spec, first?.executionPort))],
      },
    });
  });
}
