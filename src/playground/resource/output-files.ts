import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaygroundFile, PlaygroundService } from '../model';
import { OUTPUT_DIR } from '../plan/plan-mounts';

/** Where arguments of the first draft name a file of the output folder, or one that a service writes there. */
const BELOW_DIR = /\{\{-?\s*\.Dir\s*-?\}\}\/([\w./-]*\w)/g;
/** What the tool always writes; other paths may be a service's own. */
const TOOLS_OWN = /^(genesis\.json|jwtsecret|testnet|data_validator|l2-genesis\.json|rollup\.json|enode-key-\d+\.txt|rbuilder-config\.toml)$/;

/**
 * A service with the files that its templates name, as if it mounted each: the first draft mounts the whole folder, and
 * not all that is in there belongs into a cluster.
 */
export function withOutputFiles(service: PlaygroundService, dir: string): PlaygroundService {
  const sources = [...service.args, ...Object.values(service.env)].map(({ source }) => source);
  const paths = new Set(sources.flatMap((source) => [...source.matchAll(BELOW_DIR)].map(([, path = '']) => path)));
  const files = [...paths].filter((path) => TOOLS_OWN.test(path) || existsSync(join(dir, path)));
  return { ...service, files: [...service.files, ...files.map((path): PlaygroundFile => ({ mountPath: `${OUTPUT_DIR}/${path}`, artifact: path }))] };
}
