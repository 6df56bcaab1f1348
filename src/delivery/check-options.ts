import type { App } from 'cdk8s';
import type { DeliveryOptions } from './delivery-options';
import { Problems } from '../errors';
import { checkChoice } from '../kube';

const WORD = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const DOMAIN = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*';
const KEY = new RegExp(`^(?:(?=[^/]{1,253}/)${DOMAIN}/)?${WORD}$`);
const VALUE = new RegExp(`^(?:${WORD})?$`);

/**
 * Reports whatever an API server would refuse in the metadata of every single object.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function checkOptions(app: App, { labels, annotations, kustomization }: DeliveryOptions): void {
  const problems = new Problems(app);
  const keyed = (prop: string, code: string, pairs: Readonly<Record<string, unknown>> | undefined): void => {
    for (const [key, value] of Object.entries(pairs ?? {})) {
      if (!KEY.test(key)) problems.error(code, `${prop}.${key}`, `"${key}" is not a qualified name`, 'Use an optional DNS prefix and "/", then at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends');
      if (typeof value !== 'string') problems.error(code, `${prop}.${key}`, 'the value is not a string', 'Put it in quotes');
    }
  };
  keyed('labels', 'INVALID_LABEL', labels);
  keyed('annotations', 'INVALID_ANNOTATION', annotations);
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (typeof value === 'string' && !VALUE.test(value)) {
      problems.error('INVALID_LABEL', `labels.${key}`, `"${value}" is not a label value`, 'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, or make it an annotation');
    }
  }
  if (typeof kustomization !== 'boolean') checkChoice(problems, 'kustomization', kustomization, ['stages']);
  problems.settle();
}
