import { imageParts } from './image-reference';
import { components, type Component } from '../compatibility/components';
import { versionOfTag } from '../compatibility/version';
import { keysOf } from '../kube/plain';
import type { Field } from '../testing/field';
import type { Container } from '../testing/pod';

/** What a container runs, as its manifest says. */
export interface Run {
  /** As it is written. */
  readonly image: string;
  /** Its repository without registry and folders; empty for what is no image. */
  readonly imageName: string;
  /** @default the image has none */
  readonly tag?: string;
  /** @default the tag names none */
  readonly version?: string;
  /** @default the image has none */
  readonly digest?: string;
  /** Command and arguments. */
  readonly line: readonly string[];
  /** Variables by name; of those with the same name the last one, as a program sees it. */
  readonly variables: ReadonlyMap<string, Field>;
}

export function runOf({ field }: Container): Run {
  const image = field.at('image').text ?? '';
  const { name = '', tag, digest } = imageParts(image) ?? {};
  return {
    image,
    imageName: lastPart(name),
    tag,
    version: tag === undefined ? undefined : versionOfTag(tag),
    digest,
    line: lineOf(field),
    variables: new Map(field.at('env').items.map((variable) => [variable.at('name').text ?? '', variable])),
  };
}

/** The words that a container is started with. */
export function lineOf(container: Field): readonly string[] {
  return [...container.at('command').items, ...container.at('args').items].map(({ value }) => String(value));
}

/** The program of the OP Stack that has this name; the helper image is none. */
export function componentNamed(name: string): Component | undefined {
  return keysOf(components).find((component) => component !== 'toolbox' && component === name);
}

/** The name of a file or image in the folders that it is in. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
