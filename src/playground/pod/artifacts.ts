import type { Problems } from '../../errors';

type Origin =
  | { readonly kind: 'bundle' }
  | { readonly kind: 'hostPath'; readonly path: string }
  | { readonly kind: 'claim'; readonly claimName: string; readonly path?: string }
  | { readonly kind: 'image'; readonly image: string; readonly path: string };

/**
 * Where the pods get the files of the output folder: genesis, keys and configuration.
 *
 * @example
 * Artifacts.claim('playground-files')
 */
export class Artifacts {
  /**
   * Packed at synth into a ConfigMap, with keys in a Secret, and unpacked by an init container. Each takes 1 MiB, which is
   * plenty for the recipes. Apply with `kubectl apply --server-side`: the annotation of a client-side apply has room for
   * 256 KiB.
   */
  static bundle(): Artifacts {
    return new Artifacts({ kind: 'bundle' });
  }

  /**
   * A folder of the node that holds a copy of the output folder, or is it. The Pod Security Standards `baseline` and
   * `restricted` forbid that.
   */
  static hostPath(path: string): Artifacts {
    return new Artifacts({ kind: 'hostPath', path });
  }

  /** A PersistentVolumeClaim of the namespace that holds a copy of the output folder. @param path below the volume's root; default the root itself */
  static claim(claimName: string, path?: string): Artifacts {
    return new Artifacts({ kind: 'claim', claimName, path });
  }

  /** An image that holds a copy of the output folder, and `sh` and `cp`, e.g. made from busybox. @param path of the copy in the image; default `/artifacts` */
  static image(image: string, path = '/artifacts'): Artifacts {
    return new Artifacts({ kind: 'image', image, path });
  }

  private constructor(
    /** @internal */
    readonly origin: Origin,
  ) {}

  /** Reports an origin that cannot be. @internal */
  check(problems: Problems, prop: string): void {
    const { origin } = this;
    if (origin.kind === 'bundle') return;
    const inside = origin.kind === 'claim';
    const path = origin.path ?? 'ok';
    if (path === '' || path.startsWith('/') === inside || path.split('/').includes('..')) {
      problems.error('INVALID_PATH', prop, `"${path}" is no ${inside ? 'path below the root of a volume' : 'absolute path'}`, `Write it ${inside ? 'without a leading slash' : 'with a leading slash'} and without ".."`);
    }
    if (origin.kind === 'hostPath') {
      problems.warn('HOST_PATH_ARTIFACTS', prop, 'a folder of the node violates the Pod Security Standards baseline and restricted', 'Use Artifacts.bundle(), or label the namespace privileged');
    }
  }
}
