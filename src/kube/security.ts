import type { k8s } from 'cdk8s-plus-28';

/** Under which user a pod's processes run. The defaults satisfy the Pod Security Standard `restricted`. */
export interface PodSecurity {
  /** Refuse to start as root. @default true */
  readonly runAsNonRoot?: boolean;
  /** User id of every process: the images run as root unless told otherwise. @default 1000 */
  readonly runAsUser?: number;
  /** Group that owns the volumes. @default 1000 */
  readonly fsGroup?: number;
  /** @default RuntimeDefault */
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

/** Nothing the OP Stack runs needs a capability or a writable root file system. */
export const containerSecurityContext: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};
