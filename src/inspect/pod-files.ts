import { gunzipSync } from 'node:zlib';
import { untar } from './untar';
import { memberOf } from '../testing/json';
import { kubeObject } from '../testing/kube-object';
import type { Manifest } from '../testing/manifest';
import type { Pod } from '../testing/pod';

/**
 * The text of a file that a pod's container reads, where a ConfigMap among the manifests holds it: as it is, compressed,
 * or packed with others into an archive that an init container unpacks. Which volume it is unpacked into the manifests
 * do not say, so it is looked for by its name.
 *
 * @param path in the container, e.g. `/network/rollup-config/rollup.json`
 */
export function podFile(manifests: readonly Manifest[], { object, spec }: Pod, path: string): string | undefined {
  const name = path.split('/').pop()!;
  const sources = spec.at('volumes').items.map((volume) => ({ configMap: volume.at('configMap', 'name').text, items: volume.at('configMap', 'items').items }));
  for (const { configMap, items } of sources) {
    const holder = configMap === undefined ? undefined : manifests.find((manifest) => manifest.kind === 'ConfigMap' && isNamed(manifest, object.namespace, configMap));
    if (!holder) continue;
    const key = items.find((item) => item.at('path').text === name)?.at('key').text ?? name;
    const found = fileIn(holder, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isNamed(manifest: Manifest, namespace: string, name: string): boolean {
  const object = kubeObject(manifest);
  return object.name === name && object.namespace === namespace;
}

function fileIn({ data, binaryData }: Manifest, name: string): string | undefined {
  const plain = memberOf(data, name);
  if (typeof plain === 'string') return plain;
  const packed = Object.entries(typeof binaryData === 'object' && binaryData !== null ? binaryData : {});
  for (const [key, value] of packed) {
    if (key === name) return bytesOf(value).toString('utf8');
    if (key === `${name}.gz`) return unzipped(value).toString('utf8');
    if (!/\.(tar\.gz|tgz)$/.test(key)) continue;
    const found = [...untar(unzipped(value))].find(([path]) => path.split('/').pop() === name);
    if (found) return Buffer.from(found[1]).toString('utf8');
  }
  return undefined;
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(String(value), 'base64');
}

/** What is not compressed as it says holds nothing. */
function unzipped(value: unknown): Buffer {
  try {
    return gunzipSync(bytesOf(value));
  } catch {
    return Buffer.alloc(0);
  }
}
