import { App, Chart, type ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BatcherConstruct, BuilderPlaygroundChart, BuilderPlaygroundDeployment, BuilderPlaygroundPod, BuilderPlaygroundWorkloads, ChallengerConstruct, ConfigSource, DisputeMonConstruct, NodeSnapshot, NodeSnapshotSchedule,
  OpNodeConstruct, OpReplicaChart, OpStackChart, OptimismNetworkConstruct, ProposerConstruct, type BuilderPlaygroundProps, type ObjectOptions, type PodOptions, type UserFlags,
} from '../../../src';
import { customNetwork, knownNetwork, newChart, sequencerKey, signer, withNetwork } from '../../support/fixtures';
import { outputFolder, service } from '../../playground/support/folder';

/** What every pod takes, and where its command line does not stand on it, the program whose it is. */
export interface Given {
  readonly pods?: PodOptions;
  readonly objects?: ObjectOptions;
  readonly flags?: UserFlags;
}

/** One exported class, and how each of its escape hatches is tried. */
export interface Row {
  /** Makes it with everything that it can make, so that every public child is there. */
  readonly make: (given?: Given) => Construct;
  /** Programs whose command line and variables the user adds to, with a flag that each has. None: why. */
  readonly programs: readonly (readonly [container: string, flag: string, flags: (given: UserFlags) => Given])[] | string;
  /** Whether it makes pods. No: why. */
  readonly pods: true | string;
  /** Public children, as paths of members. */
  readonly children: readonly string[];
  readonly podSecurity?: 'baseline';
}

const FLAG = '--pprof.enabled';
const flags = (given: UserFlags): Given => ({ flags: given });
const rest = ({ pods, objects }: Given): PodOptions & ObjectOptions => ({ ...pods, ...objects });
const l2 = { endpoints: { l2EthRpc: ['http://el.example.com:8545'], rollupRpc: ['http://cl.example.com:9545'] } };
const prestatesUrl = 'https://prestates.example.com';
const exposed = { type: 'ingress', hosts: ['rpc.example.com'], from: [{ namespace: 'ingress' }] } as const;

const el = service('el', { args: ['--http.port', '{{Port "http" 8545}}'], ports: [{ name: 'http', port: 8545, Protocol: 'tcp' }], files_mapped: { '/g.json': 'genesis.json', '/jwt': 'jwtsecret' }, volumes_mapped: { '/db': 'data' } });
const playground = (given: Given): BuilderPlaygroundProps => ({
  output: outputFolder({ services: [el] }), storage: 'pvc', services: { el: { expose: { type: 'NodePort' }, ...given.flags } }, ...rest(given),
});

/** A node whose props make all that a node can have. */
function node({ flags: own, ...given }: Given = {}, side: 'consensus' | 'execution' = 'consensus'): OpNodeConstruct {
  const { chart, network } = withNetwork();
  return new OpNodeConstruct(chart, 'replica', {
    network, nodeType: 'replica', replicas: { min: 2, max: 3 }, perReplicaServices: true, rpcExposure: exposed, p2pExposure: { type: 'loadBalancer', address: 'p{index}.example.com' }, monitoring: true, [side]: own, ...rest(given),
  });
}

const ofNode: Pick<Row, 'pods' | 'programs'> = {
  pods: 'it copies volumes; no pod is its own',
  programs: 'it has no program: the cluster\'s snapshot controller does the work',
};

const stack = (given: Given = {}): OpStackChart => new OpStackChart(new App(), 'acme', {
  ...given.objects,
  namespace: 'acme', network: customNetwork(),
  sequencer: { p2pSequencerKey: sequencerKey, ...given.pods, consensus: given.flags },
  replicas: { count: 2, ...given.pods }, batcher: { signer: signer('b'), ...given.pods }, proposer: { signer: signer('p'), ...given.pods },
  challenger: { signer: signer('c'), faultProof: { prestatesUrl }, ...given.pods }, disputeMon: { ...given.pods },
});

/** Every exported construct. */
export const rows: Readonly<Record<string, Row>> = {
  OpNodeConstruct: {
    make: (given) => node(given, given?.flags?.extraArgs?.[0]?.startsWith('--rpc.') ? 'execution' : 'consensus'),
    programs: [['op-node', FLAG, flags], ['op-reth', '--rpc.gascap=7', flags]],
    pods: true,
    children: ['statefulSet', 'service', 'headlessService', 'p2pServices.0', 'p2pServices.1', 'p2pServices.2', 'replicaServices.0', 'replicaServices.1', 'replicaServices.2', 'routes.0', 'autoscaler', 'podDisruptionBudget', 'networkPolicy'],
  },
  BatcherConstruct: {
    make: ({ flags: own, ...given } = {}) => { const { chart, network } = withNetwork(); return new BatcherConstruct(chart, 'it', { network, ...l2, signer: signer('b'), ...own, ...rest(given) }); },
    programs: [['op-batcher', FLAG, flags]], pods: true, children: ['deployment', 'service', 'networkPolicy'],
  },
  ProposerConstruct: {
    make: ({ flags: own, ...given } = {}) => { const { chart, network } = withNetwork(customNetwork()); return new ProposerConstruct(chart, 'it', { network, ...l2, signer: signer('p'), ...own, ...rest(given) }); },
    programs: [['op-proposer', FLAG, flags]], pods: true, children: ['deployment', 'service', 'networkPolicy'],
  },
  ChallengerConstruct: {
    make: ({ flags: own, ...given } = {}) => { const { chart, network } = withNetwork(customNetwork()); return new ChallengerConstruct(chart, 'it', { network, ...l2, signer: signer('c'), faultProof: { prestatesUrl }, ...own, ...rest(given) }); },
    programs: [['op-challenger', FLAG, flags]], pods: true, children: ['statefulSet', 'service', 'networkPolicy'],
  },
  DisputeMonConstruct: {
    make: ({ flags: own, ...given } = {}) => { const { chart, network } = withNetwork(customNetwork()); return new DisputeMonConstruct(chart, 'it', { network, ...l2, ...own, ...rest(given) }); },
    programs: [['op-dispute-mon', FLAG, flags]], pods: true, children: ['deployment', 'service', 'networkPolicy'],
  },
  OptimismNetworkConstruct: {
    make: ({ objects } = {}) => new OptimismNetworkConstruct(newChart(), 'network', { ...customNetwork({ l1ChainConfig: ConfigSource.inline({ config: { chainId: 11155111 } }) }), ...objects }),
    programs: 'it has no program', pods: 'it has no pods', children: ['configMap', 'genesisConfigMap', 'networkPolicy'],
  },
  NodeSnapshot: { ...ofNode, make: ({ objects } = {}) => { const of = node(); return new NodeSnapshot(of.node.scope!, 'copy', { node: of, ...objects }); }, children: ['volumeSnapshot'] },
  NodeSnapshotSchedule: { ...ofNode, make: ({ objects } = {}) => { const of = node(); return new NodeSnapshotSchedule(of.node.scope!, 'copy', { node: of, schedule: '17 3 * * *', ...objects }); }, children: ['snapshotSchedule'] },
  BuilderPlaygroundPod: {
    make: (given = {}) => new BuilderPlaygroundPod(newChart(), 'it', playground(given)),
    programs: [['el', '--verbose', flags]], pods: true, podSecurity: 'baseline', children: ['deployment', 'services.el', 'externalServices.el', 'configMap', 'secret', 'claim'],
  },
  BuilderPlaygroundWorkloads: {
    make: (given = {}) => new BuilderPlaygroundWorkloads(newChart(), 'it', playground(given)),
    programs: [['el', '--verbose', flags]], pods: true, podSecurity: 'baseline', children: ['deployments.el', 'services.el', 'externalServices.el', 'configMap', 'secret', 'claim'],
  },
  BuilderPlaygroundDeployment: {
    make: ({ objects } = {}) => new BuilderPlaygroundDeployment(newChart(), 'it', { output: outputFolder({ services: [el] }), ...objects }),
    programs: 'an operator starts the programs; the resource has a field for variables from Secrets, services.<name>.env, and none for arguments',
    pods: 'an operator makes the pods, and the resource has no field for these', children: ['resource', 'configMap', 'secret'],
  },
  OpStackChart: {
    make: stack, programs: [['op-node', FLAG, flags]], pods: true,
    children: ['sequencer.statefulSet', 'replicas.statefulSet', 'batcher.deployment', 'proposer.deployment', 'challenger.statefulSet', 'disputeMon.deployment', 'network.configMap'],
  },
  OpReplicaChart: {
    make: (given = {}) => new OpReplicaChart(new App(), 'sepolia', { ...given.objects, namespace: 'x', network: knownNetwork, node: { ...given.pods, consensus: given.flags } }),
    programs: [['op-node', FLAG, flags]], pods: true, children: ['replicas.statefulSet', 'network.networkPolicy'],
  },
  BuilderPlaygroundChart: {
    make: (given = {}) => new BuilderPlaygroundChart(new App(), 'l1', { namespace: 'x', ...playground(given) }),
    programs: [['el', '--verbose', flags]], pods: true, podSecurity: 'baseline', children: ['pod.deployment', 'pod.services.el'],
  },
};

/** Exported classes that are no constructs, and so have nothing to reach into. */
export const values: readonly string[] = ['Artifacts', 'ConfigSource', 'Jwt', 'OpStackError', 'SecretValue', 'Signer', 'Storage', 'VolumeSource'];

/** The chart of a construct, or itself. */
export const chartOf = (construct: Construct): Chart => Chart.of(construct);

/** The objects among a construct's public members, in lists and records too, and in the constructs that it is made of. */
export function publicObjects(construct: object, isObject: (value: unknown) => value is ApiObject, isConstruct: (value: unknown) => value is Construct, at = '', seen = new Set<unknown>()): [string, ApiObject][] {
  if (seen.has(construct)) return [];
  seen.add(construct);
  return Object.entries(construct).flatMap(([name, member]: [string, unknown]): [string, ApiObject][] => {
    const path = at ? `${at}.${name}` : name;
    if (isObject(member)) return [[path, member]];
    const isBag = Array.isArray(member) || (typeof member === 'object' && member !== null && Object.getPrototypeOf(member) === Object.prototype);
    return isConstruct(member) || isBag ? publicObjects(member, isObject, isConstruct, path, seen) : [];
  });
}
