import { referenceText, type ImageReference } from './image-reference';
import { quoted } from '../kube/shell';

/**
 * The shell line that copies an image with all its platforms. skopeo takes a tag or a digest, and not both: what is
 * pinned by a digest is read by it, arrives with the same bytes, and gets its tag there.
 *
 * @see https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md
 */
export function skopeoCopy(from: ImageReference, to: ImageReference): string {
  const pinned = from.digest !== undefined;
  const source = pinned ? { ...from, tag: undefined } : from;
  const target = pinned && to.tag !== undefined ? { ...to, digest: undefined } : to;
  return ['skopeo copy --all', ...(pinned ? ['--preserve-digests'] : []), quoted(`docker://${referenceText(source)}`), quoted(`docker://${referenceText(target)}`)].join(' ');
}
