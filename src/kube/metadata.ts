import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { OWN_LABELS } from './labels';
import { isSubdomain } from './names';
import { patchManifests } from './patches';
import type { Problems } from '../errors';

/** What every construct takes for the objects that it makes. */
export interface ObjectOptions {
  /** Labels of every object that the construct makes, beside its own, which stay as they are. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of every object that the construct makes; they win over its own. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/**
 * Whether labels and annotations may be called so: `team`, or `example.com/team`.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isMetadataKey(key: string): boolean {
  const at = key.lastIndexOf('/');
  return NAME.test(key.slice(at + 1)) && (at < 0 || isSubdomain(key.slice(0, at)));
}

/** Whether labels may have the value. */
export const isLabelValue = (text: string): boolean => text === '' || NAME.test(text);

/** Reports labels and annotations that the API server would refuse, and labels that are the library's own. */
export function checkMetadata(problems: Problems, options: ObjectOptions & { readonly podLabels?: ObjectOptions['labels']; readonly podAnnotations?: ObjectOptions['annotations']; readonly nodeSelector?: ObjectOptions['labels'] }): void {
  for (const prop of ['labels', 'podLabels'] as const) {
    for (const [key, value] of Object.entries(options[prop] ?? {})) {
      checkKey(problems, prop, key);
      if (OWN_LABELS.includes(key)) problems.error('RESERVED_LABEL', prop, `"${key}" is the library's own: Services, policies and budgets select by it`, 'Take a key of your own, such as example.com/team');
      checkValue(problems, prop, key, value);
    }
  }
  for (const [key, value] of Object.entries(options.nodeSelector ?? {})) {
    checkKey(problems, 'nodeSelector', key);
    checkValue(problems, 'nodeSelector', key, value);
  }
  for (const prop of ['annotations', 'podAnnotations'] as const) for (const key of Object.keys(options[prop] ?? {})) checkKey(problems, prop, key);
}

function checkValue(problems: Problems, prop: string, key: string, value: string): void {
  if (isLabelValue(value)) return;
  problems.error('INVALID_LABEL', prop, `the value of "${key}" is no label`, 'Use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit');
}

function checkKey(problems: Problems, prop: string, key: string): void {
  if (!isMetadataKey(key)) problems.error('INVALID_LABEL', prop, `"${key}" cannot be a key`, 'Write it like example.com/team');
}

/** Puts the user's labels and annotations on every object below the construct, and opens them to JSON patches. Called once all of them are made. */
export function finishObjects(construct: Construct, { labels = {}, annotations = {} }: ObjectOptions): void {
  patchManifests(construct);
  const added = [Object.entries(labels), Object.entries(annotations)] as const;
  if (added.every((entries) => entries.length === 0)) return;
  for (const { metadata } of construct.node.findAll().filter((each) => ApiObject.isApiObject(each))) {
    for (const [key, value] of added[0]) metadata.addLabel(key, value);
    for (const [key, value] of added[1]) metadata.addAnnotation(key, value);
  }
}
