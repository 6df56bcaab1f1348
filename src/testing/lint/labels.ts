import type { Fault, Field } from '../field';
import { labelKey, labelValue, misfit } from '../formats';
import { jsonType } from '../json';
import type { KubeObject } from '../kube-object';
import { podOf } from '../pod';
import { formFaults } from './forms';
import type { Rules } from './rule';

const MAX_ANNOTATIONS_BYTES = 256 * 1024;

/** How many values each operator of a selector expression takes. */
const OPERATORS: ReadonlyMap<string, readonly [least: number, most: number, needs: string]> = new Map([
  ['In', [1, Infinity, 'needs values; list at least one']],
  ['NotIn', [1, Infinity, 'needs values; list at least one']],
  ['Exists', [0, 0, 'takes no values; remove them']],
  ['DoesNotExist', [0, 0, 'takes no values; remove them']],
  ['Gt', [1, 1, 'needs a number; list exactly one']],
  ['Lt', [1, 1, 'needs a number; list exactly one']],
]);
/** The operators that only selectors of nodes have. */
const NODE_OPERATORS = ['Gt', 'Lt'];
const NODE_SELECTOR = /(?:^|\.)(?:nodeAffinity|nodeSelectorTerms)(?=[.[])/;

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
      const isOfNodes = NODE_SELECTOR.test(expression.path);
      const allowed = [...OPERATORS.keys()].filter((name) => isOfNodes || !NODE_OPERATORS.includes(name));
      const [least, most, needs] = OPERATORS.get(operator.text ?? '') ?? [];
      const values = expression.at('values').items;
      yield* formFaults([expression.at('key')], labelKey);
      if (!isOfNodes) yield* formFaults(values, labelValue);
      if (!allowed.includes(operator.text ?? '')) {
        yield operator.fault(`the operator is none of ${allowed.join(', ')}; use one of them`);
      } else if (values.length < (least ?? 0) || values.length > (most ?? 0)) {
        yield expression.fault(`the operator ${operator.text} ${needs}`);
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
 * The fields of an object that have one of these names: everywhere in a type of Kubernetes itself, and of any other
 * type the `metadata` of the object alone, since what the same names mean below it is its author's choice.
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
  if (isOfKubernetes(object)) visit(object.root);
  else if (names.includes('metadata')) found.push(object.root.at('metadata'));
  return found;
}

/** In a definition of custom resources the names of fields stand for schemas. */
function isOfKubernetes({ kind, group }: KubeObject): boolean {
  return kind !== 'CustomResourceDefinition' && (!group.includes('.') || group.endsWith('.k8s.io'));
}
