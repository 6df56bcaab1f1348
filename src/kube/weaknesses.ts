import type { k8s } from './k8s';

/** A level of the Pod Security Standards that namespaces enforce. */
export type SecurityLevel = 'baseline' | 'restricted';

/** What keeps a pod from meeting a level. */
export interface Weakness {
  readonly level: SecurityLevel;
  /** Where it is: a container's name, or empty for the pod. */
  readonly container: string;
  readonly what: string;
}

const CAPABILITIES: readonly string[] = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
];
const VOLUMES: readonly string[] = ['name', 'configMap', 'csi', 'downwardApi', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret', 'hostPath'];

type Rule<T> = readonly [level: SecurityLevel, what: string, violated: (subject: T) => boolean];

const POD: readonly Rule<k8s.PodSpec>[] = [
  ['baseline', 'it shares a namespace of its node', ({ hostNetwork, hostPid, hostIpc }) => [hostNetwork, hostPid, hostIpc].includes(true)],
  ['baseline', 'a volume is a folder of the node', ({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)],
  ['restricted', 'a volume is of a kind that is not allowed', ({ volumes = [] }) => volumes.some((volume) => Object.entries(volume).some(([kind, given]) => given !== undefined && !VOLUMES.includes(kind)))],
];

interface Placed {
  readonly container: k8s.Container;
  readonly pod: k8s.PodSecurityContext;
}

const CONTAINER: readonly Rule<Placed>[] = [
  ['baseline', 'it is privileged', ({ container }) => container.securityContext?.privileged === true],
  ['baseline', 'it takes a port of the node', ({ container }) => (container.ports ?? []).some(({ hostPort = 0 }) => hostPort !== 0)],
  ['baseline', 'it has a capability that is not allowed', ({ container }) => added(container).some((capability) => !CAPABILITIES.includes(capability))],
  ['baseline', 'its seccomp profile is switched off', (placed) => seccomp(placed) === 'Unconfined'],
  ['restricted', 'it has a capability that is not allowed', ({ container }) => added(container).some((capability) => capability !== 'NET_BIND_SERVICE')],
  ['restricted', 'it keeps capabilities', ({ container }) => container.securityContext?.capabilities?.drop?.includes('ALL') !== true],
  ['restricted', 'it may gain privileges', ({ container }) => container.securityContext?.allowPrivilegeEscalation !== false],
  ['restricted', 'it may run as root', ({ container: { securityContext: own }, pod }) => (own?.runAsNonRoot ?? pod.runAsNonRoot) !== true || own?.runAsUser === 0 || pod.runAsUser === 0],
  ['restricted', 'it has no seccomp profile', (placed) => !['RuntimeDefault', 'Localhost'].includes(seccomp(placed) ?? '')],
];

/**
 * What keeps a pod from a level, as far as a construct's props can bring it about; `podSecurityViolations` of
 * `cdk8s-op-stack/testing` knows every control.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function weaknesses(spec: k8s.PodSpec, asked: SecurityLevel): readonly Weakness[] {
  const applies = ([level]: readonly [SecurityLevel, ...unknown[]]): boolean => asked === 'restricted' || level === 'baseline';
  const pod = POD.filter(applies).flatMap(([level, what, violated]) => (violated(spec) ? [{ level, container: '', what }] : []));
  const containers = [...(spec.initContainers ?? []), ...spec.containers].flatMap((container) =>
    CONTAINER.filter(applies).flatMap(([level, what, violated]) => (violated({ container, pod: spec.securityContext ?? {} }) ? [{ level, container: container.name, what }] : [])),
  );
  return [...pod, ...containers];
}

function added({ securityContext }: k8s.Container): readonly string[] {
  return securityContext?.capabilities?.add ?? [];
}

function seccomp({ container, pod }: Placed): string | undefined {
  return container.securityContext?.seccompProfile?.type ?? pod.seccompProfile?.type;
}
