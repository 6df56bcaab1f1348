import { Construct, type IConstruct } from 'constructs';
import { autoscaler } from './autoscaler';
import { checkNode, hasKnownChoices } from './check-node';
import { disruptionBudget } from './disruption-budget';
import { consensusClientOf } from './consensus-clients';
import { httpApis } from './execution-client';
import { executionClientOf } from './execution-clients';
import { discoversConsensus, gcMode, keepsSafeDb, syncMode, type NodeContext } from './node-context';
import { dialsPeers, listenersOf } from './node-listeners';
import { nodePod, type NodePorts } from './node-pod';
import { executionResources } from './node-resources';
import type { OpNodeProps } from './node-props';
import type { NodePort, NodeReference } from './node-reference';
import { mostPods } from './replicas';
import { advertised, p2pNames, p2pServices } from './p2p-exposure';
import { rpcRoutes } from './rpc-exposure';
import { imageOf } from '../compatibility';
import { OpStackError, Problems } from '../errors';
import { SecretRegistry, secretRefs, withSecrets } from '../keys';
import { Storage, checkMetadata, checkNamespace, checkSecurity, claimName, defaultName, finishObjects, hostOf, k8s, labelsOf, merge, partOf, podTemplate, selectorLabels, service, type Identity } from '../kube';
import { monitor } from '../monitoring';
import { requireNetwork, type OptimismNetworkConstruct } from '../network';
import { networkPolicy } from '../policies';
import { chainStorage } from '../sizing';

const GRACE_SECONDS = 300;

/**
 * An OP Stack node: a StatefulSet whose pods hold one execution client and one consensus client, with their Services.
 *
 * @example
 * const sequencer = new OpNodeConstruct(chart, 'sequencer', {
 *   network,
 *   nodeType: 'sequencer',
 *   p2pSequencerKey: SecretValue.fromSecret('sequencer-key', 'key'),
 * });
 * new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica', sequencer, replicas: 2 });
 * @throws OpStackError when props contradict each other, the network, or the pinned versions
 */
export class OpNodeConstruct extends Construct implements NodeReference {
  /** Name of the StatefulSet and the RPC Service. */
  readonly name: string;
  /** The chain that it follows or builds. */
  readonly network: OptimismNetworkConstruct;
  /** Whether it builds the chain's blocks or follows them. */
  readonly nodeType: 'sequencer' | 'replica';
  /** Peer id of the consensus client, where it is known. */
  readonly peerId?: string;
  /** The pods. */
  readonly statefulSet: k8s.KubeStatefulSet;
  /** RPC for clients: `http`, `ws`, `node-rpc`. */
  readonly service: k8s.KubeService;
  /** Governing Service of the StatefulSet, with the peer-to-peer and metrics ports. */
  readonly headlessService: k8s.KubeService;
  /** One Service a pod, for peers outside the cluster; empty without `p2pExposure`. */
  readonly p2pServices: readonly k8s.KubeService[];
  /** One Service a pod, for callers inside the cluster; empty without `perReplicaServices`. */
  readonly replicaServices: readonly k8s.KubeService[];
  /** Claims of the pods' volumes, by ordinal; empty where nothing is claimed. */
  readonly claims: readonly string[];
  /** The Ingress or HTTPRoutes; empty without `rpcExposure`. */
  readonly routes: ReturnType<typeof rpcRoutes>;
  /** Absent where the number of pods is given. */
  readonly autoscaler?: ReturnType<typeof autoscaler>;
  /** Absent for a single pod, unless asked for. */
  readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  /** Absent where `networkPolicies` of the network is `false`. */
  readonly networkPolicy?: k8s.KubeNetworkPolicy;
  /** What op-challenger needs of a node. */
  readonly serves: { readonly archive: boolean; readonly debug: boolean; readonly safeDb: boolean };
  /** @internal */
  readonly identity: Identity;
  private readonly ports: NodePorts;
  private readonly nodeId?: string;

  constructor(scope: Construct, id: string, props: OpNodeProps) {
    super(scope, id);
    const { network } = props;
    const pods = mostPods(props.replicas);
    this.name = props.name ?? defaultName(this);
    this.network = network;
    this.nodeType = props.nodeType;
    this.peerId = props.consensus?.p2p?.peerId;
    this.nodeId = props.execution?.p2p?.nodeId;

    const problems = new Problems(this);
    requireNetwork(problems, network);
    const profile = props.profile ?? network.props.profile;
    checkNode(problems, { ...props, profile }, this.name);
    // Nothing of an unknown role or client can be looked at further.
    if (!hasKnownChoices(props)) problems.settle();
    claimName(problems, this, this.name);
    SecretRegistry.of(this).claim(problems, this, [...secretRefs(props), ...network.secretRefs()]);
    const storage = props.storage ?? defaultStorage({ ...props, profile });
    const security = merge(network.props.sharedConfig?.security ?? {}, props.security);
    checkMetadata(problems, props);
    checkSecurity(problems, 'security', props.security, security);
    const context = this.contextOf({ ...props, profile, storage }, problems);
    checkAgainstNetwork(problems, context, storage);
    const execution = executionClientOf(context.execution);
    const consensus = consensusClientOf(context.consensus);
    const pod = nodePod(context, execution, consensus);
    const versions = { [consensus.name]: context.images.consensus.version, [execution.name]: context.images.execution.version };
    network.versions.use(problems, this, versions, {
      engineKind: pod.engineKind,
      prunedUnderDerivation: gcMode(context) === 'minimal' && syncMode(context) === 'consensus-layer',
    });
    const identity: Identity = { name: 'op-node', instance: this.name, component: props.nodeType, partOf: partOf(this) };
    const unsecured = podTemplate({
      identity,
      options: props,
      security,
      pullSecrets: network.images.pullSecrets,
      gracePeriodSeconds: GRACE_SECONDS,
      annotations: { ...network.fileChecksums, ...network.secretVersions(props.secretVersion) },
      spread: pods > 1 ? [{ topologyKey: 'kubernetes.io/hostname' }, { topologyKey: 'topology.kubernetes.io/zone' }] : undefined,
      ...pod,
      programs: [execution.name, consensus.name],
      claims: storage.kind === 'claim' ? ['data'] : [],
      listeners: pod.ports.listeners,
      problems,
    });
    problems.settle();

    this.ports = pod.ports;
    this.serves = {
      archive: gcMode(context) === 'archive',
      debug: httpApis(context).includes('debug'),
      safeDb: consensus.keepsSafeHeads && keepsSafeDb(context),
    };
    if (context.sequencing) network.registerSequencer({ path: this.node.path, conductor: props.conductor !== undefined });

    this.headlessService = service(this, 'headless', {
      name: `${this.name}-headless`,
      identity,
      headless: true,
      ports: [...(pod.ports.shifted ? [] : [...pod.ports.consensusP2p, ...pod.ports.executionP2p]), ...pod.ports.metrics],
    });
    this.service = service(this, 'rpc', { name: this.name, identity, ports: pod.ports.rpc, ...props.service });
    this.identity = identity;
    this.claims = storage.kind === 'claim' ? Array.from({ length: pods }, (_, ordinal) => `data-${this.name}-${ordinal}`) : [];
    const ordinals = props.perReplicaServices ? Array.from({ length: pods }, (_, ordinal) => `${this.name}-${ordinal}`) : [];
    claimName(problems, this, `${this.name}-headless`, ...ordinals, ...p2pNames(props.p2pExposure, this.name, pods));
    problems.settle();
    this.replicaServices = ordinals.map((name) => service(this, `rpc-${name}`, { name, identity, podName: name, ports: pod.ports.rpc, spec: { publishNotReadyAddresses: true } }));
    this.routes = rpcRoutes(this, context, identity, pod.ports.rpc);
    this.p2pServices = p2pServices(this, props.p2pExposure, { identity, replicas: pods, consensus: pod.ports.consensusP2p, execution: pod.ports.executionP2p });
    const template = withSecrets(this, identity, unsecured);
    this.statefulSet = new k8s.KubeStatefulSet(this, 'Default', {
      metadata: { name: this.name, labels: labelsOf(identity), annotations: network.versions.annotations },
      spec: {
        // What an autoscaler has chosen, the next apply would undo.
        replicas: typeof props.replicas === 'object' ? undefined : pods,
        serviceName: `${this.name}-headless`,
        podManagementPolicy: 'Parallel',
        selector: { matchLabels: selectorLabels(identity) },
        template,
        volumeClaimTemplates: storage.claimTemplates('data', selectorLabels(identity)),
        persistentVolumeClaimRetentionPolicy: storage.retentionPolicy,
      },
    });
    this.networkPolicy = networkPolicy(this, network.props.networkPolicies, {
      identity,
      services: [this.name, `${this.name}-headless`, ...ordinals],
      workload: this.statefulSet,
      template,
      listeners: listenersOf(context, pod.ports),
      dialsPeers: dialsPeers(context),
    });
    this.podDisruptionBudget = disruptionBudget(this, identity, props.podDisruptionBudget, pods);
    const requests = executionResources(context.execution, profile).requests;
    this.autoscaler = autoscaler(this, { identity, replicas: props.replicas, container: { name: execution.name, cpu: requests?.cpu } });
    const { p2p, followSource } = context.consensus;
    monitor(this, props.monitoring, {
      network,
      identity,
      workload: this.statefulSet,
      versions,
      facts: {
        kind: 'node',
        client: consensus.name,
        sequencing: context.sequencing,
        gossips: p2p?.enabled !== false,
        findsPeers: discoversConsensus(context) || Boolean(p2p?.static?.length),
        derives: followSource === undefined,
      },
    });
    finishObjects(this, props);
  }

  /** URL of one of the node's RPCs, as a pod of `from` reaches it. @throws OpStackError when the node does not serve it */
  url(port: NodePort, from: IConstruct): string {
    const spec = this.ports.rpc.find(({ name }) => name === port);
    if (!spec) {
      const prop = `execution.${port}.enabled`;
      throw new OpStackError([{ code: 'RPC_DISABLED', path: this.node.path, prop, message: `${from.node.path} needs this RPC, and it is switched off`, hint: `Leave ${prop} out` }]);
    }
    return `${port === 'ws' ? 'ws' : 'http'}://${hostOf(this, this.name, from)}:${spec.port}`;
  }

  peerAddress(from: IConstruct): string | undefined {
    const [port] = this.ports.consensusP2p;
    return port && `/dns/${hostOf(this, `${this.name}-headless`, from)}/tcp/${port.port}`;
  }

  enode(from: IConstruct): string | undefined {
    return this.nodeId && `enode://${this.nodeId}@${hostOf(this, `${this.name}-headless`, from)}:${this.ports.executionP2p[0]?.port}`;
  }

  private contextOf(props: OpNodeProps, problems: Problems): NodeContext {
    const { network, sequencer, consensus = {}, execution = {} } = props;
    const images = network.props.images;
    const clients = { consensus: consensusClientOf(consensus), execution: executionClientOf(execution) };
    const peer = clients.consensus.dialsStatic ? sequencer?.peerAddress(this) : undefined;
    return {
      scope: this,
      network,
      props,
      consensus,
      execution,
      problems,
      sequencing: props.nodeType === 'sequencer',
      images: {
        consensus: imageOf(images, clients.consensus.name, consensus.image, problems, 'consensus.image'),
        execution: imageOf(images, clients.execution.name, execution.image, problems, 'execution.image'),
        toolbox: imageOf(images, 'toolbox', undefined, problems, 'images'),
      },
      sequencerUrl: sequencer ? problems.attempt(() => sequencer.url('http', this)) : (props.sequencerUrl ?? network.sequencerUrl),
      sequencerMultiaddr: peer && sequencer?.peerId && `${peer}/p2p/${sequencer.peerId}`,
      sequencerEnode: clients.execution.dialsStatic ? sequencer?.enode(this) : undefined,
      advertised: advertised(props.p2pExposure, mostPods(props.replicas)),
    };
  }
}

/** The volume of a node of which nothing is said. @internal */
export function defaultStorage({ network, nodeType, execution = {}, profile }: Pick<OpNodeProps, 'network' | 'nodeType' | 'execution' | 'profile'>): Storage {
  const history = gcMode({ execution, sequencing: nodeType === 'sequencer' });
  return Storage.claim({ size: chainStorage({ networkName: network.chain.networkName, history, client: executionClientOf(execution).name, profile }) });
}

/** Reports what only shows when node and network are looked at together. */
function checkAgainstNetwork(problems: Problems, context: NodeContext, storage: Storage): void {
  const { network, props, sequencing, sequencerUrl, consensus } = context;
  if (!sequencing && !props.sequencer && sequencerUrl === undefined) {
    problems.error('MISSING_SEQUENCER', 'sequencer', 'the replica has nowhere to send transactions', 'Set sequencer to the OpNodeConstruct that builds blocks, or sequencerUrl, or l2RpcUrl of the network, to its endpoint');
  }
  if (props.rpcExposure && !props.rpcExposure.from?.length && network.props.networkPolicies !== false) {
    problems.error('MISSING_CONTROLLER', 'rpcExposure.from', 'the NetworkPolicy would let nobody in who forwards requests', "Name the controller's pods, e.g. [{ namespace: 'ingress-nginx' }]");
  }
  network.checkReach(problems, context.scope);
  if (props.sequencer) checkNamespace(problems, 'sequencer', props.sequencer, context.scope);
  const chainId = props.sequencer?.network.chain.chainId;
  if (props.sequencer && chainId !== network.chain.chainId) {
    problems.error('OTHER_NETWORK', 'sequencer', `${props.sequencer.node.path} builds chain ${chainId}, and the node follows ${network.chain.chainId}`, 'Give both nodes the same network');
  }
  if (props.sequencer && props.sequencer.nodeType !== 'sequencer') {
    problems.error('NOT_A_SEQUENCER', 'sequencer', `${props.sequencer.node.path} is a replica`, 'Give the node that builds blocks');
  }
  if (storage.bytes !== undefined && network.genesisBytes !== undefined && storage.bytes < 4 * network.genesisBytes) {
    problems.error('STORAGE_TOO_SMALL', 'storage', `the genesis alone has ${network.genesisBytes} bytes, and takes several times that in a database`, 'Give at least Size.gibibytes(10); a chain grows');
  }
  if (network.chain.altDa && !network.props.altDa) {
    problems.error('MISSING_ALT_DA', 'network.altDa', 'the chain keeps its data outside L1, and without a DA server the node stops at the first batch', 'Set network.altDa.server');
  }
  if (consensus.client === 'kona-node') {
    problems.warn('KONA_NODE', 'consensus.client', 'upstream calls kona-node not ready for production', 'Use op-node, or accept the risk');
  }
}
