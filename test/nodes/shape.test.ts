import type { OptimismNetworkProps } from '../../src';
import { customNetwork, genesis, knownNetwork } from '../support/fixtures';
import { custom, opGeth, see, makeNode, servicesOf, type ConsensusName, type ExecutionName, type NodeSpec, type NodeType } from './support/node';

// Half of the nodes are kona-nodes, each of which warns.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

interface Combination {
  readonly nodeType: NodeType;
  readonly el: ExecutionName;
  readonly cl: ConsensusName;
  readonly nativeSidecars: boolean;
  readonly chain: 'known' | 'custom';
}

const networks: Readonly<Record<Combination['chain'], OptimismNetworkProps>> = { known: { ...knownNetwork, images: { components: opGeth } }, custom };

/** What is peculiar to each client. */
const executionFacts = {
  'op-reth': { command: ['op-reth'], first: /^node$/, kind: 'reth', sequencer: 'rollup.sequencer', probe: { tcpSocket: { port: 'http' } }, jwt: 'authrpc.jwtsecret', chain: { known: { chain: 'optimism-sepolia' }, custom: { chain: '/network/l2-genesis/genesis.json' } } },
  'op-geth': { command: ['geth'], first: /^--/, kind: 'geth', sequencer: 'rollup.sequencerhttp', probe: { httpGet: { port: 'http', path: '/' } }, jwt: 'authrpc.jwtsecret', chain: { known: { 'op-network': 'op-sepolia' }, custom: { networkid: '42069' } } },
} as const;
const consensusFacts = {
  'op-node': { command: ['op-node'], first: /^--/, engine: 'l2', jwt: 'l2.jwt-secret', chain: { known: { network: 'op-sepolia' }, custom: { 'rollup.config': '/network/rollup-config/rollup.json' } } },
  'kona-node': { command: undefined, first: /^node$/, engine: 'l2-engine-rpc', jwt: 'l2-engine-jwt-secret', chain: { known: { chain: '11155420' }, custom: { chain: '42069', 'l2-config-file': '/network/rollup-config/rollup.json' } } },
} as const;
const CHAIN_FLAGS = ['chain', 'op-network', 'networkid', 'network', 'rollup.config', 'l2-config-file'];

const combinations: Combination[] = (['sequencer', 'replica'] as const).flatMap((nodeType) =>
  (['op-reth', 'op-geth'] as const).flatMap((el) =>
    (['op-node', 'kona-node'] as const).flatMap((cl) =>
      [true, false].flatMap((nativeSidecars) => (['known', 'custom'] as const).map((chain) => ({ nodeType, el, cl, nativeSidecars, chain }))),
    ),
  ),
);

const only = (flags: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(flags).filter(([name]) => names.includes(name)));

test('there are 32 kinds of node', () => {
  expect(combinations).toHaveLength(32);
});

describe.each(combinations)('$nodeType of a $chain chain, $el and $cl, native sidecars: $nativeSidecars', ({ nodeType, el, cl, nativeSidecars, chain }) => {
  const { chart, node } = makeNode({ nodeType, nativeSidecars, execution: { client: el }, consensus: { client: cl } }, networks[chain]);
  const seen = see(chart, node.name);
  const sequencing = nodeType === 'sequencer';
  const execution = executionFacts[el];
  const consensus = consensusFacts[cl];
  const elFlags = seen.flags(el);
  const clFlags = seen.flags(cl);

  test('containers start in the right order', () => {
    const init = [...(chain === 'custom' && el === 'op-geth' ? ['init-genesis'] : []), ...(nativeSidecars ? [el] : [])];
    expect(seen.pod.spec.initContainers?.map(({ name }) => name)).toEqual(['prepare', ...init]);
    expect(seen.pod.spec.containers.map(({ name }) => name)).toEqual([...(nativeSidecars ? [] : [el]), cl, ...(sequencing ? [] : ['companion'])]);
    expect(seen.container(el).restartPolicy).toBe(nativeSidecars ? 'Always' : undefined);
    expect(seen.pod.spec.terminationGracePeriodSeconds).toBe(300);
  });

  test('each program is started by its own name', () => {
    expect(seen.container(el).command).toEqual(execution.command);
    expect(seen.container(el).args?.[0]).toMatch(execution.first);
    expect(seen.container(cl).command).toEqual(consensus.command);
    expect(seen.container(cl).args?.[0]).toMatch(consensus.first);
  });

  test('the chain is told by name or by files, never by both', () => {
    expect(only(elFlags, CHAIN_FLAGS)).toEqual(execution.chain[chain]);
    expect(only(clFlags, CHAIN_FLAGS)).toEqual(consensus.chain[chain]);
  });

  test('the engine API stays inside the pod', () => {
    expect(elFlags).toMatchObject({ 'authrpc.addr': '127.0.0.1', 'authrpc.port': '8551', [execution.jwt]: '/jwt/jwt.hex' });
    expect(clFlags).toMatchObject({ [consensus.engine]: 'http://127.0.0.1:8551', [consensus.jwt]: '/jwt/jwt.hex' });
    expect(clFlags['l2.enginekind']).toBe(cl === 'op-node' ? execution.kind : undefined);
    const reachable = [
      ...servicesOf(seen.manifests).flatMap(({ spec }) => spec.ports.flatMap(({ port, targetPort }) => [port, targetPort])),
      ...[...(seen.pod.spec.initContainers ?? []), ...seen.pod.spec.containers].flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort)),
    ];
    expect(reachable).toContain(9545);
    expect(reachable).not.toContain(8551);
  });

  test('both clients share a secret that neither can change', () => {
    expect(seen.pod.spec.volumes).toContainEqual({ name: 'jwt', emptyDir: { medium: 'Memory' } });
    for (const name of [el, cl]) expect(seen.container(name).volumeMounts).toContainEqual({ name: 'jwt', mountPath: '/jwt', readOnly: true });
    expect(seen.container('prepare').volumeMounts).toContainEqual({ name: 'jwt', mountPath: '/jwt' });
  });

  test('probes ask what the program answers, whether it is in sync or not', () => {
    expect(seen.container(el)).toMatchObject({
      startupProbe: { ...execution.probe, periodSeconds: 10, failureThreshold: 2160 },
      livenessProbe: { ...execution.probe, periodSeconds: 30, failureThreshold: 10 },
      readinessProbe: execution.probe,
    });
    const healthz = { httpGet: { port: 'node-rpc', path: '/healthz' } };
    expect(seen.container(cl)).toMatchObject({ startupProbe: { ...healthz, failureThreshold: 30 }, livenessProbe: healthz, readinessProbe: healthz });
  });

  test('every container is restricted', () => {
    expect(seen.pod.spec).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' } },
    });
    const contexts = [...(seen.pod.spec.initContainers ?? []), ...seen.pod.spec.containers].map(({ securityContext }) => securityContext);
    expect(contexts.length).toBeGreaterThanOrEqual(3);
    for (const context of contexts) {
      expect(context).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
    }
  });

  test('only a sequencer has admin and miner calls, and only a replica forwards', () => {
    expect(Object.keys(elFlags).filter((name) => name.startsWith('rollup.sequencer'))).toEqual(sequencing ? [] : [execution.sequencer]);
    expect(elFlags[execution.sequencer]).toBe(sequencing ? undefined : 'http://sequencer.example.com:8545');
    expect(clFlags['rpc.enable-admin']).toBe(sequencing ? true : undefined);
    expect(clFlags['rpc.addr']).toBe('0.0.0.0');
    expect(elFlags['http.api']).toBe(sequencing ? 'web3,eth,net,debug,txpool,miner' : 'web3,eth,net');
    expect(elFlags['ws.api']).toBe('web3,eth,net');
    expect(clFlags['sequencer.enabled'] ?? clFlags.mode).toBe(sequencing ? (cl === 'op-node' ? true : 'sequencer') : cl === 'op-node' ? undefined : 'validator');
  });

  test('all that is kept is kept on the volume', () => {
    const kept = Object.entries({ ...elFlags, ...clFlags }).filter(([name]) => /^datadir$|\.path$|bootstore$/.test(name)).map(([, value]) => String(value));
    expect(kept.length).toBeGreaterThanOrEqual(3);
    expect(kept.filter((path) => !path.startsWith('/data/'))).toEqual([]);
  });
});

function forwards(spec: NodeSpec, network: OptimismNetworkProps): unknown {
  const { chart, node } = makeNode(spec, network);
  return see(chart, node.name).flags('op-reth')['rollup.sequencer'];
}

test('a replica sends transactions to the sequencer of the app, its own endpoint, the network\'s, or the known chain\'s', () => {
  expect(forwards({ sequencerUrl: 'http://own:8545' }, { ...networks.known, l2RpcUrl: 'http://network:8545' })).toBe('http://own:8545');
  expect(forwards({ sequencerUrl: undefined }, { ...networks.known, l2RpcUrl: 'http://network:8545' })).toBe('http://network:8545');
  expect(forwards({ sequencerUrl: undefined }, networks.known)).toBe('https://sepolia-sequencer.optimism.io');
});

const { karstTime: _none, ...untilJovian } = genesis.config;
const jovian = customNetwork({ images: { release: 'jovian-2026-01' } }, { rollup: { karst_time: undefined }, genesis: { config: untilJovian } });

test('op-geth of the Jovian release runs a chain that has not scheduled Karst', () => {
  const { chart, node } = makeNode({ nodeType: 'sequencer', execution: { client: 'op-geth' } }, jovian);
  const seen = see(chart, node.name);
  expect(seen.container('op-geth').image).toMatch(/op-geth:v1\.101605\.0$/);
  expect(seen.container('init-genesis').image).toBe(seen.container('op-geth').image);
  expect(seen.container('op-node').image).toMatch(/op-node:v1\.16\.5$/);
});

