import { imageReference, referenceText, type ImageReference } from './image-reference';
import { inOrder } from '../kube/in-order';
import { isJsonList, isJsonObject, memberOf, type JsonObject } from '../testing/json';
import { kubeObject } from '../testing/kube-object';
import type { Manifest } from '../testing/manifest';
import type { ContainerRole } from '../testing/pod';

/** What an image does where it is named: as the container roles of the checks, a volume, or a field of a custom resource. */
export type ImageRole = ContainerRole | 'volume' | 'field';

/** One place that names an image. */
export interface ImageUse {
  readonly kind: string;
  /** Empty when the object names none. */
  readonly namespace: string;
  readonly name: string;
  /** Name of the container, the volume or the custom resource's list item; empty when it has none. */
  readonly container: string;
  readonly role: ImageRole;
}

/** An image, and all places that name it. */
export interface UsedImage extends ImageReference {
  /** The whole reference. */
  readonly image: string;
  readonly usedBy: readonly ImageUse[];
}

/** The images of some objects. */
export interface Images {
  /** Each image once, sorted by its whole reference. */
  readonly images: readonly UsedImage[];
  /** What stands where an image should, and is no reference. */
  readonly unreadable: readonly (ImageUse & { readonly text: string })[];
}

interface Named {
  readonly text: string;
  readonly container: string;
  readonly role: ImageRole;
}

/** Lists of containers, by what they are of; a sidecar is an init container that keeps running. */
const CONTAINERS: Readonly<Record<string, ImageRole>> = { initContainers: 'init', containers: 'main', ephemeralContainers: 'ephemeral' };
/** Their schemas have fields called `image`, which are none. */
const NO_IMAGES: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'ConfigMap', 'Secret']);

/** Every image that the objects name: of containers of all kinds wherever there is a pod in an object, of image volumes, and of custom resources. */
export function imagesIn(manifests: readonly Manifest[]): Images {
  const found = new Map<string, UsedImage & { readonly usedBy: ImageUse[] }>();
  const unreadable: (ImageUse & { text: string })[] = [];
  for (const manifest of manifests) {
    const { kind, namespace, name } = kubeObject(manifest);
    if (NO_IMAGES.has(kind)) continue;
    for (const { text, container, role } of namedIn(manifest, isCustom(manifest))) {
      const use: ImageUse = { kind, namespace, name, container, role };
      const reference = imageReference(text);
      if (!reference) {
        unreadable.push({ ...use, text });
        continue;
      }
      const image = referenceText(reference);
      const known = found.get(image) ?? { image, ...reference, usedBy: [] };
      known.usedBy.push(use);
      found.set(image, known);
    }
  }
  return { images: inOrder(found.values(), ({ image }) => image), unreadable };
}

/** Groups of Kubernetes itself have no dot, or end in k8s.io; the fields of their kinds are known. */
function isCustom({ apiVersion }: Manifest): boolean {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  return group.includes('.') && !group.endsWith('k8s.io');
}

function namedIn(value: unknown, custom: boolean, at = ''): readonly Named[] {
  if (isJsonList(value)) return value.flatMap((item) => namedIn(item, custom, at));
  if (!isJsonObject(value)) return [];
  return [...ownImage(value, custom, at), ...Object.entries(value).flatMap(([key, member]) => namedIn(member, custom, key))];
}

/** The image that an object names by itself, e.g. a container, by the member that it stands in. */
function ownImage(object: JsonObject, custom: boolean, at: string): readonly Named[] {
  const { image } = object;
  const container = typeof object.name === 'string' ? object.name : '';
  const role = CONTAINERS[at];
  const volume = memberOf(image, 'reference');
  if (typeof volume === 'string') return [{ text: volume, container, role: 'volume' }];
  if (typeof image !== 'string' || image === '') return [];
  if (role !== undefined) return [{ text: image, container, role: role === 'init' && object.restartPolicy === 'Always' ? 'sidecar' : role }];
  return custom ? [{ text: withTag(image, object.tag), container, role: 'field' }] : [];
}

/** Some kinds keep the tag in a field of its own. */
function withTag(image: string, tag: unknown): string {
  const whole = image.slice(image.lastIndexOf('/')).match(/[:@]/) !== null;
  return whole || typeof tag !== 'string' || tag === '' ? image : `${image}:${tag}`;
}
