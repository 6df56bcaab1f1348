import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { MAX_WORKLOAD_NAME } from './limits';
import type { Problems } from '../errors';

const DNS_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The name of what a construct makes: `<chart id>-<construct id>`; no hash, so that people can type it. */
export function defaultName(construct: Construct): string {
  const chart = Chart.of(construct).node;
  return [chart.id, ...construct.node.path.slice(chart.path.length + 1).split('/')].join('-');
}

/**
 * Reports a name that Kubernetes would refuse for a StatefulSet and the Services beside it
 * (DNS-1035 label, at most 52 characters).
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function checkName(problems: Problems, prop: string, name: string): void {
  if (!DNS_1035.test(name)) {
    problems.error(
      'INVALID_NAME',
      prop,
      `"${name}" is not a DNS label: lower-case letters, digits and "-", beginning with a letter and not ending in "-"`,
      'Choose another construct id or chart id, or set "name"',
    );
  } else if (name.length > MAX_WORKLOAD_NAME) {
    problems.error(
      'NAME_TOO_LONG',
      prop,
      `"${name}" has ${name.length} characters, and Kubernetes leaves room for ${MAX_WORKLOAD_NAME}`,
      'Shorten the chart id or the construct id, or set "name"',
    );
  }
}

/** Whether it is a DNS subdomain, as names of most objects and prefixes of labels are. */
export const isSubdomain = (text: string): boolean => SUBDOMAIN.test(text);

/** Reports the name of an object made elsewhere that no object can have: the pods would be refused, or wait for ever. */
export function checkReference(problems: Problems, prop: string, name: string | undefined): void {
  if (name === undefined || isSubdomain(name)) return;
  problems.error('INVALID_NAME', prop, 'no object can have this name', 'Give lower-case letters, digits, "-" and ".", at most 253 characters');
}

/** Reports a namespace that there cannot be. */
export function checkNamespaceName(problems: Problems, prop: string, namespace: string | undefined): void {
  if (namespace === undefined || DNS_LABEL.test(namespace)) return;
  problems.error('INVALID_NAMESPACE', prop, `"${namespace}" is no name of a namespace`, 'Give lower-case letters, digits and "-", at most 63 characters');
}

const claimed = new WeakMap<IConstruct, Map<string, string>>();

/** Reports the first of a construct's names that another one of the app has in the same namespace: cdk8s would print both without a word. */
export function claimName(problems: Problems, construct: IConstruct, ...wanted: readonly string[]): void {
  const names = claimed.get(construct.node.root) ?? new Map<string, string>();
  claimed.set(construct.node.root, names);
  const keyOf = (name: string): string => `${Chart.of(construct).namespace ?? ''}/${name}`;
  const taken = wanted.find((name) => (names.get(keyOf(name)) ?? construct.node.path) !== construct.node.path);
  if (taken !== undefined) {
    problems.error('DUPLICATE_NAME', 'name', `${names.get(keyOf(taken))} makes objects named "${taken}" too`, 'Set another name, or put the charts into namespaces of their own');
  }
  for (const name of wanted) names.set(keyOf(name), construct.node.path);
}

/** The chart's id as a label value: what a label cannot hold becomes `-`. */
export function partOf(construct: IConstruct): string {
  const cleaned = Chart.of(construct).node.id.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 63);
  return cleaned.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}

/** Reports a Service that nobody can name from another namespace: the owner's namespace is the one kubectl happens to be set to. */
export function checkNamespace(problems: Problems, prop: string, owner: IConstruct, from: IConstruct): void {
  const wanted = Chart.of(from).namespace;
  if (Chart.of(owner).namespace !== undefined || wanted === undefined) return;
  problems.error('OTHER_NAMESPACE', prop, `${owner.node.path} is in no given namespace, and has no name by which pods of namespace ${wanted} could reach it`, 'Give the chart of both a namespace');
}

/** DNS name of a Service of `owner`'s chart, as pods of `from`'s chart reach it. */
export function hostOf(owner: IConstruct, serviceName: string, from: IConstruct): string {
  const { namespace } = Chart.of(owner);
  return namespace === undefined || namespace === Chart.of(from).namespace ? serviceName : `${serviceName}.${namespace}.svc`;
}
