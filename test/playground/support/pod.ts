import { App, Chart } from 'cdk8s';
import { BuilderPlaygroundPod, type BuilderPlaygroundPodProps, type PlaygroundPlan, type ServicePlan } from '../../../src/playground';
import { expectValid, find, manifestsOf, type Manifest } from '../../../src/testing';
import { untyped, type EmittedContainer } from '../../support/fixtures';
import { outputFolder } from './folder';

type Props = Partial<BuilderPlaygroundPodProps>;

/** A pod of a manifest with those services, in a chart `l1` of its own. */
export function podOf(services: readonly object[], props: Props = {}, manifest: object = {}): { readonly chart: Chart; readonly pod: BuilderPlaygroundPod } {
  const chart = new Chart(new App(), 'l1', { namespace: 'play' });
  return { chart, pod: new BuilderPlaygroundPod(chart, 'playground', { output: outputFolder({ ...manifest, services }), ...props }) };
}

export function planOf(services: readonly object[], props?: Props, manifest?: object): PlaygroundPlan {
  return podOf(services, props, manifest).pod.plan;
}

/** The plan of one service. */
export function planned(plan: PlaygroundPlan, name: string): ServicePlan {
  const found = plan.services.find(({ service }) => service === name);
  if (!found) throw new Error(`the plan has no ${name}`);
  return found;
}

/** What a service listens on, as `name/protocol original->port`. */
export function ports(plan: PlaygroundPlan, name: string): readonly string[] {
  return planned(plan, name).listeners.map(({ name: label, protocol, original, port }) => `${label}/${protocol} ${original}${port === original ? '' : `->${port}`}`);
}

export interface EmittedPod {
  readonly initContainers: readonly EmittedContainer[];
  readonly containers: readonly EmittedContainer[];
  readonly volumes: readonly { readonly name: string }[];
  readonly hostAliases?: readonly { readonly ip: string; readonly hostnames: readonly string[] }[];
  readonly [field: string]: unknown;
}

/** What a chart emits, after it has passed the checker at level `baseline`. */
export function emitted(chart: Chart, podSecurity: 'baseline' | 'privileged' = 'baseline'): readonly Manifest[] {
  expectValid(chart, { podSecurity });
  return manifestsOf(chart);
}

/** The pod of the Deployment. */
export function podSpec(manifests: readonly Manifest[], name = 'l1-playground'): EmittedPod {
  const { spec } = untyped<{ spec: { template: { spec: Partial<EmittedPod> } } }>(find(manifests, 'Deployment', name)).spec.template;
  return { ...spec, initContainers: spec.initContainers ?? [], containers: spec.containers ?? [], volumes: spec.volumes ?? [] };
}

/** A container of the pod, wherever it is. */
export function container(pod: EmittedPod, name: string): EmittedContainer {
  const found = [...pod.initContainers, ...pod.containers].find((each) => each.name === name);
  if (!found) throw new Error(`the pod has no ${name}`);
  return found;
}
