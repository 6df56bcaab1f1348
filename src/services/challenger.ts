import { Size, type Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { endpointsOf, nodesOf, type L2Endpoints, type L2Wiring } from './endpoints';
import { gameTypeOf, gameTypes, type GameType } from './game-types';
import { GoService } from './go-service';
import type { ServiceProps } from './service-props';
import { compareVersions, imageOf } from '../compatibility';
import { Problems } from '../errors';
import { checkAddress, checkUrl, type Url } from '../keys';
import { Storage, checkCount, checkStorage, defaultName, labelsOf, prepareContainer, selectorLabels, type Resources } from '../kube';

/** Provers run beside the service, one for each game it is working on. */
const RESOURCES: Resources = { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '4', memory: '16Gi' } };
/** From this version on op-program is not in the image, and permissioned games need no prestate. */
const WITHOUT_OP_PROGRAM = 'v1.9.4';

/** Files of one fault-proof machine, as paths in the container. */
export interface VmFiles {
  /** Program that serves preimages; `--cannon-server`, `--cannon-kona-server`. @default the one in the image */
  readonly server?: string;
  /** Absolute prestate; `--cannon-prestate`, `--cannon-kona-prestate`. @default fetched from `prestatesUrl` */
  readonly prestate?: string;
  /** Where this machine's prestates are fetched; `--cannon-prestates-url`, `--cannon-kona-prestates-url`. @default `faultProof.prestatesUrl` */
  readonly prestatesUrl?: Url;
  /** `--cannon-rollup-config`, `--cannon-kona-rollup-config`. @default the network's rollup.json */
  readonly rollupConfigPath?: string;
  /** `--cannon-l2-genesis`, `--cannon-kona-l2-genesis`. @default the network's genesis.json */
  readonly l2GenesisPath?: string;
}

/** How games are played. */
export interface FaultProof {
  /** Games that are played; `--game-types`, `--trace-type` before v1.8.0. @default cannon-kona and permissioned; before v1.6.0 cannon and permissioned */
  readonly gameTypes?: readonly GameType[];
  /** Folder URL of the absolute prestates, which are specific to the chain's hardforks; `--prestates-url`. @default none: needed for every game but permissioned ones */
  readonly prestatesUrl?: Url;
  readonly cannon?: VmFiles;
  readonly cannonKona?: VmFiles;
}

/** The challenger: it defends right proposals and disputes wrong ones. */
export interface ChallengerProps extends ServiceProps, L2Wiring {
  readonly disputeGame?: {
    /** DisputeGameFactory proxy, checksummed; `--game-factory-address`. @default the network's */
    readonly factoryAddr?: string;
    /** Only these games are played; `--game-allowlist`. @default all */
    readonly gameAllowlist?: readonly string[];
  };
  readonly faultProof?: FaultProof;
  /** `--datadir`, on the volume. @default /data/challenger */
  readonly dataDir?: string;
  /** Where traces and preimages are kept. @default a claim of 100Gi */
  readonly storage?: Storage;
  readonly monitoring?: {
    /** How often it looks for new L1 blocks; `--http-poll-interval`. @default 12 s */
    readonly interval?: Duration;
    /** How far back games are looked for; `--game-window`. @default 28 days */
    readonly gameWindow?: Duration;
  };
  /** Games worked on at once; `--max-concurrency`. @default the number of processors of the node */
  readonly maxConcurrency?: number;
  /** L1 transactions in flight at once; `--max-pending-tx`. @default 10 */
  readonly maxPendingTx?: number;
  /** Only resolve the claims of its own address; `--selective-claim-resolution`. @default false */
  readonly selectiveClaimResolution?: boolean;
  /** Further addresses whose bonds are claimed; `--additional-bond-claimants`. @default none */
  readonly additionalBondClaimants?: readonly string[];
  /** Source of super roots for super games; `--superroot-rpc`, earlier `--supernode-rpc`, `--supervisor-rpc`. @default none */
  readonly superRootRpc?: Url;
}

/**
 * op-challenger as a StatefulSet of one pod with a volume.
 *
 * @example
 * new ChallengerConstruct(chart, 'challenger', {
 *   network,
 *   nodes: sequencer,
 *   signer: Signer.privateKey(SecretValue.fromSecret('challenger-key', 'key')),
 *   faultProof: { prestatesUrl: 'https://prestates.example.com/acme' },
 * });
 * @throws OpStackError when props contradict each other, the network, or the pinned version
 */
export class ChallengerConstruct extends Construct {
  /** Name of the StatefulSet. */
  readonly name: string;
  readonly statefulSet: k8s.KubeStatefulSet;
  /** Governing Service, with the metrics port. */
  readonly service: k8s.KubeService;

  constructor(scope: Construct, id: string, props: ChallengerProps) {
    super(scope, id);
    const { network, storage = Storage.claim({ size: Size.gibibytes(100) }), dataDir = '/data/challenger' } = props;
    this.name = props.name ?? defaultName(this);
    const problems = new Problems(this);
    const service = new GoService(this, 'op-challenger', this.name, props, problems, RESOURCES);
    const endpoints = endpointsOf(problems, this, network, props);
    const games = props.faultProof?.gameTypes ?? [service.cli.has('cannon-kona-server') ? 'cannon-kona' : 'cannon', 'permissioned'];
    checkChallenger(problems, props, games, service.version);
    checkStorage(problems, 'storage', props.storage);
    configureGames(service, props, { games, endpoints, dataDir });
    const files = network.chain.networkName ? [] : [network.rollupFile, network.genesisFile].flatMap((file) => file?.mounted() ?? []);
    const toolbox = imageOf(network.props.images, 'toolbox', undefined, problems, 'images');
    service.configure();
    problems.settle();

    this.service = service.metricsService('metrics', { name: this.name, headless: true }) ?? service.governingService('metrics', this.name);
    const steps = files.flatMap((file) => file.prepare ?? []);
    this.statefulSet = new k8s.KubeStatefulSet(this, 'Default', {
      metadata: { name: this.name, labels: labelsOf(service.identity) },
      spec: {
        replicas: 1,
        serviceName: this.name,
        selector: { matchLabels: selectorLabels(service.identity) },
        template: service.pod({
          initContainers: steps.length ? [prepareContainer({ image: toolbox.reference, imagePullPolicy: network.images.pullPolicy }, steps)] : [],
          // Provers unpack into the temporary folder, and the root file system is read-only.
          mounts: [{ name: 'data', mountPath: '/data' }, { name: 'tmp', mountPath: '/tmp' }, ...files.map(({ mount }) => mount)],
          volumes: [...storage.volumes('data'), { name: 'tmp', emptyDir: {} }, ...files.flatMap(({ volumes }) => volumes)],
        }),
        volumeClaimTemplates: storage.claimTemplates('data', selectorLabels(service.identity)),
        persistentVolumeClaimRetentionPolicy: storage.retentionPolicy,
      },
    });
  }
}

function configureGames({ cli }: GoService, props: ChallengerProps, { games, endpoints, dataDir }: { games: readonly GameType[]; endpoints: L2Endpoints; dataDir: string }): void {
  const { network, disputeGame = {}, faultProof = {}, monitoring = {} } = props;
  const rollup = network.rollupFile?.mounted().path;
  const genesis = network.genesisFile?.mounted().path;
  cli
    .set('l1-beacon', network.props.l1BeaconUrl)
    .set('l2-eth-rpc', endpoints.l2EthRpc[0])
    .set('rollup-rpc', endpoints.rollupRpc[0])
    .set('game-factory-address', disputeGame.factoryAddr ?? network.contracts.disputeGameFactoryAddr)
    .set('game-allowlist', disputeGame.gameAllowlist?.length ? disputeGame.gameAllowlist : undefined)
    .setFirst(['game-types', 'trace-type'], games)
    .set('network', network.chain.networkName)
    .setFirst(['rollup-config', 'cannon-rollup-config'], rollup)
    .setFirst(['l2-genesis', 'cannon-l2-genesis'], genesis)
    .set('prestates-url', faultProof.prestatesUrl)
    .set('datadir', dataDir)
    .set('http-poll-interval', monitoring.interval)
    .set('game-window', monitoring.gameWindow)
    .set('max-concurrency', props.maxConcurrency)
    .set('max-pending-tx', props.maxPendingTx)
    .set('selective-claim-resolution', props.selectiveClaimResolution)
    .set('additional-bond-claimants', props.additionalBondClaimants?.length ? props.additionalBondClaimants : undefined)
    .setFirst(['superroot-rpc', 'supernode-rpc', 'supervisor-rpc'], props.superRootRpc, { prop: 'superRootRpc' });
  for (const [vm, files] of [['cannon', faultProof.cannon], ['cannon-kona', faultProof.cannonKona]] as const) {
    const prop = `faultProof.${vm === 'cannon' ? 'cannon' : 'cannonKona'}`;
    cli
      .set(`${vm}-server`, files?.server, { prop })
      .set(`${vm}-prestate`, files?.prestate, { prop })
      .set(`${vm}-prestates-url`, files?.prestatesUrl, { prop })
      .set(`${vm}-rollup-config`, files?.rollupConfigPath, { prop })
      .set(`${vm}-l2-genesis`, files?.l2GenesisPath, { prop });
  }
}

function checkChallenger(problems: Problems, props: ChallengerProps, games: readonly GameType[], version: string | undefined): void {
  const { network, disputeGame = {}, faultProof = {} } = props;
  checkAddress(problems, 'disputeGame.factoryAddr', disputeGame.factoryAddr);
  for (const [index, game] of (disputeGame.gameAllowlist ?? []).entries()) checkAddress(problems, `disputeGame.gameAllowlist[${index}]`, game);
  for (const [index, claimant] of (props.additionalBondClaimants ?? []).entries()) checkAddress(problems, `additionalBondClaimants[${index}]`, claimant);
  checkUrl(problems, 'faultProof.prestatesUrl', faultProof.prestatesUrl, ['https', 'http', 'file']);
  checkUrl(problems, 'superRootRpc', props.superRootRpc, ['http', 'https']);
  checkCount(problems, 'maxConcurrency', props.maxConcurrency);
  checkCount(problems, 'maxPendingTx', props.maxPendingTx, 0);
  if (!(disputeGame.factoryAddr ?? network.contracts.disputeGameFactoryAddr)) {
    problems.error('MISSING_FACTORY', 'disputeGame.factoryAddr', 'it is not known where the games are', 'Set contractAddresses.disputeGameFactoryAddr of the network, or disputeGame.factoryAddr');
  }
  if (network.props.l1BeaconUrl === undefined) {
    problems.error('MISSING_L1_BEACON', 'network.l1BeaconUrl', 'op-challenger does not start without a beacon endpoint', 'Set l1BeaconUrl of the network');
  }
  const nodes = nodesOf(props);
  if (nodes.length > 1 || (props.endpoints?.l2EthRpc.length ?? 0) > 1) {
    problems.error('ONE_NODE', 'nodes', 'op-challenger works with one node of a chain', 'Give one of them: an archive with debug calls and a safe-head database');
  }
  for (const node of nodes) {
    const lacks = [['archive', 'all states (gcMode: archive)'], ['debug', 'the debug namespace (execution.http.apis)'], ['safeDb', 'a safe-head database (consensus.safeDb)']] as const;
    for (const [need, what] of lacks) {
      if (!node.serves[need]) problems.warn('CHALLENGER_SOURCE', 'nodes', `${node.node.path} has not ${what}, and the challenger needs it`, 'Wire the challenger to a node that has it');
    }
  }
  checkGames(problems, faultProof, games, version);
  const { respectedGameType } = network.contracts;
  if (respectedGameType !== undefined && !games.some((game) => gameTypes[game]?.id === respectedGameType)) {
    problems.error('RESPECTED_GAME_NOT_PLAYED', 'faultProof.gameTypes', `withdrawals are proved with games of type ${respectedGameType}, and the challenger does not play them`, `Add ${gameTypeOf(respectedGameType) ?? 'that type'}`);
  }
}

function checkGames(problems: Problems, faultProof: FaultProof, games: readonly GameType[], version: string | undefined): void {
  const modern = version === undefined || compareVersions(version, WITHOUT_OP_PROGRAM) >= 0;
  if (games.length === 0) problems.error('NO_GAMES', 'faultProof.gameTypes', 'no game is played', "Give at least one, e.g. ['cannon-kona', 'permissioned']");
  for (const game of games) {
    const facts = gameTypes[game] as (typeof gameTypes)[GameType] | undefined;
    if (!facts) {
      problems.error('UNKNOWN_GAME', 'faultProof.gameTypes', `there is no game "${game}"`, `The games are ${Object.keys(gameTypes).join(', ')}`);
      continue;
    }
    const files = facts.vm === 'cannon' ? faultProof.cannon : faultProof.cannonKona;
    if (facts.vm && !(modern && facts.permissioned) && !faultProof.prestatesUrl && !files?.prestate && !files?.prestatesUrl) {
      problems.error('MISSING_PRESTATES', 'faultProof.prestatesUrl', `games of type ${game} need the absolute prestates of the chain, and op-challenger does not start without them`, 'Set it to the folder URL where they are served');
    }
    if (game === 'cannon' && modern && !files?.server) {
      problems.error('MISSING_CANNON_SERVER', 'faultProof.cannon.server', 'op-program, which cannon games are played with, is not in the image since v1.9.4', 'Play cannon-kona games, or give an image with op-program and its path');
    }
  }
}
