import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './error-code';
import type { Problems } from '../errors';
import { inOrder } from '../kube/in-order';

const MANIFEST = 'manifest.json';
/** Where the tool keeps output folders below its own. */
const USUAL = ['devnet', 'latest', 'sessions/latest'];
const SHOWN = 8;
const HINT = 'Give the folder that "builder-playground start <recipe> --dry-run --output <folder>" wrote';

/**
 * The folder, without symbolic links, and the text of its manifest; reports a folder that is no playground's.
 *
 * @param prop what the folder was given as
 */
export function findManifest(problems: Problems, dir: string, prop: string): { readonly dir: string; readonly text: string } | undefined {
  try {
    const real = realpathSync(dir);
    if (!statSync(real).isDirectory()) {
      problems.error('NOT_A_PLAYGROUND', prop, `"${dir}" is a file`, basename(dir) === MANIFEST ? `Give its folder, "${dirname(dir)}"` : HINT);
      return undefined;
    }
    if (existsSync(join(real, MANIFEST))) return { dir: real, text: readFileSync(join(real, MANIFEST), 'utf8') };
    problems.error('NOT_A_PLAYGROUND', prop, `"${dir}" has no ${MANIFEST}; it holds ${contentsOf(real)}`, hintFor(dir, real));
  } catch (error) {
    const code = errorCode(error);
    const missing = code === 'ENOENT';
    problems.error(missing ? 'FOLDER_NOT_FOUND' : 'FILE_NOT_READ', prop, missing ? `there is no folder "${dir}"` : `"${dir}" cannot be read (${code})`, missing ? HINT : 'Make it readable for the user who runs synth');
  }
  return undefined;
}

function contentsOf(dir: string): string {
  const names = inOrder(readdirSync(dir), (name) => name);
  if (names.length === 0) return 'nothing';
  const rest = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** People give the tool's own folder, or one inside of the output folder. */
function hintFor(dir: string, real: string): string {
  const inside = USUAL.find((path) => existsSync(join(real, path, MANIFEST)));
  if (inside !== undefined) return `Give "${join(dir, inside)}"`;
  return existsSync(join(dirname(real), MANIFEST)) ? `Give the folder above it, "${dirname(real)}"` : HINT;
}
