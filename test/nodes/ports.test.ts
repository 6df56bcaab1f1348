import * as fc from 'fast-check';
import { OpStackError, type P2pExposure } from '../../src';
import { mostPods } from '../../src/nodes/replicas';
import { manifestsOf } from '../../src/testing';
import { knownNetwork } from '../support/fixtures';
import { custom, looking, makeNode, opGeth, servicesOf, type ConsensusName, type ExecutionName, type NodeSpec, type Seen } from './support/node';
import { kubelet } from './support/shell';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const DISCV5 = 9200;
const networks = { known: { ...knownNetwork, images: { components: opGeth } }, custom } as const;

/** Few enough to clash often, and some that are no ports. */
const port = fc.constantFrom(undefined, undefined, undefined, 8545, 8546, 8551, 9001, 9200, 9222, 9545, 7300, 6060, 30303, 31220, 31221, 31222, 31300, 1, 65535, 0, 65536, -1, 1.5);
const nodePort = fc.constantFrom(31220, 31221, 31222, 31300, 30303, 32767, 9222);
const exposure: fc.Arbitrary<P2pExposure | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({ type: fc.constant('nodePort' as const), consensusPort: nodePort, executionPort: nodePort }),
  fc.constantFrom<P2pExposure>({ type: 'loadBalancer', address: '203.0.113.1{index}' }, { type: 'hostPort' }),
);

interface Drawn {
  readonly chain: keyof typeof networks;
  readonly el: ExecutionName;
  readonly cl: ConsensusName;
  readonly spec: NodeSpec;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    chain: fc.constantFrom('known' as const, 'custom' as const), el: fc.constantFrom('op-reth' as const, 'op-geth' as const), cl: fc.constantFrom('op-node' as const, 'kona-node' as const),
    http: port, ws: port, authrpc: port, elP2p: port, elMetrics: port, rpc: port, clP2p: port, clMetrics: port, p2pExposure: exposure, replicas: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ chain, el, cl, http, ws, authrpc, elP2p, elMetrics, rpc, clP2p, clMetrics, p2pExposure, replicas }) => ({
    chain, el, cl,
    spec: {
      replicas, p2pExposure,
      execution: { client: el, http: { port: http }, ws: { port: ws }, authrpcPort: authrpc, p2p: { port: elP2p }, metricsPort: elMetrics },
      consensus: { client: cl, rpc: { port: rpc }, p2p: { listenPort: clP2p }, metricsPort: clMetrics },
    },
  }));

/** What the programs of one pod listen on, by their command lines: `TCP 8545`. */
function listeners({ flags }: Seen, { el, cl }: Drawn, index: number): string[] {
  const number = (container: string, flag: string): number => Number(kubelet(String(flags(container)[flag]), { POD_INDEX: String(index) }).split(':').at(-1));
  const tcp = (container: string, flag: string): string => `TCP ${number(container, flag)}`;
  const udp = (container: string, flag: string): string => `UDP ${number(container, flag)}`;
  const discv5 = el === 'op-reth' && flags(el)['disable-discovery'] === undefined;
  return [
    tcp(el, 'http.port'), tcp(el, 'ws.port'), tcp(el, 'authrpc.port'), tcp(el, 'port'), udp(el, 'discovery.port'), tcp(el, el === 'op-reth' ? 'metrics' : 'metrics.port'),
    ...(discv5 ? [`UDP ${DISCV5}`] : []),
    tcp(cl, cl === 'op-node' ? 'rpc.port' : 'port'), tcp(cl, 'p2p.listen.tcp'), udp(cl, 'p2p.listen.udp'), tcp(cl, 'metrics.port'),
  ];
}

/** Where the ports of the Services lead in one pod. */
function targets(seen: Seen, name: string, index: number): string[] {
  const ports = [...(seen.pod.spec.initContainers ?? []), ...seen.pod.spec.containers].flatMap((container) => container.ports ?? []);
  return servicesOf(seen.manifests)
    .filter(({ spec }) => [undefined, `${name}-${index}`].includes(spec.selector['statefulset.kubernetes.io/pod-name']))
    .flatMap(({ spec }) => spec.ports)
    .map(({ targetPort, protocol }) => `${protocol} ${typeof targetPort === 'number' ? targetPort : ports.find((one) => one.name === targetPort && one.protocol === protocol)?.containerPort}`);
}

test('whatever the ports, they are refused, or no two programs share one and every Service leads to a program', () => {
  const seenCodes = new Set<string>();
  fc.assert(
    fc.property(drawn, (one) => {
      let made: ReturnType<typeof makeNode>;
      try {
        made = makeNode(one.spec, networks[one.chain]);
      } catch (error) {
        if (!(error instanceof OpStackError)) throw error;
        const codes = error.problems.map(({ code }) => code);
        for (const code of codes) seenCodes.add(code);
        return codes.every((code) => ['PORT_CLASH', 'INVALID_PORT', 'INVALID_NODE_PORT'].includes(code));
      }
      const seen = looking(manifestsOf(made.chart), made.node.name);
      return Array.from({ length: mostPods(one.spec.replicas) }, (_, index) => index).every((index) => {
        const open = listeners(seen, one, index);
        return new Set(open).size === open.length && targets(seen, made.node.name, index).every((target) => open.includes(target));
      });
    }),
    { numRuns: 150 },
  );
  expect([...seenCodes]).toContain('PORT_CLASH');
});

test('ports that are well apart are taken', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1024, max: 29999 }), { minLength: 8, maxLength: 8 }), ([http, ws, authrpc, elP2p, elMetrics, rpc, clP2p, clMetrics]) => {
      const { node } = makeNode({
        execution: { http: { port: http }, ws: { port: ws }, authrpcPort: authrpc, p2p: { port: elP2p }, metricsPort: elMetrics },
        consensus: { rpc: { port: rpc }, p2p: { listenPort: clP2p }, metricsPort: clMetrics },
      });
      return node.url('node-rpc', node) === `http://acme-replica:${rpc}`;
    }),
    { numRuns: 30 },
  );
  expect(makeNode().node.url('ws', makeNode().node)).toBe('ws://acme-replica:8546');
});
