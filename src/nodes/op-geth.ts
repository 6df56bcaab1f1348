import { configureRpc, executionP2pPort, type ExecutionClient } from './execution-client';
import { FIXED } from './fixed';
import { discoversExecution, gcMode, syncMode, type NodeContext } from './node-context';
import { executionCache, executionResources } from './node-resources';
import { usesPaths } from './rpc-exposure';
import { configureTxPool, reportMissing } from './txpool';
import { VERBOSITY } from './verbosity';
import { Interpolated, type CommandLine } from '../compatibility';
import { JWT_PATH } from '../keys';
import { DATA_DIR, httpProbe } from '../kube';
import { goRuntime } from '../sizing';

/** Megabytes, where there is no memory limit to take a share of. */
const UNLIMITED_CACHE = 4096;

/** @see https://github.com/ethereum-optimism/op-geth */
export const opGeth: ExecutionClient = {
  name: 'op-geth',
  engineKind: 'geth',
  dataDir: `${DATA_DIR}/op-geth`,
  metricsPort: ({ execution: { metricsPort = 6060 } }) => metricsPort,
  dialsStatic: false,
  probe: (timing) => httpProbe('http', '/', timing),
  extraPorts: () => [],
  identity: ['geth/nodekey', 'geth/nodes'],
  configure(cli, context, paths) {
    const { execution, network, props, sequencing, sequencerUrl, problems } = context;
    if (execution.proofWindow !== undefined) reportMissing(problems, 'execution.proofWindow', 'op-geth');
    if (execution.gcMode === 'minimal') reportMissing(problems, 'execution.gcMode', 'op-geth');
    const history = gcMode(context);
    const cache = executionCache(context) ?? UNLIMITED_CACHE;
    cli
      .set('op-network', network.chain.networkName, { fixed: FIXED.chain })
      .set('networkid', network.chain.networkName ? undefined : network.chain.chainId, { fixed: FIXED.chain })
      .set('datadir', paths.dataDir, { fixed: FIXED.dataDir })
      .set('gcmode', history)
      .set('syncmode', execution.syncMode ?? (history === 'full' && syncMode(context) === 'execution-layer' ? 'snap' : 'full'))
      .set('state.scheme', stateScheme(context))
      .set('db.engine', dbEngine(context))
      .set('cache', cache)
      // Most of the cache is memory that Go does not know of.
      .setEnv(goRuntime(executionResources(execution, props.profile), { outside: cache }));
    configureRpc(cli, context);
    cli
      // Only `localhost` is allowed by default, and Services call by name.
      .set('http.vhosts', execution.http?.enabled === false ? undefined : '*')
      .set('ws.origins', execution.ws?.enabled === false ? undefined : (execution.ws?.origins ?? ['*']))
      .set('http.rpcprefix', execution.http?.enabled !== false && usesPaths(context) ? '/' : undefined)
      // It answers at the root only, unless it is told to answer everywhere.
      .set('ws.rpcprefix', execution.ws?.enabled !== false && usesPaths(context) ? '/' : undefined)
      .set('authrpc.vhosts', '*')
      .set('authrpc.jwtsecret', JWT_PATH, { fixed: FIXED.jwt })
      .set('ipcdisable', true)
      .set('rollup.sequencerhttp', sequencing ? undefined : sequencerUrl, { fixed: sequencing ? FIXED.forwarding : undefined })
      .setFirst(['rollup.txpool.disable-gossip', 'rollup.disabletxpoolgossip'], execution.disableTxPoolGossip ?? true)
      .set('rollup.computependingblock', execution.computePendingBlock, { prop: 'execution.computePendingBlock' })
      .set('rollup.historicalrpc', execution.historicalRpc, { prop: 'execution.historicalRpc' });
    configureP2p(cli, context, paths.nodeKey);
    configureTxPool(cli, context, 'op-geth');
    const { level = 'info', format = 'logfmt' } = network.props.sharedConfig?.logging ?? {};
    cli
      .set('metrics', true)
      .set('metrics.addr', '0.0.0.0')
      .set('metrics.port', opGeth.metricsPort(context))
      .set('verbosity', VERBOSITY[level])
      .set('log.format', format === 'text' ? 'terminal' : format);
  },
  initScript(context, { dataDir, genesis }) {
    if (!genesis) return undefined;
    return `
if [ -d ${dataDir}/geth/chaindata ] && [ ! -e ${dataDir}/.initializing ]; then exit 0; fi
touch ${dataDir}/.initializing
rm -rf ${dataDir}/geth/chaindata
geth init --datadir=${dataDir} --state.scheme=${stateScheme(context)} --db.engine=${dbEngine(context)} ${genesis}
rm ${dataDir}/.initializing`.trim();
  },
};

function dbEngine({ execution }: NodeContext): 'pebble' | 'leveldb' {
  return execution.dbEngine ?? 'pebble';
}

/** Archives keep every state, which the path scheme does not. */
function stateScheme(context: NodeContext): 'path' | 'hash' {
  return context.execution.stateScheme ?? (gcMode(context) === 'archive' ? 'hash' : 'path');
}

function configureP2p(cli: CommandLine, context: NodeContext, nodeKey: string | undefined): void {
  const { advertised, problems } = context;
  const port = advertised?.executionPort ?? executionP2pPort(context);
  const { maxPeers = 50, bootnodes, static: peers, netRestrict } = context.execution.p2p ?? {};
  if (peers?.length) reportMissing(problems, 'execution.p2p.static', 'op-geth');
  if (advertised?.isName) {
    problems.error('INVALID_P2P_ADDRESS', 'p2pExposure.address', 'op-geth announces an IP, and no name', 'Use hostIP or an IP');
  }
  cli
    .set('port', port)
    .set('discovery.port', port)
    .set('nodiscover', discoversExecution(context) ? undefined : true)
    .set('nat', advertised ? new Interpolated(`extip:${advertised.host.text}`, advertised.host.variables) : 'none')
    .set('maxpeers', maxPeers)
    .set('bootnodes', bootnodes, { prop: 'execution.p2p.bootnodes' })
    .set('netrestrict', netRestrict, { prop: 'execution.p2p.netRestrict' })
    .set('nodekey', nodeKey, { fixed: FIXED.key });
}
