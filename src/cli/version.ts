import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { memberOf } from '../testing/json';

/** The version of this library: of the package.json above, whether this runs compiled or not. */
export function version(folder: string = __dirname): string {
  const file = join(folder, 'package.json');
  return existsSync(file) ? String(memberOf(JSON.parse(readFileSync(file, 'utf8')), 'version')) : version(dirname(folder));
}
