import { everyAddress } from './every-address';
import { configureRpc, executionP2pPort, type ExecutionClient } from './execution-client';
import { FIXED } from './fixed';
import { discoversExecution, gcMode, type NodeContext } from './node-context';
import { executionCache } from './node-resources';
import { configureTxPool, reportMissing } from './txpool';
import { Interpolated, compareVersions, type CommandLine } from '../compatibility';
import { JWT_PATH } from '../keys';
import { DATA_DIR, tcpProbe } from '../kube';

/** discv5 of the execution network has a UDP port of its own, which a node port cannot share: there discv4 serves. */
const DISCV5_PORT = 9200;

/** Megabytes that it takes when it is told nothing, and a version that can be told. @see https://github.com/paradigmxyz/reth/pull/14305 */
const OWN_CACHE = { size: 4096, since: 'v1.3.0' } as const;

/** Settings of op-geth that op-reth does not have. */
const GETH_ONLY = ['syncMode', 'stateScheme', 'dbEngine'] as const;

/** @see https://reth.rs/cli/op-reth/node */
export const opReth: ExecutionClient = {
  name: 'op-reth',
  engineKind: 'reth',
  dataDir: `${DATA_DIR}/op-reth`,
  metricsPort: ({ execution: { metricsPort = 9001 } }) => metricsPort,
  dialsStatic: true,
  // Its JSON-RPC server does not answer GET.
  probe: (timing) => tcpProbe('http', timing),
  extraPorts: (context) => (discoversExecution(context) ? [{ name: 'el-discv5', port: DISCV5_PORT, protocol: 'UDP' }] : []),
  identity: ['discovery-secret', 'known-peers.json'],
  configure(cli, context, paths) {
    const { execution, network, sequencing, sequencerUrl, problems } = context;
    for (const prop of GETH_ONLY) if (execution[prop] !== undefined) reportMissing(problems, `execution.${prop}`, 'op-reth');
    cli
      .set('chain', paths.genesis ?? network.chain.rethChain, { fixed: FIXED.chain })
      .set('datadir', paths.dataDir, { fixed: FIXED.dataDir });
    const history = gcMode(context);
    if (history !== 'archive') cli.set(history, true, { prop: 'execution.gcMode' });
    configureRpc(cli, context);
    const { ws } = execution;
    cli
      .set('ws.origins', ws?.enabled === false ? undefined : ws?.origins)
      .set('authrpc.jwtsecret', JWT_PATH, { fixed: FIXED.jwt })
      .set('ipcdisable', true)
      .set('rollup.sequencer', sequencing ? undefined : sequencerUrl, { fixed: sequencing ? FIXED.forwarding : undefined })
      .set('rollup.disable-tx-pool-gossip', execution.disableTxPoolGossip ?? true)
      .set('rollup.compute-pending-block', execution.computePendingBlock, { prop: 'execution.computePendingBlock' })
      .set('rollup.historicalrpc', execution.historicalRpc, { prop: 'execution.historicalRpc' })
      .set('rpc.eth-proof-window', execution.proofWindow, { prop: 'execution.proofWindow' })
      .set('engine.cross-block-cache-size', execution.cache ?? cacheByLimit(context), { prop: 'execution.cache' });
    configureP2p(cli, context, paths.nodeKey);
    configureTxPool(cli, context, 'op-reth');
    const { level = 'info', format = 'logfmt', color = false } = network.props.sharedConfig?.logging ?? {};
    cli
      .set('metrics', `${everyAddress(execution.http?.host).replace('::', '[::]')}:${opReth.metricsPort(context)}`)
      .set('log.stdout.filter', level)
      .set('log.stdout.format', format === 'text' ? 'terminal' : format === 'json' ? 'json' : 'log-fmt')
      .set('color', color ? 'always' : 'never')
      // Log files would fill the read-only root's cache folder.
      .set('log.file.max-files', 0);
  },
};

/** The flag, where it says anything that the client would not do by itself. */
function cacheByLimit(context: NodeContext): number | undefined {
  const { version } = context.images.execution;
  const cache = executionCache(context);
  return cache === OWN_CACHE.size || (version && compareVersions(version, OWN_CACHE.since) < 0) ? undefined : cache;
}

function configureP2p(cli: CommandLine, context: NodeContext, nodeKey: string | undefined): void {
  const { advertised, sequencerEnode } = context;
  const port = advertised?.executionPort ?? executionP2pPort(context);
  const { maxPeers, bootnodes, static: peers = [], netRestrict } = context.execution.p2p ?? {};
  const trusted = [...(sequencerEnode ? [sequencerEnode] : []), ...peers];
  const address = everyAddress(context.execution.http?.host);
  if (address === '::') cli.set('addr', address).set('discovery.addr', address);
  cli
    .set('port', port)
    .set('discovery.port', port)
    .set('disable-discovery', !discoversExecution(context))
    .set('rollup.discovery.v4', (discoversExecution(context) && context.props.p2pExposure?.type === 'nodePort') || undefined)
    .set('nat', advertised ? new Interpolated(`${advertised.isName ? 'extaddr' : 'extip'}:${advertised.host.text}`, advertised.host.variables) : 'none')
    .set('max-peers', maxPeers, { prop: 'execution.p2p.maxPeers' })
    .set('bootnodes', bootnodes, { prop: 'execution.p2p.bootnodes' })
    .set('trusted-peers', trusted, { prop: 'execution.p2p.static' })
    .set('netrestrict', netRestrict, { prop: 'execution.p2p.netRestrict' })
    .set('p2p-secret-key', nodeKey, { fixed: FIXED.key });
}
