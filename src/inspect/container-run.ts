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
  /** Command and arguments; of a shell's script those of the last program of the OP Stack that it calls. */
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
    line: withoutShell(lineOf(field)),
    variables: new Map(field.at('env').items.map((variable) => [variable.at('name').text ?? '', variable])),
  };
}

/** The words that a container is started with. */
export function lineOf(container: Field): readonly string[] {
  return [...container.at('command').items, ...container.at('args').items].map(({ value }) => String(value));
}

/** A word of a script with the quotes in it, or what stands between commands. */
const TOKEN = /(?:[^\s;&|"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+|[;&|\n]/gs;
const SEPARATOR = /^[;&|\n]$/;
const QUOTED = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs;

/** What the executables are called where that is not the component's name. */
const EXECUTABLES: ReadonlyMap<string, Component> = new Map([['geth', 'op-geth'], ['reth', 'op-reth']]);

/** The program that an executable or image of this name is. */
export function componentOf(name: string): Component | undefined {
  return EXECUTABLES.get(name) ?? componentNamed(name);
}

/** `sh -c` and a script as the command that matters in it, with the words that the script is given. */
function withoutShell(line: readonly string[]): readonly string[] {
  const at = /^(?:ba|da|a)?sh$/.test(lastPart(line[0] ?? '')) ? line.findIndex((word) => /\s/.test(word)) : -1;
  const command = commandsOf(line[at] ?? '').filter(([program = '']) => componentOf(lastPart(program)) !== undefined).at(-1);
  return command ? [...command, ...line.slice(at + 1)] : line;
}

/** The words of each command of a script, as far as they can be told without running it. */
function commandsOf(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const [token] of script.replace(/\\\r?\n/g, ' ').matchAll(TOKEN)) {
    if (SEPARATOR.test(token)) commands.push([]);
    else commands.at(-1)!.push(token.replace(QUOTED, (_, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? ''));
  }
  return commands.map((words) => words.slice(words.findIndex((word) => word !== 'exec' && !/^\w+=/.test(word))));
}

/** The program of the OP Stack that has this name; the helper image is none. */
export function componentNamed(name: string): Component | undefined {
  return keysOf(components).find((component) => component !== 'toolbox' && component === name);
}

/** The name of a file or image in the folders that it is in. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
