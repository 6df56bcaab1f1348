import { distinct, type Finding } from '../finding';
import { findingAbout, kubeObject } from '../kube-object';
import type { Manifest } from '../manifest';
import { podOf } from '../pod';
import { baseline } from './baseline';
import type { Controls } from './control';
import { restricted } from './restricted';

/**
 * A level of the Pod Security Standards.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

const CONTROLS: Readonly<Record<PodSecurityLevel, Controls>> = {
  privileged: {},
  baseline,
  restricted: { ...baseline, ...restricted },
};

/**
 * What of the pod templates of a set of objects violates a level of the Pod Security Standards of Kubernetes 1.29 and
 * newer; init containers, sidecars and ephemeral containers included.
 *
 * @param manifests plain manifests, as `manifestsOf` gives them
 * @returns findings whose rules are called `pod-security-…`; empty when nothing violates the level
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityViolations(manifests: readonly Manifest[], level: PodSecurityLevel): Finding[] {
  const pods = manifests.map(kubeObject).flatMap((object) => podOf(object) ?? []);
  const findings = pods.flatMap((pod) =>
    Object.entries(CONTROLS[level]).flatMap(([control, violations]) =>
      [...violations(pod)].map((fault) => findingAbout(pod.object, `pod-security-${control}`, fault)),
    ),
  );
  return distinct(findings);
}
