import { mirrored } from '../compatibility/images';

/** An image reference with all that a container runtime would add to it. */
export interface ImageReference {
  /** Registry host, with its port, e.g. `docker.io`. */
  readonly registry: string;
  /** Path below the host, e.g. `library/busybox`. */
  readonly path: string;
  /** @default none where there is a digest, else `latest` */
  readonly tag?: string;
  /** `sha256:` and 64 hex digits. @default it is pinned by its tag */
  readonly digest?: string;
}

/** @see https://github.com/distribution/reference/blob/main/regexp.go */
const REFERENCE = /^(?<name>(?:[a-zA-Z0-9][\w.-]*(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z][a-z0-9]*(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}))?$/;
const DOCKER_HUB = 'docker.io';

/** A reference as it is written. */
export interface ImageParts {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** @returns `undefined` when it is no reference */
export function imageParts(text: string): ImageParts | undefined {
  const { name, tag, digest } = REFERENCE.exec(text)?.groups ?? {};
  return name === undefined ? undefined : { name, tag, digest };
}

/**
 * Takes a reference apart as a container runtime does: a name without a host is of Docker Hub, and one without a folder
 * there of its official images.
 *
 * @returns `undefined` when it is no reference
 * @example imageReference('busybox') // { registry: 'docker.io', path: 'library/busybox', tag: 'latest' }
 */
export function imageReference(text: string): ImageReference | undefined {
  const parts = imageParts(text);
  if (!parts) return undefined;
  const { name, tag, digest } = parts;
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const hasHost = /[.:]|^localhost$|[A-Z]/.test(first);
  const registry = !hasHost || first === 'index.docker.io' ? DOCKER_HUB : first;
  const path = hasHost ? name.slice(slash + 1) : name;
  return {
    registry,
    path: registry === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    ...(tag === undefined && digest === undefined && { tag: 'latest' }),
  };
}

/** The whole reference, with tag and digest. */
export function referenceText({ registry, path, tag, digest }: ImageReference): string {
  return `${registry}/${path}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/**
 * Where the image is in a mirror: what an app emits whose `images.registry` is that mirror. An image that is in the
 * mirror already stays where it is.
 *
 * @param mirror registry host with an optional path, e.g. `mirror.example.com/oplabs`
 */
export function mirroredReference(image: ImageReference, mirror: string): ImageReference {
  const name = `${image.registry}/${image.path}`;
  if (name.startsWith(`${mirror}/`)) return image;
  const target = mirrored(name, mirror);
  const slash = target.indexOf('/');
  return { ...image, registry: target.slice(0, slash), path: target.slice(slash + 1) };
}
