import { readFileSync } from 'node:fs';
import type { IConfigMap } from 'cdk8s-plus-28';
import { checkEndpoint, type Url } from '../keys';
import type { Problems } from '../errors';
import { checkChecksum } from '../kube';

type Origin =
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'configMap'; readonly name: string; readonly key: string }
  | { readonly kind: 'url'; readonly url: Url; readonly sha256: string }
  | { readonly kind: 'claim'; readonly claimName: string; readonly path: string };

/**
 * Where a pod gets a configuration file such as rollup.json or genesis.json.
 *
 * @example
 * ConfigSource.fromFile('rollup.json')
 */
export class ConfigSource {
  /** A file beside the app, read at synth and put into a ConfigMap. @param path relative to the working directory */
  static fromFile(path: string): ConfigSource {
    return new ConfigSource({ kind: 'file', path });
  }

  /** The contents themselves, as text or as an object, put into a ConfigMap. */
  static inline(content: string | object): ConfigSource {
    return new ConfigSource({ kind: 'inline', text: typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n` });
  }

  /** A key of a ConfigMap that exists in the namespace. Its contents cannot be checked at synth. */
  static fromConfigMap(configMap: string | IConfigMap, key: string): ConfigSource {
    return new ConfigSource({ kind: 'configMap', name: typeof configMap === 'string' ? configMap : configMap.name, key });
  }

  /**
   * A download at pod start, refused unless its checksum is right. Its contents cannot be checked at synth.
   *
   * @param options.sha256 64 hex digits of the file as it is served
   */
  static fromUrl(url: Url, options: { readonly sha256: string }): ConfigSource {
    return new ConfigSource({ kind: 'url', url, sha256: options.sha256 });
  }

  /** A file on a PersistentVolumeClaim that exists in the namespace. @param path below the volume's root */
  static fromClaim(claimName: string, path: string): ConfigSource {
    return new ConfigSource({ kind: 'claim', claimName, path });
  }

  private constructor(
    /** @internal */
    readonly origin: Origin,
  ) {}

  /** What it says, where synth can know; reports a file that cannot be read and an origin that cannot be. @internal */
  read(problems: Problems, prop: string): string | undefined {
    const { origin } = this;
    switch (origin.kind) {
      case 'inline':
        return origin.text;
      case 'file':
        return readText(problems, prop, origin.path);
      case 'url':
        checkEndpoint(problems, prop, origin.url, ['https', 'http']);
        checkChecksum(problems, `${prop}.sha256`, origin.sha256);
        return undefined;
      case 'claim':
        if (origin.path === '' || origin.path.startsWith('/') || origin.path.split('/').includes('..')) {
          problems.error('INVALID_PATH', prop, `"${origin.path}" is no file below the volume's root`, 'Write it without a leading slash and without ".."');
        }
        return undefined;
      case 'configMap':
        return undefined;
    }
  }
}

function readText(problems: Problems, prop: string, path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // Not instanceof: under Jest the errors of node:fs are of another realm's Error.
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable';
    problems.error('FILE_NOT_READ', prop, `"${path}" cannot be read (${code})`, 'Give a path relative to the folder in which the app runs, or an absolute one');
    return undefined;
  }
}
