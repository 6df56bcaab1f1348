import type { OpNodeProps } from './node-props';
import { readinessOf } from './node-context';
import { consensusResources, executionResources } from './node-resources';
import { checkBudget } from './disruption-budget';
import { checkExposure } from './p2p-exposure';
import { checkReplicas, fewestPods, mostPods } from './replicas';
import { checkRpcExposure } from './rpc-exposure';
import { checkSnapshot } from './snapshot';
import type { Problems } from '../errors';
import { checkEndpoint, checkNoLiteralKeys } from '../keys';
import { checkChoice, checkCount, checkDataDir, checkName, checkResources, checkStorage } from '../kube';
import { checkMonitoring } from '../monitoring';
import { PROFILES, checkCache } from '../sizing';

/** Reports what is wrong with a node's props by themselves, without regard to the network. */
export function checkNode(problems: Problems, props: Omit<OpNodeProps, 'network'>, name: string): void {
  const { consensus = {}, execution = {} } = props;
  const replicas = mostPods(props.replicas);
  checkName(problems, 'name', name);
  checkReplicas(problems, 'replicas', props.replicas);
  checkChoices(problems, props);
  checkRole(problems, props);
  checkEndpoint(problems, 'sequencerUrl', props.sequencerUrl, ['http', 'https']);
  checkEndpoint(problems, 'conductor.rpcUrl', props.conductor?.rpcUrl, ['http', 'https']);
  checkEndpoint(problems, 'consensus.followSource', consensus.followSource, ['http', 'https']);
  checkEndpoint(problems, 'execution.historicalRpc', execution.historicalRpc, ['http', 'https']);
  checkStorage(problems, 'storage', props.storage);
  checkSnapshot(problems, 'snapshot', props.snapshot);
  checkExposure(problems, 'p2pExposure', props.p2pExposure, replicas);
  checkRpcExposure(problems, { consensus, execution, sequencing: props.nodeType === 'sequencer', props });
  checkResources(problems, 'consensus.resources', consensusResources(consensus, props.nodeType === 'sequencer', props.profile));
  const resources = executionResources(execution, props.profile);
  checkResources(problems, 'execution.resources', resources);
  checkCache(problems, 'execution.cache', execution.cache, resources);
  checkCounts(problems, props);
  checkReach(problems, props);
  checkBudget(problems, 'podDisruptionBudget', props.podDisruptionBudget, fewestPods(props.replicas));
  checkIdentity(problems, props, replicas);
  checkDataDir(problems, 'execution.dataDir', execution.dataDir);
  const { peerId } = consensus.p2p ?? {};
  if (peerId !== undefined && !/^[A-Za-z0-9]+$/.test(peerId)) {
    problems.error('INVALID_PEER_ID', 'consensus.p2p.peerId', `"${peerId}" is no peer id`, 'Give what opp2p_self answers as peerID, like 16Uiu2HA…, without an address');
  }
  const { nodeId } = execution.p2p ?? {};
  if (nodeId !== undefined && !/^[0-9a-f]{128}$/.test(nodeId)) {
    problems.error('INVALID_NODE_ID', 'execution.p2p.nodeId', 'this is no node id', 'Give the 128 lower-case hex digits between enode:// and @');
  }
  props.p2pSigner?.check(problems, 'p2pSigner');
  checkMonitoring(problems, props.monitoring);
  checkNoLiteralKeys(problems, '', props);
}

/** What each of these may be. */
const CHOICES: readonly (readonly [prop: string, of: (props: Omit<OpNodeProps, 'network'>) => unknown, choices: readonly string[]])[] = [
  ['nodeType', ({ nodeType }) => nodeType, ['sequencer', 'replica']],
  ['profile', ({ profile }) => profile, PROFILES],
  ['consensus.client', ({ consensus }) => consensus?.client, ['op-node', 'kona-node']],
  ['consensus.syncMode', ({ consensus }) => consensus?.syncMode, ['execution-layer', 'consensus-layer']],
  ['execution.client', ({ execution }) => execution?.client, ['op-reth', 'op-geth']],
  ['execution.gcMode', ({ execution }) => execution?.gcMode, ['archive', 'full', 'minimal']],
  ['execution.syncMode', ({ execution }) => execution?.syncMode, ['snap', 'full']],
  ['execution.stateScheme', ({ execution }) => execution?.stateScheme, ['path', 'hash']],
  ['execution.dbEngine', ({ execution }) => execution?.dbEngine, ['pebble', 'leveldb']],
  ['replicas.load.type', ({ replicas }) => (typeof replicas === 'object' ? replicas.load?.type : undefined), ['cpu', 'metrics', 'keda']],
  ['readiness.when', ({ readiness }) => readiness?.when, ['serving', 'synced']],
  ['service.type', ({ service }) => service?.type, ['ClusterIP', 'NodePort', 'LoadBalancer']],
  ['rpcExposure.type', ({ rpcExposure }) => rpcExposure?.type, ['ingress', 'httpRoute']],
  ['p2pExposure.type', ({ p2pExposure }) => p2pExposure?.type, ['nodePort', 'loadBalancer', 'hostPort']],
];

/** Whether each choice is one that there is; `checkNode` has reported what is not. */
export function hasKnownChoices(props: Omit<OpNodeProps, 'network'>): boolean {
  return CHOICES.every(([prop, of, choices]) => {
    const value = of(props);
    return value === undefined ? prop !== 'nodeType' : choices.some((choice) => choice === value);
  });
}

function checkChoices(problems: Problems, props: Omit<OpNodeProps, 'network'>): void {
  if ((props.nodeType as unknown) === undefined) problems.error('INVALID_CHOICE', 'nodeType', 'the role of the node is not given', 'Set it to sequencer or replica');
  for (const [prop, of, choices] of CHOICES) checkChoice(problems, prop, of(props), choices);
}

function checkCounts(problems: Problems, { consensus = {}, execution = {} }: Omit<OpNodeProps, 'network'>): void {
  const rows: readonly (readonly [string, number | undefined, number])[] = [
    ['consensus.sequencing.l1Confs', consensus.sequencing?.l1Confs, 0],
    ['consensus.sequencing.maxSafeLag', consensus.sequencing?.maxSafeLag, 0],
    ['consensus.verifierL1Confs', consensus.verifierL1Confs, 0],
    ['consensus.l1CacheSize', consensus.l1CacheSize, 0],
    ['consensus.l1MaxConcurrency', consensus.l1MaxConcurrency, 1],
    ['execution.cache', execution.cache, 1],
    ['execution.proofWindow', execution.proofWindow, 0],
    ['execution.p2p.maxPeers', execution.p2p?.maxPeers, 0],
  ];
  for (const [prop, value, least] of rows) checkCount(problems, prop, value, least);
}

/** RPCs that the kubelet's probes and the Services have to reach. */
function checkReach(problems: Problems, props: Omit<OpNodeProps, 'network'>): void {
  const { consensus, execution } = props;
  const hosts = [
    ['consensus.rpc.host', consensus?.rpc?.host],
    ['execution.http.host', execution?.http?.host],
    ['execution.ws.host', execution?.ws?.host],
  ] as const;
  for (const [prop, host] of hosts) {
    if (host !== undefined && /^(127\.|::1$|localhost$)/.test(host)) {
      problems.error('LOOPBACK_RPC', prop, `neither the kubelet's probes nor the Service reach ${host}`, 'Leave it out; NetworkPolicies keep others away');
    }
  }
  if (execution?.http?.enabled === false && readinessOf(props).when === 'synced') {
    problems.error('RPC_DISABLED', 'readiness', 'the age of the newest block is asked over HTTP, which is switched off', "Leave execution.http.enabled out, or set readiness: { when: 'serving' }");
  }
}

/** What only a sequencer, or only a replica, may have. */
function checkRole(problems: Problems, props: Omit<OpNodeProps, 'network'>): void {
  if (props.nodeType === 'sequencer') {
    if (props.replicas !== undefined && props.replicas !== 1) {
      problems.error('SEQUENCER_REPLICAS', 'replicas', `${mostPods(props.replicas)} pods would build blocks of one chain`, 'A sequencer has one pod; more than one candidate needs a conductor for each');
    }
    for (const prop of ['sequencer', 'sequencerUrl'] as const) {
      if (props[prop] !== undefined) problems.error('SEQUENCER_FORWARDS', prop, 'a sequencer that forwards its transactions sends them in a circle', 'Leave it out, or make the node a replica');
    }
    if (props.p2pSequencerKey && props.p2pSigner) {
      problems.error('TWO_SIGNERS', 'p2pSigner', 'a key and a remote signer are given together', 'Keep one of them');
    }
    if (!props.p2pSequencerKey && !props.p2pSigner && props.consensus?.p2p?.enabled !== false) {
      problems.error('MISSING_SEQUENCER_KEY', 'p2pSequencerKey', 'without a key to sign its blocks, no replica takes them before they are on L1', "Set p2pSequencerKey: SecretValue.fromSecret('sequencer-key', 'key'), or p2pSigner");
    }
    if (props.p2pSigner && props.p2pSigner.kind !== 'remote') {
      problems.error('P2P_SIGNER', 'p2pSigner', 'this is not a remote signer', 'Use Signer.remote, or p2pSequencerKey for a key');
    }
    return;
  }
  for (const prop of ['p2pSequencerKey', 'p2pSigner', 'conductor'] as const) {
    if (props[prop] !== undefined) problems.error('REPLICA_SIGNS', prop, 'only a sequencer signs blocks', 'Leave it out: a key that a replica does not need can only be stolen from it');
  }
  if (props.consensus?.sequencing) problems.error('REPLICA_SEQUENCES', 'consensus.sequencing', 'only a sequencer builds blocks', 'Leave it out, or make the node a sequencer');
}

/** Identities and static data that several pods cannot share. */
function checkIdentity(problems: Problems, { consensus, execution, storage }: Omit<OpNodeProps, 'network'>, replicas: number): void {
  if (replicas < 2) return;
  const shared = [
    ['consensus.p2p.privateKey', consensus?.p2p?.privateKey],
    ['execution.p2p.nodeKey', execution?.p2p?.nodeKey],
  ] as const;
  for (const [prop, key] of shared) {
    if (key) problems.error('SHARED_IDENTITY', prop, `${replicas} pods would have one identity on the network`, 'Leave it out, so that each pod makes its own, or use a construct for each node');
  }
  if (storage?.kind === 'hostPath') {
    problems.error('SHARED_HOST_PATH', 'storage', `${replicas} pods would write into one folder of a node`, 'Use Storage.claim, or a construct for each node');
  }
}
