import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { artifactFile } from './artifact-file';
import { errorCode } from './error-code';
import type { ArtifactFile, PlaygroundArtifact, PlaygroundService } from './model';
import type { Problems } from '../errors';
import { inOrder } from '../kube/in-order';

/** Looks up all that services mount from the output folder; reports what cannot be packed, each once. */
export function readArtifacts(problems: Problems, dir: string, services: readonly PlaygroundService[]): readonly PlaygroundArtifact[] {
  const users = new Map<string, string>();
  for (const { name, files } of services) {
    for (const { mountPath, artifact } of files) {
      if (!users.has(artifact)) users.set(artifact, `services.${name}.files_mapped.${mountPath}`);
    }
  }
  return inOrder(users, ([path]) => path).flatMap(([path, prop]) => readArtifact(problems, prop, dir, path) ?? []);
}

function readArtifact(problems: Problems, prop: string, dir: string, path: string): PlaygroundArtifact | undefined {
  if (path === '' || path.startsWith('/') || path.split('/').includes('..')) {
    problems.error('INVALID_PATH', prop, `"${path}" is no path inside of the output folder`, 'Write it relative to the output folder, without ".."');
    return undefined;
  }
  try {
    const found = follow(problems, prop, dir, path);
    if (!found) return undefined;
    return { path, kind: found.isDirectory() ? 'folder' : 'file', files: found.isDirectory() ? filesBelow(problems, prop, dir, path) : [artifactFile(dir, path, found.size, true)] };
  } catch (error) {
    problems.error('FILE_NOT_READ', prop, `"${path}" cannot be read (${errorCode(error)})`, 'Make the output folder readable for the user who runs synth');
    return undefined;
  }
}

/** Goes down to the path step by step, so that no symbolic link on the way leads outside. */
function follow(problems: Problems, prop: string, dir: string, path: string): Stats | undefined {
  const steps = path.split('/');
  for (const [i] of steps.entries()) {
    const at = steps.slice(0, i + 1).join('/');
    const stats = lstatSync(join(dir, at), { throwIfNoEntry: false });
    const last = i === steps.length - 1;
    if (!stats || (!last && !stats.isDirectory() && !stats.isSymbolicLink())) {
      problems.error('FILE_NOT_FOUND', prop, `there is no "${path}" in the output folder`, 'Give the whole folder that "builder-playground start <recipe> --dry-run" wrote');
      return undefined;
    }
    if (!isPackable(problems, prop, at, stats)) return undefined;
    if (last) return stats;
  }
  return undefined;
}

function filesBelow(problems: Problems, prop: string, dir: string, folder: string): readonly ArtifactFile[] {
  const names = inOrder(readdirSync(join(dir, folder)), (name) => name);
  return names.flatMap((name) => {
    const path = `${folder}/${name}`;
    const stats = lstatSync(join(dir, path));
    if (!isPackable(problems, prop, path, stats)) return [];
    return stats.isDirectory() ? filesBelow(problems, prop, dir, path) : [artifactFile(dir, path, stats.size, false)];
  });
}

function isPackable(problems: Problems, prop: string, path: string, stats: Stats): boolean {
  if (stats.isFile() || stats.isDirectory()) return true;
  const what = stats.isSymbolicLink() ? 'a symbolic link, which may lead anywhere' : 'neither a file nor a folder';
  problems.error('NOT_A_FILE', prop, `"${path}" is ${what}`, 'Put a copy of the file in its place');
  return false;
}
