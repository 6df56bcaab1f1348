import type { ObjectName } from './difference';
import { contextOf, type Given } from './rules/context';
import { rules } from './rules';
import type { Severity } from './rules/rule';
import { inOrder } from '../../kube/in-order';
import { objectTitle } from '../../testing/object-title';

/** Something that applying the new manifests would do, or would fail to do. */
export interface Risk {
  /** Of the rule that found it, e.g. `SIGNER_MOVED`. */
  readonly id: string;
  readonly severity: Severity;
  readonly object: ObjectName;
  /** Path of the field; empty when it is about the object as a whole. */
  readonly path: string;
  /** What is risky here. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

const ORDER: readonly Severity[] = ['danger', 'warning', 'info'];

/** What all rules find, the worst first, each finding once. */
export function risksOf(given: Given): readonly Risk[] {
  const context = contextOf(given);
  const risks = rules.flatMap(({ id, severity, remedy, find }) =>
    [...find(context)].map((hit): Risk => ({ id, severity, object: hit.object, path: hit.path ?? '', message: hit.message, remedy: hit.remedy ?? remedy })),
  );
  const keyOf = (risk: Risk): string => [ORDER.indexOf(risk.severity), risk.object.namespace, objectTitle(risk.object), risk.id, risk.path, risk.message].join('\0');
  const distinct = new Map(risks.map((risk) => [keyOf(risk), risk]));
  return inOrder(distinct.values(), keyOf);
}

/** Whether a risk of at least that severity is among them. */
export function reaches(risks: readonly Risk[], severity: Severity): boolean {
  return risks.some((risk) => ORDER.indexOf(risk.severity) <= ORDER.indexOf(severity));
}
