import { SizeRoundingBehavior, type Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { snapshotScript } from './snapshot-script';
import { isEnvSource, checkChecksum, checkCount, checkResources, containerSecurityContext, envVar, merge, resourceRequirements, shell, type Resources } from '../kube';
import { checkEndpoint, type Url } from '../keys';
import type { Problems } from '../errors';

/** A packed data folder that a new node starts from. */
export interface SnapshotProps {
  /** Where it is downloaded; from a Secret where it carries a key. The volume has to hold the packed file too. */
  readonly url: Url;
  /** SHA-256 of the file as it is served, 64 hex digits: what does not match is not unpacked. Required unless `insecure`. */
  readonly sha256?: string;
  /** Take the file without a checksum, as whoever serves it, or sits between, gives it. @default false */
  readonly insecure?: boolean;
  /** Size of the unpacked data, so that nothing is downloaded that will not fit. @default not known; as much as the packed file has to be free */
  readonly unpackedSize?: Size;
  /** How the tar file is compressed. zstd and lz4 need an `image` that has them. @default by the URL's ending (.tar, .tar.gz, .tar.zst, .tar.lz4), else gzip */
  readonly compression?: 'none' | 'gzip' | 'zstd' | 'lz4';
  /** Leading folders of the packed paths that are left out; `tar --strip-components`. @default 0 */
  readonly stripComponents?: number;
  /** Image with sh, wget, sha256sum, stat, df, tar and the decompressor, best by digest. @default the toolbox, which has none but gzip */
  readonly image?: string;
  /** What the container that downloads asks for and may use. @default 500m and 256Mi, at most 1Gi */
  readonly resources?: Resources;
}

const RESOURCES: Resources = { requests: { cpu: '500m', memory: '256Mi' }, limits: { memory: '1Gi' } };
const DECOMPRESS = { none: '', gzip: 'gunzip -c', zstd: 'zstd -dc', lz4: 'lz4 -dc' } as const;
type Compression = keyof typeof DECOMPRESS;
const ENDINGS: readonly (readonly [RegExp, Compression])[] = [
  [/\.tar$/, 'none'],
  [/\.(tar\.)?zst$/, 'zstd'],
  [/\.(tar\.)?lz4$/, 'lz4'],
];

export function checkSnapshot(problems: Problems, prop: string, snapshot: SnapshotProps | undefined): void {
  if (!snapshot) return;
  checkEndpoint(problems, `${prop}.url`, snapshot.url, ['https', 'http']);
  if (snapshot.sha256 !== undefined) {
    checkChecksum(problems, `${prop}.sha256`, snapshot.sha256);
  } else if (snapshot.insecure) {
    problems.warn('UNVERIFIED_SNAPSHOT', prop, 'the node starts from whatever is served there', 'Give its sha256');
  } else {
    problems.error('MISSING_CHECKSUM', `${prop}.sha256`, 'nothing says what the file has to be, and a node believes its own database', 'Give the 64 lower-case hex digits that sha256sum prints, or insecure: true');
  }
  if (snapshot.unpackedSize && snapshot.unpackedSize.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) <= 0) {
    problems.error('INVALID_SIZE', `${prop}.unpackedSize`, 'the size is zero', 'Give what the data takes, or leave it out');
  }
  checkCount(problems, `${prop}.stripComponents`, snapshot.stripComponents, 0);
  checkResources(problems, `${prop}.resources`, merge(RESOURCES, snapshot.resources));
  const compression = compressionOf(snapshot);
  if ((compression === 'zstd' || compression === 'lz4') && !snapshot.image) {
    problems.error('SNAPSHOT_IMAGE', `${prop}.image`, `the toolbox cannot unpack ${compression}`, `Give an image that has sh, wget, sha256sum, tar and ${compression}, or a gzip snapshot`);
  }
}

function compressionOf({ compression, url }: SnapshotProps): Compression {
  const path = isEnvSource(url) ? '' : url.replace(/[?#].*$/, '');
  return compression ?? ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? 'gzip';
}

/** The init container that fills a new volume. */
export function snapshotContainer(snapshot: SnapshotProps, toolbox: Pick<k8s.Container, 'image' | 'imagePullPolicy'>, dataDir: string, mount: k8s.VolumeMount): k8s.Container {
  const { sha256, stripComponents, unpackedSize } = snapshot;
  const script = snapshotScript({
    dataDir,
    volume: mount.mountPath,
    sha256,
    decompress: DECOMPRESS[compressionOf(snapshot)],
    stripComponents,
    unpackedBytes: unpackedSize && unpackedSize.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024,
  });
  return {
    name: 'snapshot',
    image: snapshot.image ?? toolbox.image,
    imagePullPolicy: toolbox.imagePullPolicy,
    command: shell('eu', script),
    env: [envVar('SNAPSHOT_URL', snapshot.url)],
    volumeMounts: [mount],
    resources: resourceRequirements(merge(RESOURCES, snapshot.resources)),
    securityContext: containerSecurityContext,
  };
}
