import type { k8s } from 'cdk8s-plus-28';
import { companion } from './companion';
import { P2P_KEY, consensusP2pPort, consensusRpcPort, type ConsensusClient } from './consensus-client';
import { freshIdentity } from './fresh-identity';
import { NODE_KEY, enginePort, executionP2pPort, httpPort, wsPort, type ExecutionClient, type ExecutionPaths } from './execution-client';
import { readinessOf, type NodeContext } from './node-context';
import { consensusResources, executionResources } from './node-resources';
import { mostPods } from './replicas';
import { snapshotContainer } from './snapshot';
import { CommandLine, type Image } from '../compatibility';
import { JWT_DIR, Jwt } from '../keys';
import {
  DATA_DIR, containerPorts, containerSecurityContext, httpProbe, livenessTiming, prepareContainer, readinessTiming, resourceRequirements, shell, startupTiming,
  type Port, type PrepareStep,
} from '../kube';
import type { MountedFile } from '../network';

const HALF_A_MINUTE = 30;
const SIX_HOURS = 6 * 3600;
const FIVE_MINUTES = 300;

/** Everything of a node's pod but its labels and placement. */
export interface NodePod {
  /** Makes folders, files and the JWT secret. */
  readonly prepare: k8s.Container[];
  /** What comes after that: snapshot, genesis, the execution client as a native sidecar. */
  readonly initContainers: k8s.Container[];
  readonly containers: k8s.Container[];
  readonly volumes: k8s.Volume[];
  /** What the consensus client is told of the execution client, `--l2.enginekind`. */
  readonly engineKind?: string;
  /** Ports that the clients listen on, by what they are for. */
  readonly ports: NodePorts;
}

/** Ports of a node. The engine API is not among them: it listens on loopback only. */
export interface NodePorts {
  readonly rpc: readonly Port[];
  readonly metrics: readonly Port[];
  readonly consensusP2p: readonly Port[];
  readonly executionP2p: readonly Port[];
  /** Peer-to-peer ports of all pods together. */
  readonly p2p: readonly Port[];
  /** Whether each pod listens on p2p ports of its own, which no template can name. */
  readonly shifted: boolean;
  /** Every port that a program of one of the pods listens on. */
  readonly listeners: readonly Port[];
}

export function nodePorts(context: NodeContext, execution: ExecutionClient, consensus: ConsensusClient): NodePorts {
  const { execution: el, consensus: cl, network, props } = context;
  const { p2pExposure: exposure } = props;
  const pods = mostPods(props.replicas);
  const onHost = (port: Port): Port => (exposure?.type === 'hostPort' ? { ...port, hostPort: port.port } : port);
  const p2p = (name: string, port: number, prop: string): Port[] =>
    (['TCP', 'UDP'] as const).map((protocol) => onHost({ name: `${name}-${protocol.toLowerCase()}`, port, protocol, prop }));
  const shared = exposure?.type === 'nodePort' ? exposure : undefined;
  const shifted = shared !== undefined && pods > 1;
  const extra = execution.extraPorts(context).map(onHost);
  const rpc: Port[] = [
    ...(el.http?.enabled === false ? [] : [{ name: 'http', port: httpPort(context), prop: 'execution.http.port' }]),
    ...(el.ws?.enabled === false ? [] : [{ name: 'ws', port: wsPort(context), prop: 'execution.ws.port' }]),
    { name: 'node-rpc', port: consensusRpcPort(context), prop: 'consensus.rpc.port' },
  ];
  const metrics: Port[] = [
    { name: 'el-metrics', port: execution.metricsPort(context), prop: 'execution.metricsPort' },
    ...(network.props.sharedConfig?.metrics?.enabled === false ? [] : [{ name: 'cl-metrics', port: consensus.metricsPort(context), prop: 'consensus.metricsPort' }]),
  ];
  const consensusP2p = shared ? p2p('cl-p2p', shared.consensusPort, 'p2pExposure.consensusPort') : p2p('cl-p2p', consensusP2pPort(context), 'consensus.p2p.listenPort');
  const executionP2p = shared ? p2p('el-p2p', shared.executionPort, 'p2pExposure.executionPort') : p2p('el-p2p', executionP2pPort(context), 'execution.p2p.port');
  const gossip = cl.p2p?.enabled === false ? [] : consensusP2p;
  const ofPod = (index: number): Port[] => [...gossip, ...executionP2p].map((spec) => ({ ...spec, port: spec.port + index }));
  // More than ten pods cannot share node ports out, and are refused.
  const allP2p = [...extra, ...Array.from({ length: shifted ? Math.min(pods, 10) : 1 }, (_, index) => ofPod(index)).flat()];
  return {
    rpc,
    metrics,
    consensusP2p: gossip,
    executionP2p: shared ? executionP2p : [...executionP2p, ...extra],
    p2p: allP2p,
    shifted,
    listeners: [...rpc, ...metrics, { name: 'engine', port: enginePort(context), prop: 'execution.authrpcPort' }, ...allP2p],
  };
}

/** Puts the pod together. Reports flags that the pinned versions do not have. */
export function nodePod(context: NodeContext, execution: ExecutionClient, consensus: ConsensusClient): NodePod {
  const { props } = context;
  const ports = nodePorts(context, execution, consensus);
  const jwt = props.jwt ?? Jwt.generated();
  const files = mountedFiles(context);
  const data: k8s.VolumeMount = { name: 'data', mountPath: DATA_DIR };
  const jwtMount: k8s.VolumeMount = { name: 'jwt', mountPath: JWT_DIR };
  const paths: ExecutionPaths = {
    dataDir: context.execution.dataDir ?? execution.dataDir,
    genesis: files.genesis?.path,
    nodeKey: context.execution.p2p?.nodeKey && `${NODE_KEY.dir}/${NODE_KEY.file}`,
  };
  const ownDir = `${DATA_DIR}/${consensus.name}`;
  const toolbox = pulled(context, context.images.toolbox);

  const prepare: PrepareStep[] = [
    ...(props.storage?.options?.dataSource ? [freshIdentity(data, [ownDir, ...execution.identity.map((file) => `${paths.dataDir}/${file}`)])] : []),
    { script: `mkdir -p ${ownDir} ${paths.dataDir}`, mounts: [data] },
    ...(jwt.script() ? [{ script: jwt.script()!, mounts: [jwtMount] }] : []),
    ...Object.values(files).flatMap((file) => file?.prepare ?? []),
  ];
  const elContainer = executionContainer(context, execution, ports, paths, [data, { ...jwtMount, readOnly: true }, ...mountOf(files.genesis), ...keyMount(NODE_KEY, paths.nodeKey)]);
  const init = execution.initScript?.(context, paths);
  const p2pKey = context.consensus.p2p?.privateKey;
  const signer = props.p2pSigner?.files();
  const clContainer = consensusContainer(context, consensus, ports, {
    dataDir: ownDir,
    rollup: files.rollup?.path,
    l1Config: files.l1Config?.path,
    p2pKey: p2pKey && `${P2P_KEY.dir}/${P2P_KEY.file}`,
  }, [data, { ...jwtMount, readOnly: true }, ...mountOf(files.rollup), ...mountOf(files.l1Config), ...keyMount(P2P_KEY, p2pKey), ...(signer?.mounts ?? [])]);
  const helper = companionOf(context, toolbox);
  const sidecar = props.nativeSidecars !== false;

  return {
    ports,
    engineKind: clContainer.args?.find((arg) => arg.startsWith('--l2.enginekind='))?.split('=')[1],
    prepare: [prepareContainer(toolbox, prepare)],
    initContainers: [
      ...(props.snapshot ? [snapshotContainer(props.snapshot, toolbox, paths.dataDir, data)] : []),
      ...(init ? [genesisContainer(context, init, [data, ...mountOf(files.genesis)])] : []),
      // A sidecar starts before the consensus client, and the kubelet stops it after that.
      ...(sidecar ? [{ ...elContainer, restartPolicy: 'Always' }] : []),
    ],
    containers: [...(sidecar ? [] : [elContainer]), clContainer, ...(helper ? [helper] : [])],
    volumes: [
      ...(props.storage?.volumes('data') ?? []),
      jwt.volume(),
      ...Object.values(files).flatMap((file) => file?.volumes ?? []),
      ...(p2pKey ? [p2pKey.volume(P2P_KEY.file, P2P_KEY.file)] : []),
      ...(context.execution.p2p?.nodeKey ? [context.execution.p2p.nodeKey.volume(NODE_KEY.file, NODE_KEY.file)] : []),
      ...(signer?.volumes ?? []),
    ],
  };
}

interface Files {
  readonly rollup?: MountedFile;
  readonly genesis?: MountedFile;
  readonly l1Config?: MountedFile;
}

function mountedFiles({ network }: NodeContext): Files {
  return { rollup: network.rollupFile?.mounted(), genesis: network.genesisFile?.mounted(), l1Config: network.l1ConfigFile?.mounted() };
}

function mountOf(file: MountedFile | undefined): k8s.VolumeMount[] {
  return file ? [file.mount] : [];
}

function keyMount({ dir, file }: { readonly dir: string; readonly file: string }, key: unknown): k8s.VolumeMount[] {
  return key ? [{ name: file, mountPath: dir, readOnly: true }] : [];
}

function pulled({ network }: NodeContext, image: Image): Pick<k8s.Container, 'image' | 'imagePullPolicy'> {
  return { image: image.reference, imagePullPolicy: network.images.pullPolicy };
}

function executionContainer(context: NodeContext, client: ExecutionClient, ports: NodePorts, paths: ExecutionPaths, mounts: k8s.VolumeMount[]): k8s.Container {
  const { execution, images, problems } = context;
  const cli = new CommandLine(client.name, images.execution, problems);
  client.configure(cli, context, paths);
  cli.addUser(execution, 'execution');
  const serves = execution.http?.enabled !== false;
  return {
    name: client.name,
    ...pulled(context, images.execution),
    ...cli.render(),
    ports: containerPorts([...ports.rpc.filter(({ name }) => name !== 'node-rpc'), ...(ports.shifted ? [] : ports.executionP2p), ...ports.metrics.filter(({ name }) => name === 'el-metrics')]),
    startupProbe: serves ? client.probe(startupTiming(execution.startupTimeout?.toSeconds() ?? SIX_HOURS)) : undefined,
    livenessProbe: serves ? client.probe(livenessTiming) : undefined,
    readinessProbe: serves ? client.probe(readinessTiming) : undefined,
    volumeMounts: mounts,
    resources: resourceRequirements(executionResources(execution, context.props.profile)),
    securityContext: containerSecurityContext,
  };
}

function consensusContainer(context: NodeContext, client: ConsensusClient, ports: NodePorts, paths: Parameters<ConsensusClient['configure']>[2], mounts: k8s.VolumeMount[]): k8s.Container {
  const { consensus, images, problems, sequencing } = context;
  const cli = new CommandLine(client.name, images.consensus, problems);
  client.configure(cli, context, paths);
  cli.addUser(consensus, 'consensus');
  return {
    name: client.name,
    ...pulled(context, images.consensus),
    ...cli.render(),
    ports: containerPorts([...ports.rpc.filter(({ name }) => name === 'node-rpc'), ...(ports.shifted ? [] : ports.consensusP2p), ...ports.metrics.filter(({ name }) => name === 'cl-metrics')]),
    startupProbe: httpProbe('node-rpc', '/healthz', startupTiming(FIVE_MINUTES)),
    livenessProbe: httpProbe('node-rpc', '/healthz', livenessTiming),
    readinessProbe: httpProbe('node-rpc', '/healthz', readinessTiming),
    volumeMounts: mounts,
    resources: resourceRequirements(consensusResources(consensus, sequencing, context.props.profile)),
    securityContext: containerSecurityContext,
  };
}

/** The client's own image prepares its data folder; op-geth's has a shell. */
function genesisContainer(context: NodeContext, script: string, mounts: k8s.VolumeMount[]): k8s.Container {
  return {
    name: 'init-genesis',
    ...pulled(context, context.images.execution),
    command: shell('eu', script),
    volumeMounts: mounts,
    resources: resourceRequirements(executionResources(context.execution, context.props.profile)),
    securityContext: containerSecurityContext,
  };
}

function companionOf(context: NodeContext, toolbox: Pick<k8s.Container, 'image' | 'imagePullPolicy'>): k8s.Container | undefined {
  const { props, network, consensus } = context;
  const readiness = readinessOf(props);
  const fresh = Math.max(HALF_A_MINUTE, 15 * (network.chain.blockTime ?? 2));
  const { sequencer } = props;
  const address = sequencer?.peerAddress(context.scope);
  return companion(
    {
      httpPort: httpPort(context),
      rpcPort: consensusRpcPort(context),
      head: readiness.when === 'synced' ? { maxAge: readiness.maxHeadAge?.toSeconds() ?? fresh, steadyFor: readiness.steadyFor?.toSeconds() ?? HALF_A_MINUTE } : undefined,
      sequencer:
        sequencer && address && !context.sequencerMultiaddr && consensus.p2p?.enabled !== false
          ? { rpcUrl: sequencer.url('node-rpc', context.scope), address }
          : undefined,
    },
    toolbox,
  );
}
