import { kubeObject, type KubeObject } from '../kube-object';
import type { Manifest } from '../manifest';
import { podOf, type Pod } from '../pod';

/** All objects that are checked together. */
export class ObjectSet {
  readonly objects: readonly KubeObject[];
  readonly pods: readonly Pod[];

  constructor(manifests: readonly Manifest[]) {
    this.objects = manifests.map(kubeObject);
    this.pods = this.objects.flatMap((object) => podOf(object) ?? []);
  }

  /** The objects of a type (`v1/Service`) and name in the namespace of `object`. */
  near(object: KubeObject, type: string, name: string): KubeObject[] {
    return this.objects.filter(
      (other) => other.type === type && other.namespace === object.namespace && other.name === name,
    );
  }

  /** The pod templates in the namespace of `object`. */
  podsNear(object: KubeObject): Pod[] {
    return this.pods.filter((pod) => pod.object.namespace === object.namespace);
  }
}
