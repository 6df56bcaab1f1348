import type { Chart } from 'cdk8s';
import { OpNodeConstruct, OptimismNetworkConstruct, type ConsensusProps, type ExecutionProps, type OpNodeProps, type OptimismNetworkProps } from '../../../src';
import { expectValid, find, lintManifests, manifestsOf, podSecurityViolations, schemaViolations, type Manifest } from '../../../src/testing';
import { anyVersion, customNetwork, flagsOf, newChart, podOf, sequencerKey, type EmittedContainer, type EmittedPod } from '../../support/fixtures';

export type NodeType = OpNodeProps['nodeType'];
export type ConsensusName = NonNullable<ConsensusProps['client']>;
export type ExecutionName = NonNullable<ExecutionProps['client']>;

/** The last op-geth, which no Karst release has. */
export const opGeth = { 'op-geth': { version: 'v1.101702.3' } } as const;

/** The custom chain of the fixtures, with every client's image. */
export const custom: OptimismNetworkProps = customNetwork({ images: { components: opGeth } });

/** A node's props, but for its network; what a sequencer and a replica cannot do without is filled in. */
export type NodeSpec = Partial<Omit<OpNodeProps, 'network'>>;

/** A chart `acme` with a network and a node whose id is its type. */
export function makeNode(spec: NodeSpec = {}, networkProps: OptimismNetworkProps = custom): { chart: Chart; network: OptimismNetworkConstruct; node: OpNodeConstruct } {
  const chart = newChart();
  const legacy = spec.execution?.client === 'op-geth';
  const network = new OptimismNetworkConstruct(chart, 'network', legacy ? { ...anyVersion, ...networkProps } : networkProps);
  return { chart, network, node: addNode(network, spec) };
}

/** One more node in the network's chart. */
export function addNode(network: OptimismNetworkConstruct, { nodeType = 'replica', ...spec }: NodeSpec = {}, id: string = nodeType): OpNodeConstruct {
  const wiring = nodeType === 'sequencer' ? (spec.p2pSigner ? {} : { p2pSequencerKey: sequencerKey }) : spec.sequencer ? {} : { sequencerUrl: 'http://sequencer.example.com:8545' };
  return new OpNodeConstruct(network.node.scope!, id, { ...wiring, ...spec, network, nodeType });
}

/** A custom chain with a sequencer and a replica that is wired to it. */
export function makePair(sequencerSpec: NodeSpec = {}, replicaSpec: NodeSpec = {}, networkProps: OptimismNetworkProps = custom): { chart: Chart; sequencer: OpNodeConstruct; replica: OpNodeConstruct } {
  const { chart, network, node: sequencer } = makeNode({ ...sequencerSpec, nodeType: 'sequencer' }, networkProps);
  return { chart, sequencer, replica: addNode(network, { ...replicaSpec, sequencer }) };
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number | string;
  readonly protocol: string;
  readonly nodePort?: number;
}

export interface ServiceSpec {
  readonly type: string;
  readonly clusterIP?: string;
  readonly selector: Record<string, string>;
  readonly ports: readonly ServicePort[];
  readonly [field: string]: unknown;
}

/** What a chart emits, with the ways to look at one node of it. */
export interface Seen {
  readonly manifests: readonly Manifest[];
  readonly statefulSet: Manifest;
  readonly pod: EmittedPod;
  readonly container: (name: string) => EmittedContainer;
  readonly flags: (container: string) => Record<string, string | true>;
  readonly service: (name: string) => ServiceSpec;
}

/** The checked manifests of a chart. */
export function see(chart: Chart, name: string): Seen {
  const manifests = manifestsOf(chart);
  expectValid(manifests);
  return looking(manifests, name);
}

/** {@link see} for a node that is exposed: only what an exposure brings about may be found in its manifests. */
export function seeExposed(chart: Chart, name: string): Seen {
  const manifests = manifestsOf(chart);
  const findings = [...schemaViolations(manifests), ...lintManifests(manifests), ...podSecurityViolations(manifests, 'restricted')];
  const meant = /[hH]ost ?[pP]ort|hostPath/;
  expect(findings.filter(({ message, path }) => !meant.test(`${path} ${message}`))).toEqual([]);
  return looking(manifests, name);
}

/** {@link see} for manifests that were checked before. */
export function looking(manifests: readonly Manifest[], name: string): Seen {
  const pod = podOf([...manifests], name);
  return {
    manifests,
    statefulSet: find(manifests, 'StatefulSet', name),
    pod,
    container: pod.container,
    flags: (container) => flagsOf(pod.container(container)),
    service: (wanted) => specOf(find(manifests, 'Service', wanted)),
  };
}

/** One node, made and looked at. */
export function seeNode(spec: NodeSpec = {}, networkProps: OptimismNetworkProps = custom): Seen {
  const { chart, node } = makeNode(spec, networkProps);
  return see(chart, node.name);
}

/** The Secret that a variable of a container is read from, as `secret/key`. */
export function secretOf(container: EmittedContainer, variable: string): string | undefined {
  const source = container.env?.find(({ name }) => name === variable)?.valueFrom;
  const reference = isObject(source) ? source.secretKeyRef : undefined;
  return isObject(reference) ? `${String(reference.name)}/${String(reference.key)}` : undefined;
}

/** Every Service of the manifests. */
export function servicesOf(manifests: readonly Manifest[]): readonly { readonly name: string; readonly spec: ServiceSpec }[] {
  return manifests.filter(({ kind }) => kind === 'Service').map((manifest) => ({ name: nameOf(manifest), spec: specOf(manifest) }));
}

/** The name of an object. */
export function nameOf({ metadata }: Manifest): string {
  return isObject(metadata) ? String(metadata.name) : '';
}

function specOf({ spec }: Manifest): ServiceSpec {
  if (!isServiceSpec(spec)) throw new Error('this is no Service');
  return spec;
}

function isServiceSpec(spec: unknown): spec is ServiceSpec {
  return isObject(spec) && Array.isArray(spec.ports);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
