import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../errors/message-of';
import { isJsonList, isJsonObject } from '../testing/json';
import { isManifest, type Manifest } from '../testing/manifest';
import { sorted } from '../testing/sorted';
import { parseYaml } from '../testing/yaml-text';

const MANIFESTS = /\.(ya?ml|json)$/;
/** Files that tell a tool what to do with the manifests beside them. */
const NOT_OBJECTS = new Set(['kustomization.yaml', 'kustomization.yml', 'Chart.yaml', 'values.yaml']);

/**
 * The objects of a file of YAML or JSON, or of all such files of a folder and the folders in it, in the order of the
 * files' names. A `v1` `List` is replaced by its items.
 *
 * @throws Error that names the file and document that is no manifest
 */
export function readManifests(path: string): readonly Manifest[] {
  if (!statSync(path).isDirectory()) return parseManifests(readFileSync(path, 'utf8'), path);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => MANIFESTS.test(file) && !NOT_OBJECTS.has(file.split(/[\\/]/).pop()!));
  return sorted(files).flatMap((file) => parseManifests(readFileSync(join(path, file), 'utf8'), join(path, file)));
}

/**
 * The objects of a YAML or JSON text.
 *
 * @param origin where the text is from, for messages
 */
export function parseManifests(text: string, origin: string): readonly Manifest[] {
  return documentsOf(text, origin).flatMap((document, index) => {
    const items = isManifest(document) && document.kind === 'List' && isJsonList(document.items) ? document.items : [document];
    return items.map((item) => {
      if (isManifest(item)) return item;
      throw new Error(`${origin}: document ${index + 1} is no Kubernetes object: ${isJsonObject(item) ? 'it has no apiVersion and kind' : 'it is no mapping'}`);
    });
  });
}

function documentsOf(text: string, origin: string): readonly unknown[] {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Error(`${origin}: ${messageOf(error)}`, { cause: error });
  }
}
