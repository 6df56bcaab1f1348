import { type Fault, Field } from './field';
import type { Finding } from './finding';
import type { Manifest } from './manifest';

/** A manifest with its identity read out, as the checks use it. */
export interface KubeObject {
  /** `apiVersion/kind`, e.g. `apps/v1/Deployment`. */
  readonly type: string;
  readonly kind: string;
  /** API group, e.g. `apps`; empty for the core group. */
  readonly group: string;
  /** Empty when the manifest names none. */
  readonly namespace: string;
  /** Empty when the manifest has none. */
  readonly name: string;
  readonly root: Field;
}

export function kubeObject(manifest: Manifest): KubeObject {
  const { apiVersion, kind } = manifest;
  const root = new Field(manifest);
  const namespace = root.at('metadata', 'namespace').text ?? '';
  const name = root.at('metadata', 'name').text ?? '';
  const group = apiVersion.split('/').slice(0, -1).join('/');
  return { type: `${apiVersion}/${kind}`, kind, group, namespace, name, root };
}

/** `Kind name`, for use in messages about other objects of the same namespace. */
export function titleOf({ kind, name }: KubeObject): string {
  return `${kind} ${name}`;
}

/** A fault of an object as a finding. */
export function findingAbout({ kind, namespace, name }: KubeObject, rule: string, { path, message }: Fault): Finding {
  return { rule, kind, namespace, name, path, message };
}
