import type { Field } from '../field';

/** A label selector's requirement that some labels do not meet, in words; `undefined` when they meet all. */
export function unmetBy(labels: Field, selector: Field): string | undefined {
  for (const [key, wanted] of selector.at('matchLabels').members) {
    const unmet = unmetLabel(labels, key, wanted);
    if (unmet !== undefined) return unmet;
  }
  for (const expression of selector.at('matchExpressions').items) {
    if (!meets(labels, expression)) return expressionText(expression);
  }
  return undefined;
}

/** The same for a plain map of labels, such as the selector of a Service; `isMet` tells of labels that are set elsewhere. */
export function unmetInMap(labels: Field, map: Field, isMet: (key: string, wanted: Field) => boolean = () => false): string | undefined {
  return map.members
    .map(([key, wanted]) => (isMet(key, wanted) ? undefined : unmetLabel(labels, key, wanted)))
    .find((unmet) => unmet !== undefined);
}

/** Whether a label selector asks for nothing, and so selects everything. */
export function isEmptySelector(selector: Field): boolean {
  return selector.at('matchLabels').members.length === 0 && selector.at('matchExpressions').items.length === 0;
}

function unmetLabel(labels: Field, key: string, wanted: Field): string | undefined {
  return labels.at(key).text === wanted.text ? undefined : `${key}=${wanted.text ?? ''}`;
}

function meets(labels: Field, expression: Field): boolean {
  const label = labels.at(expression.at('key').text ?? '');
  const listed = expression.at('values').items.some((value) => value.text === label.text);
  switch (expression.at('operator').text) {
    case 'In':
      return label.exists && listed;
    case 'NotIn':
      return !label.exists || !listed;
    case 'Exists':
      return label.exists;
    case 'DoesNotExist':
      return !label.exists;
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
