import { readFileSync } from 'node:fs';
import type { CheckFinding } from '../inspect/check/condition';
import { lintFinding } from '../inspect/check/configuration';
import type { Rollup } from '../inspect/rollups';
import { findingsOf } from '../testing/findings-of';
import { kubeObject } from '../testing/kube-object';
import { manifestsOf } from '../testing/manifests-of';
import type { Manifest } from '../testing/manifest';
import type { PodSecurityLevel } from '../testing/pod-security/pod-security-violations';

const NAME = 'app.kubernetes.io/name';

/** Puts all objects to the checks together, and gives to each rollup the findings about its own. */
export function lintOf(manifests: readonly Manifest[], { level, crds = [] }: { readonly level?: PodSecurityLevel; readonly crds?: readonly string[] }): (rollup: Pick<Rollup, 'manifests'>) => readonly CheckFinding[] {
  const findings = findingsOf(manifestsOf(manifests), { crds: crds.map((file) => readFileSync(file, 'utf8')) }, (manifest) => level ?? usualLevel(manifest));
  return (rollup) => {
    const own = new Set(rollup.manifests.map(keyOf));
    return findings.filter(({ kind, namespace, name }) => own.has(JSON.stringify([kind, namespace, name]))).map(lintFinding);
  };
}

/** The images of a playground run as root. */
function usualLevel(manifest: Manifest): PodSecurityLevel {
  return kubeObject(manifest).root.at('metadata', 'labels', NAME).text === 'builder-playground' ? 'baseline' : 'restricted';
}

function keyOf(manifest: Manifest): string {
  const { kind, namespace, name } = kubeObject(manifest);
  return JSON.stringify([kind, namespace, name]);
}
