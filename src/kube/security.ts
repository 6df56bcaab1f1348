import type { k8s } from 'cdk8s-plus-28';
import type { Problems } from '../errors';

/** Under which user a pod's processes run. The defaults satisfy the Pod Security Standard `restricted`. */
export interface PodSecurity {
  /** Refuse to start as root. @default true */
  readonly runAsNonRoot?: boolean;
  /** User id of every process: the images run as root unless told otherwise. @default 1000 */
  readonly runAsUser?: number;
  /** Group that owns the volumes. @default 1000 */
  readonly fsGroup?: number;
  /** Which system calls the containers may make. @default RuntimeDefault */
  readonly seccompProfile?: 'RuntimeDefault' | { readonly localhostProfile: string };
}

/**
 * `OnRootMismatch` keeps the kubelet from changing the owner of every file of a volume of terabytes at each start.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSecurityContext({ runAsNonRoot = true, runAsUser = 1000, fsGroup = 1000, seccompProfile = 'RuntimeDefault' }: PodSecurity): k8s.PodSecurityContext {
  return {
    runAsNonRoot,
    runAsUser,
    runAsGroup: runAsUser,
    fsGroup,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: seccompProfile === 'RuntimeDefault' ? { type: 'RuntimeDefault' } : { type: 'Localhost', ...seccompProfile },
  };
}

/** What the kernel and Kubernetes can number. */
const MOST_IDS = 2 ** 31 - 1;

/**
 * Reports users and groups that there cannot be, a root that `runAsNonRoot` keeps from starting, and pods that may run as
 * root.
 *
 * @param own what is given at `prop` itself
 * @param effective the same with what it inherits
 */
export function checkSecurity(problems: Problems, prop: string, own: PodSecurity | undefined, effective: PodSecurity = own ?? {}): void {
  for (const name of ['runAsUser', 'fsGroup'] as const) {
    const id = own?.[name];
    if (id !== undefined && !(Number.isInteger(id) && id >= 0 && id <= MOST_IDS)) {
      problems.error('INVALID_ID', `${prop}.${name}`, `${id} is not a user or group id`, 'Give a whole number from 1 on, such as 1000');
    }
  }
  const { runAsNonRoot = true, runAsUser } = effective;
  if (runAsNonRoot && runAsUser === 0) {
    problems.error('ROOT_USER', `${prop}.runAsUser`, 'user 0 is root, and the kubelet does not start it under runAsNonRoot', 'Choose another user, such as 1000');
  }
  if (own?.runAsNonRoot === false) {
    problems.warn('NOT_RESTRICTED', `${prop}.runAsNonRoot`, 'pods that may run as root violate the Pod Security Standard restricted', 'Leave it out: no image of the OP Stack needs root');
  }
}

/** Nothing the OP Stack runs needs a capability or a writable root file system. */
export const containerSecurityContext: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};
