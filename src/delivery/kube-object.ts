/** Names and values of labels or of annotations. */
export type Pairs = Readonly<Record<string, string>>;

/** What delivery looks at in the metadata of an object or a pod. */
export interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Pairs;
  readonly annotations?: Pairs;
}

/** What delivery looks at in a synthesized object, of whatever kind. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Metadata;
  readonly spec?: {
    readonly type?: string;
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplate } };
  };
}

/** What delivery looks at in the pods that an object describes. */
export interface PodTemplate {
  readonly metadata?: Metadata;
  readonly spec?: { readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[] };
}

/** The kind with its group, as kubectl takes it: `Service`, `Deployment.apps`. */
export function kindOf({ apiVersion, kind }: KubeObject): string {
  const [group] = apiVersion.split('/').slice(0, -1);
  return group === undefined ? kind : `${kind}.${group}`;
}

/** Kinds whose deletion takes with it what no manifest can bring back. */
const KEPT: ReadonlySet<string> = new Set(['CustomResourceDefinition.apiextensions.k8s.io', 'Namespace', 'PersistentVolumeClaim', 'VolumeSnapshot.snapshot.storage.k8s.io']);

/** Whether data goes with the object: a tool that removes what left the repository should leave it. */
export const holdsData = (object: KubeObject): boolean => KEPT.has(kindOf(object));
