import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface PackageFile {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The folder of this library's package, whether this runs compiled or not. */
export function packageFolder(folder: string = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageFolder(dirname(folder));
}

/** What this library's package.json says. */
export function packageFile(): PackageFile {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is our own file
  return JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as PackageFile;
}
