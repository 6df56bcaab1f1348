import type { ChallengerProps } from './challenger';
import { checkService } from './check-service';
import { nodesOf } from './endpoints';
import { gameTypes, type GameType } from './game-types';
import type { GoService } from './go-service';
import { compareVersions } from '../compatibility';
import type { Problems } from '../errors';
import { checkAddress, checkEndpoint, checkUrl } from '../keys';
import { checkCount, checkDataDir, checkStorage } from '../kube';

/** From this version on op-program is not in the image, and permissioned games need no prestate. */
const WITHOUT_OP_PROGRAM = 'v1.9.4';

/** Reports what is wrong with a challenger's props by themselves, without regard to the network. */
export function checkChallenger(problems: Problems, props: Omit<ChallengerProps, 'network'>, name: string): void {
  const { disputeGame = {}, faultProof = {} } = props;
  checkService(problems, props, name);
  checkAddress(problems, 'disputeGame.factoryAddr', disputeGame.factoryAddr);
  for (const [index, game] of (disputeGame.gameAllowlist ?? []).entries()) checkAddress(problems, `disputeGame.gameAllowlist[${index}]`, game);
  for (const [index, claimant] of (props.additionalBondClaimants ?? []).entries()) checkAddress(problems, `additionalBondClaimants[${index}]`, claimant);
  for (const [prop, url] of [
    ['faultProof.prestatesUrl', faultProof.prestatesUrl],
    ['faultProof.cannon.prestatesUrl', faultProof.cannon?.prestatesUrl],
    ['faultProof.cannonKona.prestatesUrl', faultProof.cannonKona?.prestatesUrl],
  ] as const) checkUrl(problems, prop, url, ['https', 'http', 'file']);
  checkEndpoint(problems, 'superRootRpc', props.superRootRpc, ['http', 'https']);
  checkCount(problems, 'maxConcurrency', props.maxConcurrency);
  checkCount(problems, 'maxPendingTx', props.maxPendingTx, 0);
  checkStorage(problems, 'storage', props.storage);
  checkDataDir(problems, 'dataDir', props.dataDir);
}

/** Reports what the network or the nodes lack. */
export function checkChallengerNetwork(problems: Problems, props: ChallengerProps): void {
  const { network, disputeGame = {}, endpoints } = props;
  if (!(disputeGame.factoryAddr ?? network.contracts.disputeGameFactoryAddr)) {
    problems.error('MISSING_FACTORY', 'disputeGame.factoryAddr', 'it is not known where the games are', 'Set contractAddresses.disputeGameFactoryAddr of the network, or disputeGame.factoryAddr');
  }
  if (network.props.l1BeaconUrl === undefined) {
    problems.error('MISSING_L1_BEACON', 'network.l1BeaconUrl', 'op-challenger does not start without a beacon endpoint', 'Set l1BeaconUrl of the network');
  }
  if (network.chain.networkName !== undefined) checkNoFiles(problems, props);
  const nodes = nodesOf(props);
  if (nodes.length > 1 || (endpoints?.l2EthRpc.length ?? 0) > 1) {
    problems.error('ONE_NODE', nodes.length > 1 ? 'nodes' : 'endpoints', 'op-challenger works with one node of a chain', 'Give one of them: an archive with debug calls and a safe-head database');
  }
  for (const node of nodes) {
    const lacks = [['archive', 'all states (execution.gcMode: archive)'], ['debug', 'the debug namespace (execution.http.apis)'], ['safeDb', 'a safe-head database (consensus.safeDb)']] as const;
    for (const [need, what] of lacks) {
      if (!node.serves[need]) problems.warn('CHALLENGER_SOURCE', 'nodes', `${node.node.path} has not ${what}, and the challenger needs it`, 'Wire the challenger to a node that has it');
    }
  }
}

/** op-challenger does not start with both the name of a chain and a file of it. */
function checkNoFiles(problems: Problems, { faultProof = {} }: ChallengerProps): void {
  for (const vm of ['cannon', 'cannonKona'] as const) {
    for (const file of ['rollupConfigPath', 'l2GenesisPath'] as const) {
      if (faultProof[vm]?.[file] === undefined) continue;
      problems.error('NETWORK_AND_FILES', `faultProof.${vm}.${file}`, 'the chain is a built-in one, and op-challenger takes its name or its files, not both', 'Leave it out');
    }
  }
}

/** Reports games that cannot be played like this, and that the one which counts is not among them. */
export function checkGames(problems: Problems, { network, faultProof = {}, superRootRpc }: ChallengerProps, games: readonly GameType[], { cli, version }: GoService): void {
  const modern = version === undefined || compareVersions(version, WITHOUT_OP_PROGRAM) >= 0;
  if (games.length === 0) problems.error('NO_GAMES', 'faultProof.gameTypes', 'no game is played', "Give at least one, e.g. ['cannon-kona', 'permissioned']");
  for (const game of games) {
    if (!Object.hasOwn(gameTypes, game)) {
      problems.error('UNKNOWN_GAME', 'faultProof.gameTypes', `there is no game "${game}"`, `The games are ${Object.keys(gameTypes).join(', ')}`);
      continue;
    }
    const { vm, permissioned, superRoots, needs } = gameTypes[game];
    const files = vm && faultProof[vm];
    if (needs && !cli.has(needs)) {
      problems.error('GAME_NOT_IN_VERSION', 'faultProof.gameTypes', `op-challenger ${version ?? ''} cannot play ${game}`, 'Leave it out, or pin a newer op-challenger');
    }
    if (vm && !(modern && permissioned) && !faultProof.prestatesUrl && !files?.prestate && !files?.prestatesUrl) {
      problems.error('MISSING_PRESTATES', 'faultProof.prestatesUrl', `games of type ${game} need the absolute prestates of the chain, and op-challenger does not start without them`, 'Set it to the folder URL where they are served');
    }
    if (game === 'cannon' && modern && !files?.server) {
      problems.error('MISSING_CANNON_SERVER', 'faultProof.cannon.server', 'op-program, which cannon games are played with, is not in the image since v1.9.4', 'Play cannon-kona games, or give an image with op-program and its path');
    }
    if (superRoots && !superRootRpc && !cli.has('superroot-rpc')) {
      problems.error('MISSING_SUPER_ROOTS', 'superRootRpc', `${game} claims super roots, and op-challenger takes them from op-node only since v1.9.5`, 'Set it to the RPC of an op-supernode, or pin a newer op-challenger');
    }
  }
  for (const { code, message, hint } of network.versions.games(version, games.flatMap((game) => gameTypes[game]?.id ?? []))) {
    problems.error(code, 'faultProof.gameTypes', message, hint);
  }
}
