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
  return sorted(filesIn(path)).flatMap((file) => parseManifests(readFileSync(join(path, file), 'utf8'), join(path, file)));
}

/** A link to a folder is not followed: it may lead back, and what it leads to would count twice. */
function filesIn(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return filesIn(folder, path);
    return MANIFESTS.test(path) && !NOT_OBJECTS.has(entry.name) && !statSync(join(folder, path)).isDirectory() ? [path] : [];
  });
}

/**
 * The objects of a YAML or JSON text.
 *
 * @param origin where the text is from, for messages
 */
export function parseManifests(text: string, origin: string): readonly Manifest[] {
  return documentsOf(text, origin).flatMap((document, index) => unlisted(document).map((item) => {
    if (isManifest(item)) return item;
    throw new Error(`${origin}: document ${index + 1} is no Kubernetes object: ${isJsonObject(item) ? 'it has no apiVersion and kind' : 'it is no mapping'}`);
  }));
}

/** A `List` may hold others, or nothing at all. */
function unlisted(document: unknown): readonly unknown[] {
  if (!isManifest(document) || document.apiVersion !== 'v1' || document.kind !== 'List') return [document];
  return isJsonList(document.items) ? document.items.flatMap(unlisted) : [];
}

function documentsOf(text: string, origin: string): readonly unknown[] {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Error(`${origin}: ${messageOf(error)}`, { cause: error });
  }
}
