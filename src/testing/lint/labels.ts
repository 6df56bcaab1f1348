import type { Fault, Field } from '../field';
import { labelKey, labelValue, misfit } from '../formats';
import { jsonType } from '../json';
import type { KubeObject } from '../kube-object';
import { podOf } from '../pod';
import type { Rules } from './rule';

const MAX_ANNOTATIONS_BYTES = 256 * 1024;

/** Whether each operator of a selector expression needs values; `Gt` and `Lt` serve node affinity only. */
const OPERATORS: Readonly<Record<string, boolean>> = {
  In: true,
  NotIn: true,
  Gt: true,
  Lt: true,
  Exists: false,
  DoesNotExist: false,
};

/** Labels, annotations and selectors, wherever in an object they stand. */
export const labelRules: Rules<KubeObject> = {
  *'label-key'(object) {
    for (const map of labelMaps(object)) yield* keyFaults(map);
  },

  *'label-value'(object) {
    for (const map of labelMaps(object)) {
      for (const [, value] of map.members) {
        const wrong =
          value.text === undefined
            ? `a label value is a string, not ${jsonType(value.value)}; quote it`
            : misfit(value.text, labelValue);
        if (wrong !== undefined) yield value.fault(wrong);
      }
    }
  },

  *'annotation-key'(object) {
    for (const map of annotationMaps(object)) yield* keyFaults(map, (key) => key.toLowerCase());
  },

  *'annotation-size'(object) {
    for (const map of annotationMaps(object)) {
      const bytes = map.members.reduce(
        (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value.text ?? ''),
        0,
      );
      if (bytes > MAX_ANNOTATIONS_BYTES) {
        yield map.fault(
          `the annotations take ${bytes} bytes, more than ${MAX_ANNOTATIONS_BYTES}; keep large data in a ConfigMap`,
        );
      }
    }
  },

  *'selector-expression'(object) {
    for (const expression of within(object, ['matchExpressions']).flatMap((list) => list.items)) {
      const operator = expression.at('operator');
      const needsValues = OPERATORS[operator.text ?? ''];
      const count = expression.at('values').items.length;
      if (needsValues === undefined) {
        yield operator.fault(`the operator is none of ${Object.keys(OPERATORS).join(', ')}; use one of them`);
      }
      if (needsValues === true && count === 0) {
        yield expression.fault(`the operator ${operator.text} needs values; list at least one`);
      }
      if (needsValues === false && count > 0) {
        yield expression.fault(`the operator ${operator.text} takes no values; remove them`);
      }
    }
  },
};

function* keyFaults(map: Field, form: (key: string) => string = (key) => key): Iterable<Fault> {
  for (const [key, field] of map.members) {
    const wrong = misfit(form(key), labelKey);
    if (wrong !== undefined) yield field.fault(wrong);
  }
}

function labelMaps(object: KubeObject): Field[] {
  const hasPlainSelector = ['v1/Service', 'v1/ReplicationController'].includes(object.type);
  return [
    ...within(object, ['metadata']).map((metadata) => metadata.at('labels')),
    ...within(object, ['matchLabels']),
    ...(hasPlainSelector ? [object.root.at('spec', 'selector')] : []),
    podOf(object)?.spec.at('nodeSelector') ?? [],
  ].flat();
}

function annotationMaps(object: KubeObject): Field[] {
  return within(object, ['metadata']).map((metadata) => metadata.at('annotations'));
}

/**
 * All fields of an object that have one of these names. In a definition of custom resources the names stand for
 * schemas.
 */
function within(object: KubeObject, names: readonly string[]): Field[] {
  const found: Field[] = [];
  const visit = (field: Field): void => {
    for (const [key, member] of field.members) {
      if (names.includes(key)) found.push(member);
      visit(member);
    }
    field.items.forEach(visit);
  };
  if (object.kind !== 'CustomResourceDefinition') visit(object.root);
  return found;
}
