import { components, type Component } from './components';
import type { ResolvedImages } from './images';
import type { Versions } from './rules/diagnostic';
import { within } from './version';
import { keysOf } from '../kube/plain';

/** The version of every component that the images name one for; `undefined` for a tag that names no version. */
export function versionsOf(images: ResolvedImages): Versions {
  return Object.fromEntries(keysOf(components).flatMap((component) => {
    const image = images.find(component);
    return image ? [[component, image.version]] : [];
  }));
}

/** The oldest version of each component: what it cannot do, somebody in the rollup cannot do. A tag that names none hides none. */
export function oldestOf(uses: readonly Versions[]): Versions {
  const versions: Partial<Record<Component, string | undefined>> = {};
  for (const use of uses) {
    for (const component of keysOf(use)) {
      const [one, other] = [use[component], versions[component]];
      if (other === undefined || (one !== undefined && within(one, undefined, other))) versions[component] = one;
    }
  }
  return versions;
}
