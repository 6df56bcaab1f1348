import { configureGossip, configureSequencing, consensusRpcPort, type ConsensusClient, type ConsensusPaths } from './consensus-client';
import { enginePort } from './execution-client';
import { executionClientOf } from './execution-clients';
import { FIXED } from './fixed';
import { keepsSafeDb, servesAdmin, syncMode, type NodeContext } from './node-context';
import { consensusResources } from './node-resources';
import type { CommandLine } from '../compatibility';
import { JWT_PATH } from '../keys';
import { configureAltDa } from '../network';
import { goRuntime } from '../sizing';

/** @see https://docs.optimism.io/operators/node-operators/configuration/consensus-config */
export const opNode: ConsensusClient = {
  name: 'op-node',
  dialsStatic: true,
  keepsSafeHeads: true,
  metricsPort: ({ network, consensus }) => consensus.metricsPort ?? network.props.sharedConfig?.metrics?.port ?? 7300,
  configure(cli, context, paths) {
    const { network, consensus, execution } = context;
    configureL1(cli, context);
    cli
      .set('l2', `http://127.0.0.1:${enginePort(context)}`, { fixed: FIXED.engine })
      .set('l2.jwt-secret', JWT_PATH, { fixed: FIXED.jwt })
      .setIfKnown('l2.enginekind', executionClientOf(execution).engineKind)
      .set('network', network.chain.networkName, { fixed: FIXED.chain })
      .set('rollup.config', paths.rollup, { fixed: FIXED.chain })
      .set('rollup.l1-chain-config', paths.l1Config, { prop: 'network.l1ChainConfig' })
      .set('syncmode', syncMode(context))
      .set('l2.follow.source', consensus.followSource, { prop: 'consensus.followSource' })
      .set('verifier.l1-confs', consensus.verifierL1Confs)
      // The default changed from loopback to every address in v1.13.5.
      .set('rpc.addr', consensus.rpc?.host ?? '0.0.0.0')
      .set('rpc.port', consensusRpcPort(context))
      .set('rpc.enable-admin', servesAdmin(context) || undefined)
      .set('safedb.path', keepsSafeDb(context) ? `${paths.dataDir}/safedb` : undefined);
    configureP2p(cli, context, paths);
    cli.set('sequencer.enabled', context.sequencing || undefined, { fixed: FIXED.role });
    if (context.sequencing) cli.set('conductor.enabled', context.props.conductor && true);
    configureSequencing(cli, context);
    configureAltDa(cli, network);
    const { logging = {}, metrics = {} } = network.props.sharedConfig ?? {};
    cli
      .set('metrics.enabled', metrics.enabled ?? true)
      .set('metrics.addr', '0.0.0.0')
      .set('metrics.port', opNode.metricsPort(context))
      .set('log.level', logging.level ?? 'info')
      .set('log.format', logging.format ?? 'logfmt')
      .set('log.color', logging.color)
      .setEnv(goRuntime(consensusResources(consensus, context.sequencing, context.props.profile)));
  },
};

function configureL1(cli: CommandLine, { network: { props }, consensus }: NodeContext): void {
  cli
    .set('l1', props.l1RpcUrl)
    .set('l1.rpckind', props.l1RpcKind ?? 'standard')
    .set('l1.rpc-rate-limit', props.l1RpcRateLimit)
    .set('l1.beacon', props.l1BeaconUrl)
    .setFirst(['l1.beacon-fallbacks', 'l1.beacon-archiver'], props.l1BeaconFallbacks)
    .set('l1.cache-size', consensus.l1CacheSize, { prop: 'consensus.l1CacheSize' })
    .set('l1.max-concurrency', consensus.l1MaxConcurrency, { prop: 'consensus.l1MaxConcurrency' })
    .set('l1.trustrpc', consensus.l1TrustRpc);
}

function configureP2p(cli: CommandLine, context: NodeContext, paths: ConsensusPaths): void {
  const { consensus: { p2p = {} }, sequencerMultiaddr } = context;
  if (p2p.enabled === false) {
    cli.set('p2p.disable', true);
    return;
  }
  const peers = [...(sequencerMultiaddr ? [sequencerMultiaddr] : []), ...(p2p.static ?? [])];
  configureGossip(cli, context, paths);
  cli
    .set('p2p.peerstore.path', `${paths.dataDir}/peerstore`)
    .set('p2p.discovery.path', `${paths.dataDir}/discovery`)
    .set('p2p.static', peers)
    .set('p2p.scoring', p2p.peerScoring?.enabled === false ? 'none' : undefined);
}
