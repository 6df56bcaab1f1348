import type { k8s } from 'cdk8s-plus-28';
import { isEnvSource, checkChecksum, checkCount, checkResources, containerSecurityContext, envVar, merge, resourceRequirements, shell, type Resources } from '../kube';
import { checkEndpoint, type Url } from '../keys';
import type { Problems } from '../errors';

/** A packed data folder that a new node starts from. */
export interface SnapshotProps {
  /** Where it is downloaded; from a Secret where it carries a key. The volume has to hold the packed file too. */
  readonly url: Url;
  /** SHA-256 of the file as it is served, 64 hex digits: what does not match is not unpacked. */
  readonly sha256: string;
  /** How the tar file is compressed. zstd and lz4 need an `image` that has them. @default by the URL's ending, else gzip */
  readonly compression?: 'none' | 'gzip' | 'zstd' | 'lz4';
  /** Leading folders of the packed paths that are left out; `tar --strip-components`. @default 0 */
  readonly stripComponents?: number;
  /** Image with sh, wget, sha256sum, tar and the decompressor. @default the toolbox */
  readonly image?: string;
  /** @default 500m and 256Mi, at most 1Gi */
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
  checkChecksum(problems, `${prop}.sha256`, snapshot.sha256);
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

/**
 * Downloads, verifies and unpacks once. A volume that holds data is left alone, an interrupted download is resumed, and an
 * interrupted unpacking starts over. The file is verified before it is asked for: busybox's wget fails on one that is whole.
 */
export function snapshotContainer(snapshot: SnapshotProps, toolbox: Pick<k8s.Container, 'image' | 'imagePullPolicy'>, dataDir: string, mount: k8s.VolumeMount): k8s.Container {
  const decompress = DECOMPRESS[compressionOf(snapshot)];
  const tar = `tar -x -C ${dataDir}${snapshot.stripComponents ? ` --strip-components=${snapshot.stripComponents}` : ''}`;
  const script = `
state=${mount.mountPath}/.snapshot
file=$state/download/${snapshot.sha256}
verified() { echo "${snapshot.sha256}  $file" | sha256sum -c - > /dev/null 2>&1; }
if [ -e $state/done ]; then rm -rf $state/download $state/unpacking; echo "snapshot: unpacked before"; exit 0; fi
if [ ! -e $state/unpacking ] && [ -n "$(ls -A ${dataDir} 2>/dev/null)" ]; then echo "snapshot: the volume holds data, leaving it alone"; exit 0; fi
[ -e $file ] || rm -rf $state/download
mkdir -p $state/download ${dataDir}
if ! verified; then
  echo "snapshot: downloading"
  wget -q -c -O $file "$SNAPSHOT_URL"
  verified || { rm -f $file; echo "snapshot: wrong checksum"; exit 1; }
fi
touch $state/unpacking
rm -rf $state/broken ${dataDir}/..?* ${dataDir}/.[!.]* ${dataDir}/*
echo "snapshot: unpacking"
${decompress ? `{ ${decompress} $file || touch $state/broken; } | ${tar} -f -\n[ ! -e $state/broken ]` : `${tar} -f $file`}
touch $state/done
rm -rf $state/download $state/unpacking
echo "snapshot: done"`.trim();
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
