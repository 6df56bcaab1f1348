import { Duration } from 'cdk8s';
import type { Chart } from 'cdk8s';
import { OpNodeConstruct, SecretValue, Signer, type L1Transaction, type OptimismNetworkConstruct, type OptimismNetworkProps, type ServiceProps } from '../../src';
import { expectValid, manifestsOf, type Manifest } from '../../src/testing';
import { untyped, DEV_KEY, customNetwork, flagsOf, podOf, problemsOf, sequencerKey, withNetwork, type EmittedContainer, type EmittedPod } from '../support/fixtures';

/** What a prop becomes: flags, variables, or fields of the workload (path and value). */
export interface Effect {
  readonly flags?: Readonly<Record<string, string | true>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly (readonly [path: string | readonly string[], value: unknown])[];
  /** The emitted objects stay as they are. */
  readonly nothing?: string;
}

/** Every prop of `P` with a value and what it becomes; a prop that is left out does not compile. */
export type Effects<P> = { readonly [K in keyof Required<P>]: readonly [value: NonNullable<P[K]>, effect: Effect] | { readonly of: Effects<NonNullable<P[K]>> } };

export interface PropCase {
  readonly prop: string;
  readonly props: Record<string, unknown>;
  readonly effect: Effect;
}

type Entry = readonly [unknown, Effect] | { readonly of: Readonly<Record<string, Entry>> };

/** One case for each prop, nested ones with their path. */
export function casesOf<P>(effects: Effects<P>): PropCase[] {
  return walk(untyped(effects));
}

export { untyped };

export function nameOf({ metadata }: { readonly [field: string]: unknown }): string {
  return untyped<{ name: string }>(metadata).name;
}

/** The objects of a service itself: its network's files and the policies have tests of their own. */
export function workloadOf(manifests: readonly Manifest[], name?: string): Manifest[] {
  return manifests.filter((each) => !['ConfigMap', 'NetworkPolicy'].includes(each.kind) && (name === undefined || nameOf(each) === name));
}

function walk(effects: Readonly<Record<string, Entry>>): PropCase[] {
  return Object.entries(effects).flatMap(([name, entry]) => {
    if ('of' in entry) return walk(entry.of).map(({ prop, props, effect }) => ({ prop: `${name}.${prop}`, props: { [name]: props }, effect }));
    const [value, effect] = entry;
    return [{ prop: name, props: { [name]: value }, effect }];
  });
}

/** A workload that a test made. */
export interface Made {
  readonly workload: object;
  readonly pod: EmittedPod;
  readonly container: EmittedContainer;
  readonly flags: Readonly<Record<string, string | true>>;
  readonly env: Readonly<Record<string, unknown>>;
  readonly manifests: ReturnType<typeof manifestsOf>;
}

export function madeIn(chart: Chart, name: string, component: string): Made {
  const manifests = manifestsOf(chart);
  expectValid(manifests);
  const pod = podOf(manifests, name);
  const container = pod.container(component);
  const workload = manifests.find((each) => 'spec' in each && nameOf(each) === name && each.kind !== 'Service')!;
  return { workload, pod, container, flags: flagsOf(container), env: envOf(container), manifests };
}

/** Variables of a container by name: a literal, `Secret/key` or the source as it stands. */
export function envOf(container: EmittedContainer): Record<string, unknown> {
  return Object.fromEntries((container.env ?? []).map(({ name, value, valueFrom }) => [name, value ?? secretKey(valueFrom)]));
}

function secretKey(source: unknown): unknown {
  const { secretKeyRef } = untyped<{ secretKeyRef?: { name: string; key: string } }>(source);
  return secretKeyRef ? `${secretKeyRef.name}/${secretKeyRef.key}` : source;
}

/** Asserts that the prop has its effect, and that it is not there without the prop. */
export function expectEffect({ effect }: PropCase, made: Made, without: Made): void {
  const { flags, env, fields, nothing } = effect;
  if (nothing !== undefined) expect(made.manifests).toEqual(without.manifests);
  if (flags) {
    expect(made.flags).toMatchObject(flags);
    expect(without.flags).not.toMatchObject(flags);
  }
  if (env) {
    expect(made.env).toMatchObject(env);
    expect(without.env).not.toMatchObject(env);
  }
  for (const [path, value] of fields ?? []) {
    const keys = typeof path === 'string' ? path.split('.') : [...path];
    expect(made.workload).toHaveProperty(keys, value);
    expect(without.workload).not.toHaveProperty(keys, value);
  }
}

const l1Transaction: Effects<L1Transaction> = {
  feeLimitMultiplier: [7, { flags: { 'fee-limit-multiplier': '7' } }],
  resubmissionTimeout: [Duration.seconds(240), { flags: { 'resubmission-timeout': '240s' } }],
  numConfirmations: [4, { flags: { 'num-confirmations': '4' } }],
  safeAbortNonceTooLowCount: [5, { flags: { 'safe-abort-nonce-too-low-count': '5' } }],
  minBaseFee: [2.5, { flags: { 'txmgr.min-basefee': '2.5' } }],
  minTipCap: [0.5, { flags: { 'txmgr.min-tip-cap': '0.5' } }],
  maxBaseFee: [300, { flags: { 'txmgr.max-basefee': '300' } }],
  maxTipCap: [30, { flags: { 'txmgr.max-tip-cap': '30' } }],
  feeLimitThreshold: [50, { flags: { 'txmgr.fee-limit-threshold': '50' } }],
  notInMempoolTimeout: [Duration.minutes(3), { flags: { 'txmgr.not-in-mempool-timeout': '180s' } }],
  sendTimeout: [Duration.millis(1500), { flags: { 'txmgr.send-timeout': '1500ms' } }],
};

const pod = 'spec.template.spec';

/** The props that batcher, proposer and challenger share, but for network and signer. */
export const sharedEffects = (prefix: string): Effects<Omit<ServiceProps, 'network' | 'signer' | 'name'>> => ({
  l1Transaction: { of: l1Transaction },
  image: [{ image: 'registry.example.com/mine:v1' }, { fields: [[`${pod}.containers.0.image`, 'registry.example.com/mine:v1']] }],
  logging: {
    of: {
      level: ['debug', { flags: { 'log.level': 'debug' } }],
      format: ['json', { flags: { 'log.format': 'json' } }],
      color: [true, { flags: { 'log.color': true } }],
    },
  },
  metrics: {
    of: {
      enabled: [false, { flags: { 'metrics.enabled': 'false' } }],
      port: [7777, { flags: { 'metrics.port': '7777' } }],
      path: ['/prometheus', { nothing: 'the program answers on every path; only what scrapes it needs the path' }],
    },
  },
  monitoring: [false, { nothing: 'off by default; what it makes when on is seen in test/monitoring' }],
  profile: ['busy', { fields: [[`${pod}.containers.0.resources.limits.memory`, `${{ OP_BATCHER: 8, OP_PROPOSER: 2, OP_CHALLENGER: 32, OP_DISPUTE_MON: 2 }[prefix]}Gi`]] }],
  resources: [{ limits: { memory: '20Gi' } }, { fields: [[`${pod}.containers.0.resources.limits.memory`, '20Gi']] }],
  security: {
    of: {
      runAsNonRoot: [true, { nothing: 'the default; false violates the Pod Security Standard' }],
      runAsUser: [65532, { fields: [[`${pod}.securityContext.runAsUser`, 65532], [`${pod}.securityContext.runAsGroup`, 65532]] }],
      fsGroup: [65532, { fields: [[`${pod}.securityContext.fsGroup`, 65532]] }],
      seccompProfile: [{ localhostProfile: 'op.json' }, { fields: [[`${pod}.securityContext.seccompProfile`, { type: 'Localhost', localhostProfile: 'op.json' }]] }],
    },
  },
  nodeSelector: [{ pool: 'ops' }, { fields: [[`${pod}.nodeSelector`, { pool: 'ops' }]] }],
  tolerations: [[{ key: 'ops', operator: 'Exists' }], { fields: [[`${pod}.tolerations`, [{ key: 'ops', operator: 'Exists' }]]] }],
  affinity: [
    { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'Exists' }] }] } } },
    { fields: [[`${pod}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.0.key`, 'pool']] },
  ],
  topologySpread: [[{ topologyKey: 'topology.kubernetes.io/zone' }], { fields: [[`${pod}.topologySpreadConstraints.0.topologyKey`, 'topology.kubernetes.io/zone']] }],
  priorityClassName: ['chain', { fields: [[`${pod}.priorityClassName`, 'chain']] }],
  serviceAccountName: ['ops', { fields: [[`${pod}.serviceAccountName`, 'ops']] }],
  labels: [{ 'example.com/team': 'ops' }, { fields: [[['metadata', 'labels', 'example.com/team'], 'ops']] }],
  annotations: [{ 'example.com/note': 'x' }, { fields: [[['metadata', 'annotations', 'example.com/note'], 'x']] }],
  sidecars: [[{ name: 'helper', image: 'helper:1' }], { fields: [[`${pod}.containers.1.name`, 'helper']] }],
  initContainers: [[{ name: 'first', image: 'first:1' }], { fields: [[`${pod}.initContainers.${prefix === 'OP_CHALLENGER' ? 1 : 0}.name`, 'first']] }],
  extraVolumes: [[{ volume: { name: 'ca', configMap: { name: 'ca' } }, mount: { mountPath: '/ca', readOnly: true } }], { fields: [[`${pod}.containers.0.volumeMounts.${prefix === 'OP_CHALLENGER' ? 4 : 0}`, { name: 'ca', mountPath: '/ca', readOnly: true }]] }],
  podLabels: [{ 'example.com/team': 'ops' }, { fields: [[['spec', 'template', 'metadata', 'labels', 'example.com/team'], 'ops']] }],
  podAnnotations: [{ 'example.com/note': 'x' }, { fields: [[['spec', 'template', 'metadata', 'annotations', 'example.com/note'], 'x']] }],
  secretVersion: ['7', { fields: [[['spec', 'template', 'metadata', 'annotations', 'cdk8s-op-stack/secret-version'], '7']] }],
  terminationGracePeriod: [Duration.minutes(4), { fields: [[`${pod}.terminationGracePeriodSeconds`, 240]] }],
  podOverrides: [{ hostname: 'here' }, { fields: [[`${pod}.hostname`, 'here']] }],
  extraArgs: [['--pprof.enabled', '--pprof.port=6061'], { flags: { 'pprof.enabled': true, 'pprof.port': '6061' } }],
  env: [{ [`${prefix}_PPROF_TYPE`]: 'cpu', TOKEN: SecretValue.fromSecret('token', 'value') }, { env: { [`${prefix}_PPROF_TYPE`]: 'cpu', TOKEN: 'token/value' } }],
});

/** Every prop that batcher, proposer and challenger share and a test does not set itself. */
export const sharedProps = {
  l1Transaction: {
    feeLimitMultiplier: 6, resubmissionTimeout: Duration.minutes(4), numConfirmations: 5, safeAbortNonceTooLowCount: 4, minBaseFee: 2, minTipCap: 2,
    maxBaseFee: 500, maxTipCap: 50, feeLimitThreshold: 10, notInMempoolTimeout: Duration.minutes(5), sendTimeout: Duration.minutes(20),
  },
  logging: { level: 'warn', format: 'json', color: true },
  metrics: { enabled: true, port: 7301, path: '/metrics' },
  monitoring: false,
  profile: 'small',
  resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '3', memory: '6Gi' } },
  security: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532, seccompProfile: 'RuntimeDefault' },
  nodeSelector: { pool: 'ops' },
  tolerations: [{ key: 'ops', operator: 'Exists', effect: 'NoSchedule' }],
  affinity: {},
  topologySpread: [{ topologyKey: 'kubernetes.io/hostname', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }],
  priorityClassName: 'chain',
  serviceAccountName: 'ops',
  labels: { owner: 'ops' },
  annotations: { link: 'https://runbooks.example.com' },
  sidecars: [{ name: 'helper', image: 'helper:1', resources: {} }],
  initContainers: [{ name: 'first', image: 'first:1', resources: {} }],
  extraVolumes: [{ volume: { name: 'ca', configMap: { name: 'ca' } }, mount: { mountPath: '/ca' } }],
  podLabels: { team: 'ops' },
  podAnnotations: { note: 'x' },
  secretVersion: '2026-11-01',
  terminationGracePeriod: Duration.minutes(3),
  env: { TZ: 'UTC' },
} satisfies Partial<ServiceProps>;

/** A chart with a custom chain's network and its sequencer. */
export function rollupOf(network: Partial<OptimismNetworkProps> = {}, files?: { rollup?: object; genesis?: object }): { chart: Chart; network: OptimismNetworkConstruct; sequencer: OpNodeConstruct } {
  const made = withNetwork(customNetwork(network, files));
  return { ...made, sequencer: new OpNodeConstruct(made.chart, 'sequencer', { network: made.network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey }) };
}

/** A broken input, and what is said about it. */
export interface ProblemCase {
  readonly code: string;
  readonly prop: string;
  readonly hint: RegExp;
  readonly props?: object;
  readonly network?: Partial<OptimismNetworkProps>;
}

/** The one problem with that code and prop; all of them when there is not exactly one. */
export function problemAt({ code, prop }: ProblemCase, make: () => unknown): unknown {
  const problems = problemsOf(make);
  const found = problems.filter((each) => each.code === code && each.prop === prop);
  return found.length === 1 ? found[0] : problems;
}

/** What a problem of that case looks like at that path. */
export function saying({ code, prop, hint }: ProblemCase, path: string): object {
  return { code, prop, path, message: expect.stringMatching(/\w/) as unknown, hint: expect.stringMatching(hint) as unknown };
}

/** What every service refuses. @param catalogued a version whose flags are all known */
export const sharedProblems = (prefix: string, catalogued: string): readonly ProblemCase[] => [
  { code: 'MISSING_SIGNER', prop: 'signer', hint: /Signer\.privateKey/, props: { signer: undefined } },
  { code: 'LITERAL_KEY', prop: 'signer', hint: /SecretValue\.fromSecret/, props: { signer: Signer.privateKey(untyped(DEV_KEY)) } },
  { code: 'LITERAL_KEY', prop: 'env.KEY', hint: /Put it into a Secret/, props: { env: { KEY: DEV_KEY } } },
  { code: 'LITERAL_KEY', prop: 'extraArgs[0]', hint: /Put it into a Secret/, props: { extraArgs: [`--private-key=${DEV_KEY}`] } },
  { code: 'FIXED_FLAG', prop: `env.${prefix}_PRIVATE_KEY`, hint: /typed prop/, props: { env: { [`${prefix}_PRIVATE_KEY`]: SecretValue.fromSecret('other', 'key') } } },
  { code: 'INVALID_NAME', prop: 'name', hint: /"name"/, props: { name: 'Poster' } },
  { code: 'NAME_TOO_LONG', prop: 'name', hint: /Shorten/, props: { name: 'p'.repeat(53) } },
  { code: 'INVALID_QUANTITY', prop: 'resources.limits.memory', hint: /500m/, props: { resources: { limits: { memory: 'much' } } } },
  { code: 'REQUEST_ABOVE_LIMIT', prop: 'resources.requests.memory', hint: /Raise the limit/, props: { resources: { requests: { memory: '50Gi' } } } },
  { code: 'INVALID_PORT', prop: 'metrics.port', hint: /1 to 65535/, props: { metrics: { port: 70_000 } } },
  { code: 'UNKNOWN_FLAG', prop: 'extraArgs', hint: /--num-confirmations/, props: { image: { version: catalogued }, extraArgs: ['--num-confirmation=3'] } },
  { code: 'INVALID_DIGEST', prop: 'image.digest', hint: /sha256:/, props: { image: { digest: 'latest' } } },
  { code: 'INVALID_VERSION', prop: 'image.version', hint: /image/, props: { image: { version: 'registry/op:v1' } } },
  { code: 'INVALID_COUNT', prop: 'l1Transaction.feeLimitMultiplier', hint: /from 1 on/, props: { l1Transaction: { feeLimitMultiplier: 0.5 } } },
  { code: 'INVALID_COUNT', prop: 'l1Transaction.numConfirmations', hint: /from 1 on/, props: { l1Transaction: { numConfirmations: 0 } } },
  { code: 'INVALID_COUNT', prop: 'l1Transaction.safeAbortNonceTooLowCount', hint: /from 1 on/, props: { l1Transaction: { safeAbortNonceTooLowCount: -1 } } },
  ...(['minBaseFee', 'minTipCap', 'maxBaseFee', 'maxTipCap', 'feeLimitThreshold'] as const).map((name) => (
    { code: 'INVALID_NUMBER', prop: `l1Transaction.${name}`, hint: /gwei/, props: { l1Transaction: { [name]: -1 } } })),
  { code: 'FEE_ORDER', prop: 'l1Transaction.minTipCap', hint: /Raise minBaseFee/, props: { l1Transaction: { minTipCap: 2 } } },
  { code: 'MISSING_L2', prop: 'nodes', hint: /endpoints/, props: { endpoints: undefined } },
  { code: 'UNPAIRED_ENDPOINTS', prop: 'endpoints', hint: /one of each/, props: { endpoints: { l2EthRpc: ['http://a'], rollupRpc: [] } } },
  { code: 'UNPAIRED_ENDPOINTS', prop: 'endpoints', hint: /one of each/, props: { endpoints: { l2EthRpc: [], rollupRpc: [] } } },
  { code: 'INVALID_URL', prop: 'endpoints.l2EthRpc[0]', hint: /http:\/\//, props: { endpoints: { l2EthRpc: ['el:8545'], rollupRpc: ['http://cl:9545'] } } },
  { code: 'INVALID_URL', prop: 'endpoints.rollupRpc[0]', hint: /http:\/\//, props: { endpoints: { l2EthRpc: ['http://el:8545'], rollupRpc: ['file:///cl'] } } },
];

/** Endpoints of a node outside the app, so that nothing but the service has to be made. */
export const elsewhere = { l2EthRpc: ['https://el.example.com'], rollupRpc: ['https://cl.example.com'] };
