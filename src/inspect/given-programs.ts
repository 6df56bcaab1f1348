import type { Program } from './programs';
import { components, type Component } from '../compatibility/components';
import { resolveImages } from '../compatibility/images';
import { keysOf } from '../kube/plain';

/**
 * The programs that somebody says are run, instead of manifests.
 *
 * @param release name of a release, all of whose programs are run
 * @param images `component=version`, over those of the release
 * @throws OpStackError for a release, component or version that there is not
 */
export function givenPrograms(release: string | undefined, images: readonly string[]): readonly Program[] {
  const overrides = Object.fromEntries(images.map((text): readonly [string, { readonly version: string }] => {
    const at = text.indexOf('=');
    return [at < 0 ? text : text.slice(0, at), { version: at < 0 ? '' : text.slice(at + 1) }];
  }));
  const resolved = resolveImages({ release, components: overrides });
  const named: readonly Component[] = keysOf(components).filter((component) => component !== 'toolbox' && (release !== undefined || component in overrides));
  return named.flatMap((component) => {
    const image = resolved.find(component);
    return image ? [{ ...image, workload: '', setting: () => undefined, file: () => undefined, accepted: [] }] : [];
  });
}
