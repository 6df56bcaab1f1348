import { k8s } from './k8s';
import type { Problems } from '../errors';

/** A port that a container listens on. */
export interface Port {
  /** Name of the container port, at most 15 characters; Services point at it. */
  readonly name: string;
  /** 1 to 65535. */
  readonly port: number;
  /** @default TCP */
  readonly protocol?: 'TCP' | 'UDP';
  /** The prop that sets it, for messages. */
  readonly prop?: string;
  /** Port of the node that leads here. @default none */
  readonly hostPort?: number;
  /** Port of every node of the cluster that leads here, in a NodePort or LoadBalancer Service. @default chosen by Kubernetes */
  readonly nodePort?: number;
  /** Number of the container's port to which a Service leads. @default the port of that name */
  readonly targetPort?: number;
}

/** Name of a port that serves metrics. */
export const METRICS_PORT = /(^|-)metrics$/;

export function containerPorts(ports: readonly Port[]): k8s.ContainerPort[] {
  return ports.map(({ name, port, protocol, hostPort }) => ({ name, containerPort: port, protocol: protocol ?? 'TCP', hostPort }));
}

/** Reports ports out of range, and two listeners on one port of the pod that all containers share. */
export function checkPorts(problems: Problems, ports: readonly Port[]): void {
  const taken = new Map<string, Port>();
  // TCP and UDP of one prop are wrong together.
  const reported = new Set<string>();
  const once = (key: string): boolean => !reported.has(key) && Boolean(reported.add(key));
  for (const port of ports) {
    if (!Number.isInteger(port.port) || port.port < 1 || port.port > 65535) {
      if (once(`${port.prop ?? port.name} ${port.port}`)) problems.error('INVALID_PORT', port.prop ?? port.name, `${port.port} is not a port`, 'Use a whole number from 1 to 65535');
      continue;
    }
    const key = `${port.protocol ?? 'TCP'} ${port.port}`;
    const other = taken.get(key);
    if (!other) {
      taken.set(key, port);
      continue;
    }
    if (!once(`${port.prop ?? port.name} ${other.prop ?? other.name}`)) continue;
    problems.error(
      'PORT_CLASH',
      port.prop ?? other.prop ?? port.name,
      `"${port.name}" and "${other.name}" both listen on ${key} of one pod`,
      'Give one of them another port',
    );
  }
}
