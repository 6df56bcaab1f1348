import { readFileSync } from 'node:fs';
import type { CheckFinding } from '../inspect/check/condition';
import { lintFinding } from '../inspect/check/configuration';
import type { Rollup } from '../inspect/rollups';
import type { Finding } from '../testing/finding';
import { findingsOf } from '../testing/findings-of';
import { kubeObject } from '../testing/kube-object';
import type { Manifest } from '../testing/manifest';
import { plainManifests } from '../testing/plain-manifests';
import type { PodSecurityLevel } from '../testing/pod-security/pod-security-violations';

const NAME = 'app.kubernetes.io/name';

/** Puts all objects to the checks together, and gives to each rollup the findings about its own. */
export function lintOf(manifests: readonly Manifest[], { level, crds = [] }: { readonly level?: PodSecurityLevel; readonly crds?: readonly string[] }): (rollup: Pick<Rollup, 'manifests'>) => readonly CheckFinding[] {
  const findings = findingsOf(plainManifests(manifests), { crds: crds.map((file) => readFileSync(file, 'utf8')) }, (manifest) => level ?? usualLevel(manifest));
  return (rollup) => {
    const own = new Set(rollup.manifests.map((manifest) => keyOf(kubeObject(manifest))));
    return findings.filter((finding) => own.has(keyOf(finding))).map(lintFinding);
  };
}

/** The images of a playground run as root. */
function usualLevel(manifest: Manifest): PodSecurityLevel {
  return kubeObject(manifest).root.at('metadata', 'labels', NAME).text === 'builder-playground' ? 'baseline' : 'restricted';
}

function keyOf({ kind, namespace, name }: Pick<Finding, 'kind' | 'namespace' | 'name'>): string {
  return JSON.stringify([kind, namespace, name]);
}
