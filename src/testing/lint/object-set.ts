import { kubeObject, type KubeObject } from '../kube-object';
import type { Manifest } from '../manifest';
import { podOf, type Pod } from '../pod';

/** Built-in kinds without a namespace that charts make. */
const CLUSTER_SCOPED: readonly string[] = [
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
];

/** All objects that are checked together. */
export class ObjectSet {
  readonly objects: readonly KubeObject[];
  readonly pods: readonly Pod[];

  /** `clusterScoped` are the types of custom resources that have no namespace, e.g. `example.com/v1/Widget`. */
  constructor(
    manifests: readonly Manifest[],
    private readonly clusterScoped: ReadonlySet<string>,
  ) {
    this.objects = manifests.map(kubeObject);
    this.pods = this.objects.flatMap((object) => podOf(object) ?? []);
  }

  /** Equal for manifests of one and the same object; the version of the API does not count, as it only is a view. */
  identityOf({ type, group, kind, namespace, name }: KubeObject): string {
    const hasNamespace = !CLUSTER_SCOPED.includes(kind) && !this.clusterScoped.has(type);
    return JSON.stringify([group, kind, hasNamespace ? namespace : '', name]);
  }

  /** The objects of a type (`v1/Service`) and name in the namespace of `object`. */
  near(object: Pick<KubeObject, 'namespace'>, type: string, name: string): KubeObject[] {
    return this.objects.filter(
      (other) => other.type === type && other.namespace === object.namespace && other.name === name,
    );
  }

  /** The pod templates in the namespace of `object`. */
  podsNear(object: KubeObject): Pod[] {
    return this.pods.filter((pod) => pod.object.namespace === object.namespace);
  }
}
