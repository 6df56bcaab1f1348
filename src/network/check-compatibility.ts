import { findKnownChain } from './known-chains';
import type { CompatibilityDiagnostic, Component, HardforkTimes, ImagesProps, Versions } from '../compatibility';
// The command loads this file alone: the barrels would bring cdk8s with them.
import { diagnose } from '../compatibility/check-compatibility';
import { checkComponent, imagesOf } from '../compatibility/images';
import { versionOfTag } from '../compatibility/version';
import { versionsOf } from '../compatibility/versions-of';
import { Problems } from '../errors';
import { checkChoice } from '../kube/choice';
import { keysOf } from '../kube/plain';

/** What is to be checked. */
export interface CheckCompatibilityOptions {
  /** Name of a release, all components of which are checked. @default none */
  readonly release?: string;
  /**
   * Version by component, over those of the release: `{ 'op-node': 'v1.19.7' }`, where a tag that names none (`latest`) gives a
   * warning; or the `images` of a network. @default none
   */
  readonly images?: Versions | ImagesProps;
  /** Which components are in use. @default all that the release or the images name */
  readonly components?: readonly Component[];
  /** Name of a built-in chain, whose fork times and L1 count. @default none */
  readonly network?: string;
  /** Fork times of a chain, e.g. of `hardforkSchedule`; over those of `network`. @default none */
  readonly forks?: HardforkTimes;
  /** Chain id of the L1. @default that of `network` */
  readonly l1?: number;
  /** Seconds since 1970; the messages then also say how long is left. The library never reads the clock. @default not known */
  readonly now?: number;
  /** Dispute game that withdrawals are proved with. @default not known */
  readonly respectedGameType?: number;
  /** Game types that the challenger plays. @default not known */
  readonly gameTypes?: readonly number[];
  /** What op-node is told of the execution client. @default not checked */
  readonly engineKind?: string;
}

/**
 * Checks versions against each other, against the hardforks that a chain has scheduled, and against its L1.
 *
 * @returns what was found, errors first; empty when all is sound
 * @throws OpStackError when the release, the network or a component is unknown
 * @example
 * checkCompatibility({ release: 'stable-v1.13', network: 'op-mainnet' }).map(({ message }) => message)
 */
export function checkCompatibility(options: CheckCompatibilityOptions): readonly CompatibilityDiagnostic[] {
  const { release, images = {}, network, forks, now, respectedGameType, gameTypes, engineKind } = options;
  const problems = new Problems();
  const chain = network === undefined ? undefined : findKnownChain(problems, 'network', network);
  const resolved = imagesOf(isImagesProps(images) ? { release, ...images } : { release }, problems, 'images');
  const wanted = options.components;
  for (const key of Object.keys(images)) {
    if (isImagesProps(images)) checkChoice(problems, `images.${key}`, key, IMAGES_PROPS);
    else checkComponent(problems, `images.${key}`, key);
  }
  for (const [index, component] of (wanted ?? []).entries()) checkComponent(problems, `components[${index}]`, component);
  problems.settle();
  const ofRelease = release !== undefined || isImagesProps(images) ? versionsOf(resolved) : {};
  const versions: Versions = { ...ofRelease, ...(isImagesProps(images) ? {} : versionsOfTags(images)) };
  return diagnose({
    versions: wanted ? Object.fromEntries(keysOf(versions).filter((each) => wanted.includes(each)).map((each) => [each, versions[each]])) : versions,
    forks: { ...chain?.hardforks, ...forks },
    l1: options.l1 ?? chain?.l1ChainId,
    network,
    now,
    respectedGameType,
    gameTypes,
    engineKind,
  });
}

function versionsOfTags(tags: Versions): Versions {
  return Object.fromEntries(keysOf(tags).map((component) => [component, versionOfTag(tags[component] ?? '')]));
}

const IMAGES_PROPS: readonly string[] = ['release', 'components', 'registry', 'pullPolicy', 'pullSecrets'] satisfies readonly (keyof ImagesProps)[];

function isImagesProps(images: Versions | ImagesProps): images is ImagesProps {
  return Object.keys(images).some((key) => IMAGES_PROPS.includes(key));
}
