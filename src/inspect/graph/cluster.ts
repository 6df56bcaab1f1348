import { Field } from '../../testing/field';
import type { KubeObject } from '../../testing/kube-object';
import { givenBy } from '../../testing/lint/given-labels';
import { ObjectSet } from '../../testing/lint/object-set';
import { unmetBy, unmetInMap } from '../../testing/lint/selector';
import type { Manifest } from '../../testing/manifest';
import type { Pod } from '../../testing/pod';

/** Label of a namespace that holds its name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** The objects of the manifests, as the graph asks for them. */
export class Cluster extends ObjectSet {
  constructor(manifests: readonly Manifest[]) {
    super(manifests, new Set());
  }

  ofKind(...kinds: readonly string[]): readonly KubeObject[] {
    return this.objects.filter(({ kind }) => kinds.includes(kind));
  }

  service(namespace: string, name: string): KubeObject | undefined {
    return this.near({ namespace }, 'v1/Service', name)[0];
  }

  /** The pods that a Service selects. */
  selected(service: KubeObject): readonly Pod[] {
    const selector = service.root.at('spec', 'selector');
    if (selector.members.length === 0) return [];
    return this.podsNear(service).filter((pod) => unmetInMap(pod.labels, selector, givenBy(pod.object)) === undefined);
  }

  /** The labels of a namespace as far as they are known: its name always is. */
  namespaceLabels(name: string): { readonly labels: Field; readonly complete: boolean } {
    const [object] = this.objects.filter((each) => each.type === 'v1/Namespace' && each.name === name);
    const labels = object?.root.at('metadata', 'labels').value;
    return { labels: new Field({ ...(typeof labels === 'object' && labels), [NAMESPACE_NAME]: name }), complete: object !== undefined };
  }
}

/** Whether a label selector takes a pod. */
export function takes(selector: Field, pod: Pod): boolean {
  return unmetBy(pod.labels, selector, givenBy(pod.object)) === undefined;
}

/** How a node of the graph is called. */
export function idOf({ kind, namespace, name }: Pick<KubeObject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`;
}
