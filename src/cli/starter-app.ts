import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { packageFile, packageFolder } from './package-file';

/** What can be begun with, and what it deploys. */
export const templates = {
  replica: { summary: 'a read node of OP Sepolia', parts: ['shared', 'chain', 'replica'] },
  rollup: { summary: 'a rollup with sequencer, replicas, batcher, proposer and challenger', parts: ['shared', 'chain', 'rollup'] },
  playground: { summary: 'a builder-playground as one pod', parts: ['shared', 'playground'] },
} as const satisfies Readonly<Record<string, { readonly summary: string; readonly parts: readonly string[] }>>;

export type Template = keyof typeof templates;

interface StarterApp {
  /** Name of the npm package. */
  readonly name: string;
  /** Paths of its files below its folder. */
  readonly files: readonly string[];
  /** Those that are there already. */
  readonly taken: () => readonly string[];
  readonly write: () => void;
}

/** Files in which `{{…}}` stands for a name or a version; in others it may mean something else. */
const FILLED_IN: ReadonlySet<string> = new Set(['package.json', 'README.md']);
/** npm leaves out or renames files that begin with a dot when it packs, so the templates have them without. */
const DOTTED = /^(gitignore|github)(?=\/|$)/;

/**
 * The files of an app: those that all templates share, and the template's own.
 *
 * @param name default: the folder's, as npm allows it
 */
export function starterApp(template: Template, folder: string, name: string = npmName(basename(folder))): StarterApp {
  const words = wordsFor(name);
  const sources = new Map(templates[template].parts.flatMap((part) => filesBelow(join(packageFolder(), 'templates', part))).map(({ root, path }) => [path.replace(DOTTED, '.$1'), join(root, path)]));
  const files = [...sources.keys()];
  files.sort();
  return {
    name,
    files,
    taken: () => files.filter((file) => existsSync(join(folder, file))),
    write: () => {
      for (const [file, source] of sources) {
        const target = join(folder, file);
        mkdirSync(dirname(target), { recursive: true });
        if (FILLED_IN.has(file)) writeFileSync(target, readFileSync(source, 'utf8').replace(/\{\{([\w-]+)\}\}/g, (_, word: string) => words[word]!));
        else copyFileSync(source, target);
      }
    },
  };
}

/** The app gets the versions that this library was tested with, or newer ones that promise the same. */
function wordsFor(name: string): Readonly<Record<string, string>> {
  const { version, peerDependencies } = packageFile();
  return { ...peerDependencies, name, version: `^${version}` };
}

function filesBelow(root: string): { readonly root: string; readonly path: string }[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(root, path)).isFile())
    .map((path) => ({ root, path: path.split(sep).join('/') }));
}

/** @see https://docs.npmjs.com/cli/configuring-npm/package-json#name */
function npmName(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[._-]+|-+$/g, '') || 'op-stack-app';
}
