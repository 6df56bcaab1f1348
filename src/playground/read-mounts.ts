import type { GoObject } from './go-object';
import type { PlaygroundFile, PlaygroundVolume } from './model';
import { isPlainObject } from '../kube';

const SHARED = 'shared:';
/** What Docker takes. */
const VOLUME_NAME = /^[\w.-]+$/;

/** Which artifact stands where in the container. */
export function readFiles(service: GoObject): readonly PlaygroundFile[] {
  return Object.entries(service.stringMap('files_mapped')).map(([mountPath, artifact]) => {
    checkMountPath(service, 'files_mapped', mountPath);
    return { mountPath, artifact: tidy(artifact) };
  });
}

/** Which volume stands where in the container; releases up to v0.3.1 write the name alone, later ones an object. */
export function readVolumes(service: GoObject, owner: string): readonly PlaygroundVolume[] {
  const files = new Set(service.entries('files_mapped').map(([path]) => path));
  return service.entries('volumes_mapped').flatMap(([mountPath, value]) => {
    const prop = `${service.at('volumes_mapped')}.${mountPath}`;
    const name = nameOf(service, prop, value);
    if (name === undefined) return [];
    checkMountPath(service, 'volumes_mapped', mountPath);
    if (files.has(mountPath)) {
      service.problems.error('MOUNT_CLASH', prop, 'a file and a volume are mounted at one path', 'Mount one of them elsewhere in the recipe');
    }
    return [{ mountPath, volume: name.startsWith(SHARED) ? `volume-${name.slice(SHARED.length)}` : `volume-${owner}-${name}` }];
  });
}

function nameOf(service: GoObject, prop: string, value: unknown): string | undefined {
  const name = isPlainObject(value) ? service.objectOf(prop, value)?.string('Name') : value;
  if (typeof name !== 'string') {
    service.wrongType(prop, value, 'the name of a volume');
    return undefined;
  }
  const plain = name.startsWith(SHARED) ? name.slice(SHARED.length) : name;
  if (VOLUME_NAME.test(plain)) return name;
  service.problems.error('INVALID_VOLUME', prop, plain === '' ? 'the volume has no name' : `"${plain}" is no name of a volume`, 'Name it in the recipe with letters, digits, "_", "." and "-"');
  return undefined;
}

function checkMountPath(service: GoObject, field: string, path: string): void {
  if (path.startsWith('/') && !path.split('/').includes('..') && !path.includes(':')) return;
  service.problems.error('INVALID_PATH', `${service.at(field)}.${path}`, `"${path}" is no path at which something can be mounted`, 'Use an absolute path without ".." and ":"');
}

/** One spelling for one artifact. */
function tidy(path: string): string {
  return path.split('/').filter((step, i) => step !== '.' && (step !== '' || i === 0)).join('/');
}
