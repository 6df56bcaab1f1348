import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtifactFile, Playground } from '../model';
import { errorCode } from '../error-code';
import { MAX_CONFIG_BYTES, fitsTar, gzip, tar, type TarEntry } from '../../kube';
import type { Problems } from '../../errors';

/** The files of an output folder in two archives. */
export interface Bundle {
  /** tar.gz of what everybody may see; undefined when there is nothing. */
  readonly open?: Buffer;
  /** tar.gz of keys. */
  readonly keys?: Buffer;
  /** Changes when a file does. */
  readonly checksum: string;
}

/** What is larger than this never fits when it is packed, and is not even read. */
const MAX_RAW_BYTES = 256 * 1024 * 1024;
const HINT = 'Use Artifacts.hostPath, Artifacts.claim or Artifacts.image, which have no such limit';

/** Packs what the services mount; reports what is too large for an object of Kubernetes. */
export function packBundle(problems: Problems, prop: string, { dir, artifacts }: Playground): Bundle | undefined {
  const files = [...new Map(artifacts.flatMap((artifact) => artifact.files).map((file) => [file.path, file])).values()];
  for (const { path } of files) {
    if (!fitsTar(path)) problems.error('PATH_TOO_LONG', prop, `the path "${path}" is too long to be packed`, 'Shorten it, or use Artifacts.hostPath, Artifacts.claim or Artifacts.image');
  }
  const raw = files.reduce((sum, { size }) => sum + size, 0);
  if (raw > MAX_RAW_BYTES) {
    const largest = files.reduce((a, b) => (b.size > a.size ? b : a));
    problems.error('ARTIFACTS_TOO_LARGE', prop, `the files have ${raw} bytes, ${largest.size} of them in "${largest.path}"`, HINT);
    return undefined;
  }
  if (problems.any) return undefined;
  const folders = artifacts.filter(({ kind }) => kind === 'folder').map(({ path }): TarEntry => ({ path }));
  const open = pack(problems, prop, dir, files.filter(({ secret }) => !secret), folders);
  const keys = pack(problems, prop, dir, files.filter(({ secret }) => secret), []);
  checkSize(problems, prop, open, 'files', 'ConfigMap');
  checkSize(problems, prop, keys, 'keys', 'Secret');
  const hash = createHash('sha256');
  for (const part of [open, keys]) hash.update(part ?? '').update('\0');
  return { open, keys, checksum: hash.digest('hex').slice(0, 16) };
}

function pack(problems: Problems, prop: string, dir: string, files: readonly ArtifactFile[], folders: readonly TarEntry[]): Buffer | undefined {
  if (files.length + folders.length === 0) return undefined;
  try {
    return gzip(tar([...folders, ...files.map(({ path }) => ({ path, content: readFileSync(join(dir, path)) }))]));
  } catch (error) {
    problems.error('FILE_NOT_READ', prop, `a file of the output folder cannot be read (${errorCode(error)})`, 'Make the output folder readable for the user who runs synth');
    return undefined;
  }
}

function checkSize(problems: Problems, prop: string, packed: Buffer | undefined, what: string, kind: string): void {
  if (!packed || packed.length <= MAX_CONFIG_BYTES) return;
  problems.error('ARTIFACTS_TOO_LARGE', prop, `the ${what} have ${packed.length} bytes when they are packed, and a ${kind} takes at most ${MAX_CONFIG_BYTES}`, HINT);
}
