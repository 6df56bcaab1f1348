import { FIXED, consensusP2pPort, consensusRpcPort, enginePort, type ConsensusClient, type ConsensusPaths } from './consensus-client';
import { discoversConsensus, type NodeContext } from './node-context';
import { reportMissing } from './txpool';
import type { CommandLine } from '../compatibility';
import { JWT_PATH } from '../keys';

const LEVELS = { error: 1, warn: 2, info: 3, debug: 4, trace: 5 } as const;

/** Settings of op-node that kona-node does not have. */
const OP_NODE_ONLY = ['syncMode', 'verifierL1Confs', 'l1CacheSize', 'l1MaxConcurrency', 'safeDb'] as const;

/** Settings of the network that other nodes of it may use. */
const L1_IGNORED = ['l1RpcKind', 'l1RpcRateLimit', 'l1BeaconFallbacks'] as const;

/** @see https://github.com/ethereum-optimism/optimism/tree/develop/rust/kona/bin/node */
export const konaNode: ConsensusClient = {
  name: 'kona-node',
  dialsStatic: false,
  keepsSafeHeads: false,
  metricsPort: () => 9090,
  configure(cli, context, paths) {
    const { network, consensus, problems, sequencing } = context;
    for (const prop of OP_NODE_ONLY) if (consensus[prop] !== undefined && consensus[prop] !== false) reportMissing(problems, `consensus.${prop}`, 'kona-node');
    if (network.props.altDa) reportMissing(problems, 'network.altDa', 'kona-node');
    for (const prop of L1_IGNORED) {
      if (network.props[prop] !== undefined) problems.warn('SETTING_IGNORED', `network.${prop}`, 'kona-node has no such setting and goes without it', 'Leave it out, or use op-node');
    }
    cli
      .set('chain', network.chain.chainId, { fixed: FIXED.chain })
      .set('l2-config-file', paths.rollup, { fixed: FIXED.chain })
      .set('l1-config-file', paths.l1Config)
      .set('mode', sequencing ? 'sequencer' : 'validator', { fixed: 'nodeType decides it' })
      .set('l1-eth-rpc', network.props.l1RpcUrl)
      .set('l1-beacon', network.props.l1BeaconUrl)
      .set('l1-trust-rpc', consensus.l1TrustRpc)
      .set('l2-engine-rpc', `http://127.0.0.1:${enginePort(context)}`, { fixed: FIXED.engine })
      .set('l2-engine-jwt-secret', JWT_PATH, { fixed: FIXED.jwt })
      .set('l2-follow-source', consensus.followSource, { prop: 'consensus.followSource' })
      .set('rpc.addr', consensus.rpc?.host ?? '0.0.0.0')
      .set('port', consensusRpcPort(context))
      .set('rpc.enable-admin', (consensus.rpc?.enableAdmin ?? sequencing) || undefined);
    configureP2p(cli, context, paths);
    if (sequencing) configureSequencer(cli, context);
    const { logging = {}, metrics = {} } = network.props.sharedConfig ?? {};
    cli
      .set('metrics.enabled', metrics.enabled ?? true)
      .set('metrics.addr', '0.0.0.0')
      .set('metrics.port', consensus.metricsPort ?? konaNode.metricsPort(context))
      .set('level', LEVELS[logging.level ?? 'info'])
      .set('logs.stdout.format', logging.format === 'json' ? 'json' : 'logfmt');
  },
};

function configureP2p(cli: CommandLine, context: NodeContext, { dataDir, p2pKey }: ConsensusPaths): void {
  const { consensus, advertised, problems } = context;
  const { p2p = {} } = consensus;
  if (p2p.enabled === false) reportMissing(problems, 'consensus.p2p.enabled', 'kona-node');
  if (p2p.static?.length) reportMissing(problems, 'consensus.p2p.static', 'kona-node');
  const port = advertised?.consensusPort ?? consensusP2pPort(context);
  cli
    .set('p2p.listen.ip', '0.0.0.0')
    .set('p2p.listen.tcp', port)
    // Its own default differs from the TCP port; one number is enough for both.
    .set('p2p.listen.udp', port)
    .set('p2p.priv.path', p2pKey ?? `${dataDir}/p2p-key`, { fixed: FIXED.key })
    .set('p2p.bootstore', `${dataDir}/bootstore`)
    .set('p2p.no-discovery', discoversConsensus(context) ? undefined : true)
    .set('p2p.bootnodes', p2p.discovery?.bootnodes?.length ? p2p.discovery.bootnodes : undefined)
    .set('p2p.scoring', p2p.peerScoring?.enabled === false ? 'off' : undefined)
    .set('p2p.advertise.ip', advertised?.host)
    .set('p2p.advertise.tcp', advertised && port)
    .set('p2p.advertise.udp', advertised && port);
}

function configureSequencer(cli: CommandLine, { consensus, props }: NodeContext): void {
  const { sequencing = {} } = consensus;
  cli
    .set('sequencer.l1-confs', sequencing.l1Confs ?? 4)
    .set('sequencer.max-safe-lag', sequencing.maxSafeLag)
    .set('sequencer.stopped', (sequencing.stopped ?? Boolean(props.conductor)) || undefined)
    .set('sequencer.recover', sequencing.recover)
    .set('p2p.sequencer.key', props.p2pSequencerKey, { fixed: FIXED.key })
    .set('conductor.rpc', props.conductor?.rpcUrl);
  if (props.p2pSigner?.kind === 'remote') props.p2pSigner.apply(cli, 'p2p.signer');
}
