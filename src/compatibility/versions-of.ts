import { components } from './components';
import type { ResolvedImages } from './images';
import type { Versions } from './rules/diagnostic';
import { keysOf } from '../kube/plain';

/** The version of every component that the images name one for; `undefined` for a tag that names no version. */
export function versionsOf(images: ResolvedImages): Versions {
  return Object.fromEntries(keysOf(components).flatMap((component) => {
    const image = images.find(component);
    return image ? [[component, image.version]] : [];
  }));
}
