import type { App } from 'cdk8s';
import type { DeliveryOptions } from './delivery-options';
import { Problems } from '../errors';
import { checkChoice, isLabelValue, isMetadataKey } from '../kube';

/** Reports whatever an API server would refuse in the metadata of every single object. */
export function checkOptions(app: App, { labels, annotations, kustomization }: DeliveryOptions): void {
  const problems = new Problems(app);
  const keyed = (prop: string, code: string, pairs: Readonly<Record<string, unknown>> | undefined): void => {
    for (const [key, value] of Object.entries(pairs ?? {})) {
      if (!isMetadataKey(key)) problems.error(code, `${prop}.${key}`, `"${key}" is not a qualified name`, 'Use an optional DNS prefix and "/", then at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends');
      if (typeof value !== 'string') problems.error(code, `${prop}.${key}`, 'the value is not a string', 'Put it in quotes');
    }
  };
  keyed('labels', 'INVALID_LABEL', labels);
  keyed('annotations', 'INVALID_ANNOTATION', annotations);
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (typeof value === 'string' && !isLabelValue(value)) {
      problems.error('INVALID_LABEL', `labels.${key}`, `"${value}" is not a label value`, 'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, or make it an annotation');
    }
  }
  if (typeof kustomization !== 'boolean') checkChoice(problems, 'kustomization', kustomization, ['stages']);
  problems.settle();
}
