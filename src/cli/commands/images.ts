import { InvalidArgumentError, Option } from 'commander';
import { UsageError, type Definition } from '../definition';
import type { Io } from '../io';
import { jsonText } from '../json-text';
import { SOURCE, synthesized, takesApp } from '../synthesized';
import { resolveImages } from '../../compatibility/images';
import { OpStackError } from '../../errors';
import { mirroredReference, referenceText } from '../../inspect/image-reference';
import { imagesIn, type UsedImage } from '../../inspect/images';
import { skopeoCopy } from '../../inspect/skopeo';

type Format = 'list' | 'json' | 'skopeo';
const FORMATS: readonly Format[] = ['list', 'json', 'skopeo'];

interface Options {
  readonly app?: string;
  readonly format: Format;
  readonly to?: string;
}

/** Lists every image that a cluster would pull. */
export const images: Definition = {
  takes: (command) => {
    command.argument('[source]', SOURCE);
    takesApp(command);
    command
      .addOption(new Option('--format <format>', 'list: one a line; json: with what uses each; skopeo: shell lines that copy each to --to').choices(FORMATS).default('list'))
      .option('--to <registry>', 'mirror that stands for every registry host, as images.registry of a network does, e.g. mirror.example.com/oplabs; list and json then say where each image is in it', mirror);
  },
  examples: [
    ['images dist/manifests', 'what does a cluster pull?'],
    ['images dist/manifests --to mirror.example.com --format skopeo', 'fill a mirror: pipe it into sh'],
    ['images dist/manifests --format json', 'which workloads use which image?'],
  ],
  action: (io) => (source: string | undefined, { app, format, to }: Options) => {
    if (format === 'skopeo' && to === undefined) throw new UsageError('--format skopeo needs --to, the registry that the images are copied to');
    const { images: found, unreadable } = imagesIn(synthesized(source, app, io));
    const all = found.map((image) => ({ ...image, ...(to !== undefined && { target: mirroredReference(image, to) }) }));
    if (format === 'json') printJson(all, io);
    else for (const image of all) printLine(image, format, io);
    if (found.length === 0 && unreadable.length === 0) io.err('no object names an image\n');
    for (const { kind, name, container, text } of unreadable) io.err(`error: ${kind} ${name}, ${container}: "${text}" is no image reference\n`);
    return unreadable.length > 0 ? 1 : 0;
  },
};

type Target = { readonly target?: ReturnType<typeof mirroredReference> };

function printLine({ target, ...image }: UsedImage & Target, format: Format, io: Io): void {
  const there = target && referenceText(target);
  if (format === 'list') io.out(`${there === undefined ? image.image : `${image.image}\t${there}`}\n`);
  else if (target && there !== image.image) io.out(`${skopeoCopy(image, target)}\n`);
  else io.err(`${image.image} is in the mirror already\n`);
}

function printJson(all: readonly (UsedImage & Target)[], io: Io): void {
  const listed = all.map(({ image, registry, path, tag, digest, target, usedBy }) => ({ image, registry, path, tag, digest, target: target && referenceText(target), usedBy }));
  io.out(jsonText({ images: listed }));
}

/** As the prop of the network has it. */
function mirror(registry: string): string {
  try {
    resolveImages({ registry });
    return registry;
  } catch (error) {
    if (!(error instanceof OpStackError)) throw error;
    throw new InvalidArgumentError(`${error.problems[0]!.message}. ${error.hint}.`);
  }
}
