export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly [field: string]: unknown;
}

export interface Example {
  readonly name: string;
  readonly level: string;
  readonly objects: readonly KubeObject[];
}

export interface Plan {
  readonly examples: readonly (Example & { readonly namespaces: readonly string[]; readonly workloads: readonly KubeObject[] })[];
  readonly namespaces: readonly { readonly name: string; readonly level: string }[];
  readonly crds: readonly KubeObject[];
  readonly priorityClasses: readonly string[];
  readonly serviceAccounts: readonly { readonly name: string; readonly namespace: string }[];
}

export function objectsIn(text: string): readonly KubeObject[];
export function planRun(sets: readonly Example[], options: { readonly run: string; readonly ownNames?: boolean }): Plan;
export function renamed(objects: readonly unknown[], names: Readonly<Record<string, string>>): readonly unknown[];
export function suffixed(name: string, run: string): string;
export function definitionObject(definition: KubeObject, run: string): KubeObject;
