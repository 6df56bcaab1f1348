import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtifactFile } from './model';
import { holdsSecret } from '../errors';

/** Keys by their place: the validators' folder, and what the tool and recipes call their keys. */
const SECRET_PATH = /^data_validator\/|(^|\/)(jwtsecret|enode-key[^/]*|[^/]*\.(key|pem))$/;
/** More is no configuration that somebody wrote. */
const SMALL = 64 * 1024;
const ADDRESS = /(?<![\w.-])[A-Za-z][\w-]*:\d{1,5}(?!\d)/g;

/** What the plan has to know of a file. @param mounted whether a service mounts the file itself, and not a folder that it is in */
export function artifactFile(dir: string, path: string, size: number, mounted: boolean): ArtifactFile {
  const byPath = SECRET_PATH.test(path);
  // Genesis files and rollup configurations are full of hashes, which look like keys.
  if (!mounted || size > SMALL || path.endsWith('.json')) return byPath ? { path, size, secret: true } : { path, size };
  const text = readFileSync(join(dir, path), 'utf8');
  const addresses = [...new Set(text.match(ADDRESS))];
  return {
    path,
    size,
    ...(byPath || holdsSecret(text) || text.includes('PRIVATE KEY-----') ? { secret: true } : {}),
    ...(addresses.length > 0 ? { addresses } : {}),
  };
}
