import type { Context, WorkloadPair } from './context';
import type { Hit } from './rule';
import { pathOf, type FieldChange, type ObjectDifference, type Pair } from '../difference';
import { nameOf } from '../match-objects';
import { shownPair } from '../show';
import { kubeObject, type KubeObject } from '../../../testing/kube-object';
import type { Manifest } from '../../../testing/manifest';

/** A hit for each changed field of each pair that the test takes. */
export function eachField({ pairs }: Context, test: (at: readonly string[], change: FieldChange, pair: Pair) => string | undefined): Hit[] {
  return pairs.flatMap((pair) => pair.fields.flatMap((change) => {
    const message = test(change.at, change, pair);
    return message === undefined ? [] : [{ object: pair.object, path: pathOf(change.at), message }];
  }));
}

/** Whether the path begins like that; `*` is any one step. */
export function beginsWith(at: readonly string[], steps: readonly string[]): boolean {
  return at.length >= steps.length && steps.every((step, index) => step === '*' || step === at[index]);
}

/** `old → new`, with nothing secret in it. */
export function fromTo({ at, before, after }: FieldChange): string {
  const [old, now] = shownPair(at, before, after);
  return `${before === undefined ? 'not set' : old} → ${after === undefined ? 'not set' : now}`;
}

/** The changes of a workload's pod template: what replaces its pods. */
export function templateChanges({ pair, after }: WorkloadPair): readonly FieldChange[] {
  const steps = stepsOf(after.pod.template.path);
  return pair.fields.filter(({ at }) => beginsWith(at, steps));
}

/** What goes, under its old name: removed, or renamed. */
export function goneObjects({ differences }: Context): readonly { readonly difference: ObjectDifference; readonly object: KubeObject; readonly manifest: Manifest }[] {
  return differences.flatMap((difference) => {
    const { change, before } = difference;
    return before && (change === 'removed' || change === 'renamed') ? [{ difference, object: kubeObject(before), manifest: before }] : [];
  });
}

/** How a message goes on about what is renamed. */
export function becoming({ change, object }: ObjectDifference): string {
  return change === 'renamed' ? ` (it becomes ${object.namespace === '' ? '' : `${object.namespace}/`}${object.name})` : '';
}

export const hitAbout = (manifest: Manifest, message: string, path?: string, remedy?: string): Hit => ({ object: nameOf(manifest), message, path, remedy });

function stepsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}
