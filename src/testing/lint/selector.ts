import type { Field } from '../field';
import type { Given } from './given-labels';

const NONE: Given = () => false;

/**
 * A label selector's requirement that some labels do not meet, in words; `undefined` when they meet all. `given` tells
 * of labels that the pods get besides.
 */
export function unmetBy(labels: Field, selector: Field, given = NONE): string | undefined {
  const unmet = unmetInMap(labels, selector.at('matchLabels'), given);
  if (unmet !== undefined) return unmet;
  const expression = selector.at('matchExpressions').items.find((one) => !meets(labels, one, given));
  return expression === undefined ? undefined : expressionText(expression);
}

/** The same for a plain map of labels, such as the selector of a Service. */
export function unmetInMap(labels: Field, map: Field, given = NONE): string | undefined {
  const unmet = map.members.find(([key, wanted]) => labels.at(key).text !== wanted.text && !given(key, wanted.text ?? ''));
  return unmet === undefined ? undefined : `${unmet[0]}=${unmet[1].text ?? ''}`;
}

/** Whether a label selector asks for nothing, and so selects everything. */
export function isEmptySelector(selector: Field): boolean {
  return selector.at('matchLabels').members.length === 0 && selector.at('matchExpressions').items.length === 0;
}

function meets(labels: Field, expression: Field, given: Given): boolean {
  const key = expression.at('key').text ?? '';
  const label = labels.at(key);
  const isThere = label.exists || given(key);
  const isListed = expression.at('values').items.some(({ text }) => text !== undefined && (text === label.text || given(key, text)));
  switch (expression.at('operator').text) {
    case 'In':
      return isListed;
    case 'NotIn':
      // Of a label that Kubernetes gives, one pod may have another value than the next.
      return given(key) || !isListed;
    case 'Exists':
      return isThere;
    case 'DoesNotExist':
      return !isThere;
    default:
      // An unknown operator is a fault of its own (`selector-expression`).
      return true;
  }
}

function expressionText(expression: Field): string {
  const values = expression.at('values').items.map((value) => value.text ?? '');
  return [expression.at('key').text, expression.at('operator').text, values.length > 0 ? `(${values.join(', ')})` : '']
    .filter(Boolean)
    .join(' ');
}
