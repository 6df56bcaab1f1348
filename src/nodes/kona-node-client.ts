import { configureGossip, configureSequencing, consensusRpcPort, type ConsensusClient, type ConsensusPaths } from './consensus-client';
import { everyAddress } from './every-address';
import { enginePort } from './execution-client';
import { FIXED } from './fixed';
import { servesAdmin, type NodeContext } from './node-context';
import { reportMissing } from './txpool';
import { VERBOSITY } from './verbosity';
import type { CommandLine } from '../compatibility';
import { JWT_PATH } from '../keys';

/** Settings of op-node that kona-node does not have. */
const OP_NODE_ONLY = ['syncMode', 'verifierL1Confs', 'l1CacheSize', 'l1MaxConcurrency', 'safeDb'] as const;

/** Settings of the network that other nodes of it may use. */
const L1_IGNORED = ['l1RpcKind', 'l1RpcRateLimit', 'l1BeaconFallbacks'] as const;

/** @see https://github.com/ethereum-optimism/optimism/tree/develop/rust/kona/bin/node */
export const konaNode: ConsensusClient = {
  name: 'kona-node',
  dialsStatic: false,
  keepsSafeHeads: false,
  metricsPort: ({ consensus: { metricsPort = 9090 } }) => metricsPort,
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
      .set('mode', sequencing ? 'sequencer' : 'validator', { fixed: FIXED.role })
      .set('l1-eth-rpc', network.props.l1RpcUrl)
      .set('l1-beacon', network.props.l1BeaconUrl)
      .set('l1-trust-rpc', consensus.l1TrustRpc)
      .set('l2-engine-rpc', `http://127.0.0.1:${enginePort(context)}`, { fixed: FIXED.engine })
      .set('l2-engine-jwt-secret', JWT_PATH, { fixed: FIXED.jwt })
      .set('l2-follow-source', consensus.followSource, { prop: 'consensus.followSource' })
      .set('rpc.addr', consensus.rpc?.host ?? '0.0.0.0')
      .set('port', consensusRpcPort(context))
      .set('rpc.enable-admin', servesAdmin(context) || undefined);
    configureP2p(cli, context, paths);
    configureSequencing(cli, context, 'p2p.signer');
    const { logging = {}, metrics = {} } = network.props.sharedConfig ?? {};
    cli
      .set('metrics.enabled', metrics.enabled ?? true)
      .set('metrics.addr', everyAddress(consensus.rpc?.host))
      .set('metrics.port', konaNode.metricsPort(context))
      .set('level', VERBOSITY[logging.level ?? 'info'])
      .set('logs.stdout.format', logging.format === 'json' ? 'json' : 'logfmt');
  },
};

function configureP2p(cli: CommandLine, context: NodeContext, paths: ConsensusPaths): void {
  const { consensus: { p2p = {} }, problems } = context;
  if (p2p.enabled === false) reportMissing(problems, 'consensus.p2p.enabled', 'kona-node');
  if (p2p.static?.length) reportMissing(problems, 'consensus.p2p.static', 'kona-node');
  configureGossip(cli, context, paths);
  cli
    .set('p2p.bootstore', `${paths.dataDir}/bootstore`)
    .set('p2p.scoring', p2p.peerScoring?.enabled === false ? 'off' : undefined);
}
