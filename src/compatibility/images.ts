import { components, type Component } from './components';
import { defaultRelease, releases, type Release } from './releases';
import { versionOfTag, within } from './version';
import { Problems, oneOf } from '../errors';
import { checkChoice, checkReference } from '../kube';

/** Replaces what the release says of one component's image. */
export interface ImageOverride {
  /** Another version of the usual image, e.g. `v1.19.8`. @default the release's */
  readonly version?: string;
  /** A whole reference, e.g. `registry.example.com/op-node:my-build`; then `version` says which version's flags it takes. @default the component's repository and version */
  readonly image?: string;
  /** Digest to pin, `sha256:` and 64 hex digits. @default none */
  readonly digest?: string;
}

/** Which images the containers run. */
export interface ImagesProps {
  /** Name of one of the {@link releases}. @default `karst-2026-09` */
  readonly release?: string;
  /** Other versions or images for single components. @default none */
  readonly components?: Readonly<Partial<Record<Component, ImageOverride>>>;
  /**
   * Mirror that stands for the registry host of every image, path included: `mirror.example.com/oplabs` gives
   * `mirror.example.com/oplabs/oplabs-tools-artifacts/images/op-node:v1.19.7`. Whole references stay as they are.
   *
   * @default the public registries
   */
  readonly registry?: string;
  /** When the kubelet pulls an image that it has. @default IfNotPresent */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Names of the pull Secrets of the namespace. @default none */
  readonly pullSecrets?: readonly string[];
}

/** One component's image. */
export interface Image {
  /** The program that is in it. */
  readonly component: Component;
  /** What stands under `image:`. */
  readonly reference: string;
  /** The version whose flags it takes, with its `v`; `undefined` when the tag names none. */
  readonly version?: string;
}

/** All images of a deployment, looked up by component. */
export interface ResolvedImages {
  /** The release whose versions were taken. */
  readonly release: Release;
  /** Pull policy of every container. */
  readonly pullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  /** Names of the pull Secrets of every pod. */
  readonly pullSecrets: readonly string[];
  /** The component's image, or `undefined` when neither the release nor an override names one. */
  find(component: Component): Image | undefined;
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as const;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const TAG = /^\w[\w.-]{0,127}$/;
/** @see https://github.com/distribution/reference */
const REFERENCE = /^[a-zA-Z0-9][\w.-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

/**
 * Works out which image each component runs.
 *
 * @throws OpStackError when the release is unknown, or a version, digest or mirror is malformed
 * @example
 * resolveImages({ release: 'karst-2026-09', registry: 'mirror.example.com' }).find('op-node')?.reference
 */
export function resolveImages(props: ImagesProps = {}): ResolvedImages {
  const problems = new Problems();
  const images = imagesOf(props, problems);
  problems.settle();
  return images;
}

/** {@link resolveImages} for a construct, which reports with its own path. @internal */
export function imagesOf(props: ImagesProps, problems: Problems, prop = 'images'): ResolvedImages {
  const release = findRelease(props.release ?? defaultRelease, problems, prop);
  checkOverrides(props, problems, prop);
  return {
    release,
    pullPolicy: props.pullPolicy ?? 'IfNotPresent',
    pullSecrets: props.pullSecrets ?? [],
    find: (component) => {
      const override = props.components?.[component];
      const version = override?.version ?? (override?.image ? tagVersion(override.image) : release.components[component]);
      const plain = override?.image ?? (version && `${mirrored(repositoryOf(component, version), props.registry)}:${version}`);
      return plain ? { component, reference: override?.digest ? `${plain}@${override.digest}` : plain, version: version && versionOfTag(version) } : undefined;
    },
  };
}

/** The image of one component, which its construct may override; reports that there is none. @internal */
export function imageOf(props: ImagesProps | undefined, component: Component, override: ImageOverride | undefined, problems: Problems, prop: string): Image {
  if (override) checkOverride(override, problems, prop);
  // What is wrong with the network's own images, the network has reported.
  const images = imagesOf(override ? { ...props, components: { [component]: override } } : (props ?? {}), new Problems());
  const image = images.find(component);
  if (!image) {
    problems.error('MISSING_IMAGE', prop, `release ${images.release.name} has no ${component} that can follow its hardforks`, `Set images.components['${component}'].version, or use another client`);
  }
  return image ?? { component, reference: component };
}

function findRelease(name: string, problems: Problems, prop: string): Release {
  const names = releases.map((release) => release.name);
  const found = releases.find((release) => release.name === name);
  if (!found) {
    problems.error('UNKNOWN_RELEASE', `${prop}.release`, `there is no release "${name}"`, oneOf('releases', names, name));
  }
  return found ?? releases.find((release) => release.name === defaultRelease)!;
}

function checkOverrides({ components: overrides = {}, registry, pullPolicy, pullSecrets = [] }: ImagesProps, problems: Problems, prop: string): void {
  checkChoice(problems, `${prop}.pullPolicy`, pullPolicy, PULL_POLICIES);
  for (const [index, name] of pullSecrets.entries()) checkReference(problems, `${prop}.pullSecrets[${index}]`, name);
  if (registry !== undefined && !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d+)?(\/[-a-z0-9._]+)*$/.test(registry)) {
    problems.error('INVALID_REGISTRY', `${prop}.registry`, `"${registry}" is not a registry host with an optional path`, 'Write it like mirror.example.com/oplabs, without a scheme or a final slash');
  }
  for (const [component, override] of Object.entries<ImageOverride | undefined>(overrides)) {
    const at = `${prop}.components.${component}`;
    checkComponent(problems, at, component);
    if (override) checkOverride(override, problems, at);
  }
}

/** Reports a component that there is not. @internal */
export function checkComponent(problems: Problems, at: string, component: string): void {
  if (Object.hasOwn(components, component)) return;
  problems.error('UNKNOWN_COMPONENT', at, `there is no component "${component}"`, oneOf('components', Object.keys(components), component));
}

function checkOverride({ image, version, digest }: ImageOverride, problems: Problems, at: string): void {
  if (digest !== undefined && !DIGEST.test(digest)) {
    problems.error('INVALID_DIGEST', `${at}.digest`, 'this is no digest', 'Write it like sha256: followed by 64 hex digits');
  } else if (digest !== undefined && image?.includes('@')) {
    problems.error('INVALID_DIGEST', `${at}.digest`, 'the image names a digest already', 'Keep one of them');
  }
  if (image !== undefined && !REFERENCE.test(image)) {
    problems.error('INVALID_IMAGE', `${at}.image`, `"${image}" is no image reference`, 'Write it like registry.example.com/op-node:v1.19.7, without a scheme');
  }
  if (version !== undefined && !TAG.test(version)) {
    problems.error('INVALID_VERSION', `${at}.version`, `"${version}" is no image tag`, 'Write it like v1.19.7; whole references go into "image"');
  }
}

function tagVersion(image: string): string | undefined {
  return /:([\w][\w.-]*)(@|$)/.exec(image.slice(image.lastIndexOf('/') + 1))?.[1];
}

function repositoryOf(component: Component, version: string): string {
  const known = versionOfTag(version);
  const rows = components[component].repositories;
  const row = rows.find(({ before }) => before === undefined || (known !== undefined && within(known, undefined, before)));
  return (row ?? rows[rows.length - 1]!).repository;
}

/** The repository in a mirror that stands for its registry host. @internal */
export function mirrored(repository: string, registry: string | undefined): string {
  return registry ? `${registry}${repository.slice(repository.indexOf('/'))}` : repository;
}
