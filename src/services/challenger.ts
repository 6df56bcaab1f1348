import { Size, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkChallenger, checkChallengerNetwork, checkGames } from './check-challenger';
import { defaultGames } from './default-games';
import { endpointsOf, type L2Endpoints, type L2Wiring } from './endpoints';
import { gameTypes, type GameType } from './game-types';
import { GoService } from './go-service';
import type { ServiceProps } from './service-props';
import { imageOf } from '../compatibility';
import { Problems } from '../errors';
import type { Url } from '../keys';
import { DATA_DIR, Storage, defaultName, k8s, labelsOf, prepareContainer, selectorLabels } from '../kube';
import { processorsOf, sizesOf } from '../sizing';

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
  /**
   * Games that are played; `--game-types`, `--trace-type` before v1.8.0.
   *
   * @default cannon-kona and permissioned; before v1.6.0 cannon and permissioned; with a lock the one that counts, and those of them and of the super games that its factory has
   */
  readonly gameTypes?: readonly GameType[];
  /** Folder URL of the absolute prestates, which are specific to the chain's hardforks; `--prestates-url`. @default none: needed for every game but permissioned ones */
  readonly prestatesUrl?: Url;
  /** Files of the machine of `cannon` games. @default those of the image */
  readonly cannon?: VmFiles;
  /** Files of the machine of `cannon-kona` games. @default those of the image */
  readonly cannonKona?: VmFiles;
}

/** The challenger: it defends right proposals and disputes wrong ones. */
export interface ChallengerProps extends ServiceProps, L2Wiring {
  /** Which games it looks at. @default those of the network's factory */
  readonly disputeGame?: {
    /** DisputeGameFactory proxy, checksummed; `--game-factory-address`. @default the network's */
    readonly factoryAddr?: string;
    /** Only these games are played; `--game-allowlist`. @default all */
    readonly gameAllowlist?: readonly string[];
  };
  /** How games are played. @default those of {@link FaultProof} */
  readonly faultProof?: FaultProof;
  /** `--datadir`, on the volume. @default /data/challenger */
  readonly dataDir?: string;
  /** Where traces and preimages are kept. @default a claim, by the profile: 100Gi */
  readonly storage?: Storage;
  /** How often and how far back it looks. @default op-challenger's own */
  readonly polling?: {
    /** How often it looks for new L1 blocks; `--http-poll-interval`. @default 12 s */
    readonly interval?: Duration;
    /** How far back games are looked for; `--game-window`. @default 28 days */
    readonly gameWindow?: Duration;
  };
  /** Games worked on at once; `--max-concurrency`. @default as many as its CPU limit has processors */
  readonly maxConcurrency?: number;
  /** L1 transactions in flight at once; `--max-pending-tx`. @default 10 */
  readonly maxPendingTx?: number;
  /** Only resolve the claims of its own address; `--selective-claim-resolution`. @default false */
  readonly selectiveClaimResolution?: boolean;
  /** Further addresses whose bonds are claimed; `--additional-bond-claimants`. @default none */
  readonly additionalBondClaimants?: readonly string[];
  /** Source of super roots for super games; `--superroot-rpc`, earlier `--supernode-rpc`, `--supervisor-rpc`. @default from v1.9.5 on the node itself */
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
  /** The pod. */
  readonly statefulSet: k8s.KubeStatefulSet;
  /** Governing Service, with the metrics port. */
  readonly service: k8s.KubeService;
  /** Absent where `networkPolicies` of the network is `false`. */
  readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, props: ChallengerProps) {
    super(scope, id);
    const { network, dataDir = `${DATA_DIR}/challenger` } = props;
    this.name = props.name ?? defaultName(this);
    const problems = new Problems(this);
    const service = new GoService(this, 'op-challenger', this.name, props, problems);
    const storage = props.storage ?? Storage.claim({ size: Size.gibibytes(sizesOf(service.profile)['op-challenger'].storage) });
    checkChallenger(problems, { ...props, resources: service.resources }, this.name);
    checkChallengerNetwork(problems, props);
    network.checkReach(problems, this);
    const endpoints = endpointsOf(problems, this, network, props);
    const inFactory = network.gamesOf(props.disputeGame?.factoryAddr ?? network.contracts.disputeGameFactoryAddr);
    const games = props.faultProof?.gameTypes ?? defaultGames({ has: (flag) => service.cli.has(flag), inFactory, respected: network.contracts.respectedGameType });
    checkGames(problems, props, games, service);
    configureGames(service, props, { games, endpoints, dataDir });
    const files = [network.rollupFile, network.genesisFile, network.l1ConfigFile].flatMap((file) => file?.mounted() ?? []);
    const toolbox = imageOf(network.props.images, 'toolbox', undefined, problems, 'images');
    service.configure();
    const steps = files.flatMap((file) => file.prepare ?? []);
    const pod = service.pod({
      annotations: network.fileChecksums,
      prepare: steps.length ? [prepareContainer({ image: toolbox.reference, imagePullPolicy: network.images.pullPolicy }, steps)] : [],
      // Provers unpack into the temporary folder, and the root file system is read-only.
      mounts: [{ name: 'data', mountPath: DATA_DIR }, { name: 'tmp', mountPath: '/tmp' }, ...files.map(({ mount }) => mount)],
      volumes: [...storage.volumes('data'), { name: 'tmp', emptyDir: {} }, ...files.flatMap(({ volumes }) => volumes)],
      claims: storage.kind === 'claim' ? ['data'] : [],
    });
    problems.settle();

    this.service = service.governingService();
    const template = service.withSecrets(pod);
    this.statefulSet = new k8s.KubeStatefulSet(this, 'Default', {
      metadata: { name: this.name, labels: labelsOf(service.identity), annotations: network.versions.annotations },
      spec: {
        replicas: 1,
        serviceName: this.name,
        selector: { matchLabels: selectorLabels(service.identity) },
        template,
        volumeClaimTemplates: storage.claimTemplates('data', selectorLabels(service.identity)),
        persistentVolumeClaimRetentionPolicy: storage.retentionPolicy,
      },
    });
    this.networkPolicy = service.policy(this.statefulSet, template);
    service.monitor(this.statefulSet, { kind: 'challenger' });
  }
}

const VMS = [['cannon', 'cannon'], ['cannonKona', 'cannon-kona']] as const;

function configureGames({ cli, resources }: GoService, props: ChallengerProps, { games, endpoints, dataDir }: { games: readonly GameType[]; endpoints: L2Endpoints; dataDir: string }): void {
  const { network, disputeGame = {}, faultProof = {}, polling = {} } = props;
  const rollup = network.rollupFile?.mounted().path;
  const genesis = network.genesisFile?.mounted().path;
  const ownSuperRoots = cli.has('superroot-rpc') && games.some((game) => gameTypes[game]?.superRoots) ? endpoints.rollupRpc[0] : undefined;
  cli
    .set('l1-beacon', network.props.l1BeaconUrl)
    .set('l2-eth-rpc', endpoints.l2EthRpc[0])
    .set('rollup-rpc', endpoints.rollupRpc[0])
    .set('game-factory-address', disputeGame.factoryAddr ?? network.contracts.disputeGameFactoryAddr)
    .set('game-allowlist', disputeGame.gameAllowlist)
    .setFirst(['game-types', 'trace-type'], games)
    .set('network', network.chain.networkName)
    .setFirst(['rollup-config', 'cannon-rollup-config'], rollup)
    .setFirst(['l2-genesis', 'cannon-l2-genesis'], genesis)
    .setIfKnown('l1-genesis', network.l1ConfigFile?.mounted().path)
    .set('prestates-url', faultProof.prestatesUrl)
    .set('datadir', dataDir)
    .set('http-poll-interval', polling.interval)
    .set('game-window', polling.gameWindow)
    // Of itself it counts the processors of the node, and each game has a prover in this container.
    .set('max-concurrency', props.maxConcurrency ?? processorsOf(resources))
    .set('max-pending-tx', props.maxPendingTx)
    .set('selective-claim-resolution', props.selectiveClaimResolution)
    .set('additional-bond-claimants', props.additionalBondClaimants)
    .setFirst(['superroot-rpc', 'supernode-rpc', 'supervisor-rpc'], props.superRootRpc ?? ownSuperRoots, { prop: 'superRootRpc' });
  for (const [name, vm] of VMS) {
    const files = faultProof[name];
    const prop = `faultProof.${name}`;
    cli
      .set(`${vm}-server`, files?.server, { prop: `${prop}.server` })
      .set(`${vm}-prestate`, files?.prestate, { prop: `${prop}.prestate` })
      .set(`${vm}-prestates-url`, files?.prestatesUrl, { prop: `${prop}.prestatesUrl` })
      .set(`${vm}-rollup-config`, files?.rollupConfigPath, { prop: `${prop}.rollupConfigPath` })
      .set(`${vm}-l2-genesis`, files?.l2GenesisPath, { prop: `${prop}.l2GenesisPath` });
  }
}
