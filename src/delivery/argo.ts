import { holdsData, type KubeObject, type Pairs } from './kube-object';
import { stages, type Stage } from './stage';

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * Most bytes that all annotations of an object may have together, less what tools add to it. A client-side apply stores
 * the whole object in one of them.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
const ROOM = 262_144 - 4_096;

const isTooLarge = (object: KubeObject): boolean => {
  const annotations = object.metadata?.annotations ?? {};
  return Buffer.byteLength(JSON.stringify(object)) + Buffer.byteLength(JSON.stringify(annotations)) > ROOM;
};

const nameOf = (option: string): string | undefined => option.split('=')[0];

/** `Prune=false,Delete=false` and the like: what is there already, and what it says nothing of. */
function withOptions(given: string | undefined, wanted: readonly string[]): string | undefined {
  const own = (given ?? '').split(',').map((option) => option.trim()).filter(Boolean);
  const named = new Set(own.map(nameOf));
  return [...own, ...wanted.filter((option) => !named.has(nameOf(option)))].join(',') || undefined;
}

/** What Argo CD has to know of an object. The last stage is wave 0, that of objects without the annotation. */
export function argoAnnotations(object: KubeObject, stage: Stage): Pairs {
  const own = object.metadata?.annotations ?? {};
  const wave = stages.indexOf(stage) - (stages.length - 1);
  const options = withOptions(own[OPTIONS], [...(holdsData(object) ? ['Prune=false', 'Delete=false'] : []), ...(isTooLarge(object) ? ['ServerSideApply=true'] : [])]);
  return { ...(wave === 0 ? {} : { [WAVE]: own[WAVE] ?? String(wave) }), ...(options === undefined ? {} : { [OPTIONS]: options }) };
}
