import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkService } from './check-service';
import { endpointsOf, type L2Endpoints, type L2Wiring } from './endpoints';
import { gameTypeOf, gameTypes } from './game-types';
import { GoService } from './go-service';
import type { ServiceProps, ServiceRpc } from './service-props';
import { Problems } from '../errors';
import { checkAddress, checkEndpoint, type Url } from '../keys';
import { checkCount, defaultName, nonEmpty, type k8s } from '../kube';

/** When and from what proposals are made. */
export interface Proposal {
  /** How often it looks whether a proposal is due; `--poll-interval`. @default 12 s */
  readonly pollInterval?: Duration;
  /** Propose blocks whose L1 data is not final yet; `--allow-non-finalized`. @default false */
  readonly allowNonFinalized?: boolean;
  /** Time between proposals; `--proposal-interval`. The L2OutputOracle sets its own, which only alerts need to be told. @default 30 min */
  readonly outputInterval?: Duration;
}

/** Which dispute game is created for a proposal. */
export interface ProposerGame {
  /** DisputeGameFactory proxy, checksummed; `--game-factory-address`. @default the network's */
  readonly factoryAddr?: string;
  /** Game type, which has to be the respected one: 8 since Upgrade 19, 9 or 5 since Upgrade 20; `--game-type`. @default the network's respected type */
  readonly gameType?: number;
  /**
   * Sources of super roots for games of type 5 and 9; `--superroot-rpcs`, earlier `--supernode-rpcs`,
   * `--supervisor-rpcs`, in place of `--rollup-rpc`.
   *
   * @default from v1.16.4 on the nodes themselves
   */
  readonly superRootRpcs?: readonly Url[];
}

/** The proposer: it claims on L1 what the L2's state is. */
export interface ProposerProps extends ServiceProps, L2Wiring {
  /** What is proposed, and when. @default those of {@link Proposal} */
  readonly proposal?: Proposal;
  /** Which game is made for a proposal; of chains with fault proofs. @default those of {@link ProposerGame} */
  readonly disputeGame?: ProposerGame;
  /** L2OutputOracle proxy of a chain without fault proofs; `--l2oo-address`, gone in v1.16.0. @default the network's */
  readonly l2OutputOracleAddr?: string;
  /** Wait at start until the node is in sync; `--wait-node-sync`. @default true */
  readonly waitNodeSync?: boolean;
  /** RPC server of the service itself. @default those of {@link ServiceRpc} */
  readonly rpc?: ServiceRpc;
}

/**
 * op-proposer as a Deployment of one pod, which is gone before the next one starts: two would fight over nonces.
 *
 * @example
 * new ProposerConstruct(chart, 'proposer', {
 *   network,
 *   nodes: sequencer,
 *   signer: Signer.privateKey(SecretValue.fromSecret('proposer-key', 'key')),
 *   disputeGame: { factoryAddr: '0xe5965Ab5962eDc7477C8520243A95517CD252fA9', gameType: 8 },
 * });
 * @throws OpStackError when props contradict each other, the network, or the pinned version
 */
export class ProposerConstruct extends Construct {
  /** Name of the Deployment. */
  readonly name: string;
  /** The pod. */
  readonly deployment: k8s.KubeDeployment;
  /** Metrics; absent when they are off. */
  readonly service?: k8s.KubeService;
  /** Absent where `networkPolicies` of the network is `false`. */
  readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, props: ProposerProps) {
    super(scope, id);
    const { network } = props;
    this.name = props.name ?? defaultName(this);
    const problems = new Problems(this);
    const service = new GoService(this, 'op-proposer', this.name, props, problems, { given: props.rpc, port: 8560 });
    checkProposer(problems, { ...props, resources: service.resources }, this.name);
    configureProposals(service, props, endpointsOf(problems, this, network, props), problems);
    service.configure();
    const pod = service.pod();
    problems.settle();

    this.service = service.metricsService();
    const template = service.withSecrets(pod);
    this.deployment = service.singleton(template);
    this.networkPolicy = service.policy(this.deployment, template);
    service.monitor(this.deployment, { kind: 'proposer', version: service.version, interval: outputInterval(props).toSeconds() });
  }
}

/** Reports what is wrong with a proposer's props by themselves, without regard to the network. */
export function checkProposer(problems: Problems, props: Omit<ProposerProps, 'network'>, name: string): void {
  const { disputeGame = {}, l2OutputOracleAddr } = props;
  checkService(problems, props, name);
  checkAddress(problems, 'disputeGame.factoryAddr', disputeGame.factoryAddr);
  checkAddress(problems, 'l2OutputOracleAddr', l2OutputOracleAddr);
  checkCount(problems, 'disputeGame.gameType', disputeGame.gameType, 0);
  for (const [index, url] of (disputeGame.superRootRpcs ?? []).entries()) {
    checkEndpoint(problems, `disputeGame.superRootRpcs[${index}]`, url, ['http', 'https', 'ws', 'wss']);
  }
}

function configureProposals({ cli }: GoService, props: ProposerProps, { rollupRpc }: L2Endpoints, problems: Problems): void {
  const { proposal = {} } = props;
  const target = proposalTarget(props, problems);
  const superRoots = superRootsOf(props, target, cli.has('superroot-rpcs') ? rollupRpc : undefined, problems);
  cli
    .set('rollup-rpc', superRoots ? undefined : rollupRpc)
    .setFirst(['superroot-rpcs', 'supernode-rpcs', 'supervisor-rpcs'], superRoots, { prop: 'disputeGame.superRootRpcs' })
    .set('poll-interval', proposal.pollInterval)
    .set('allow-non-finalized', proposal.allowNonFinalized)
    .set('wait-node-sync', props.waitNodeSync ?? true);
  if (target?.kind === 'oracle') {
    // Whether a version lacks the flag is not always known for certain, and then it is not dared.
    if (cli.has('l2oo-address')) cli.set('l2oo-address', target.address);
    else problems.error('ORACLE_NOT_IN_VERSION', 'l2OutputOracleAddr', 'op-proposer proposes to no L2OutputOracle since v1.16.0', "Set image: { version: 'v1.10.2' }, or move the chain to fault proofs and set disputeGame.factoryAddr");
  }
  if (target?.kind !== 'factory') return;
  cli
    .set('game-factory-address', target.address)
    .set('game-type', target.gameType)
    .set('proposal-interval', outputInterval(props));
}

const outputInterval = ({ proposal = {} }: ProposerProps): Duration => proposal.outputInterval ?? Duration.minutes(30);

type Target = { readonly kind: 'factory'; readonly address: string; readonly gameType: number } | { readonly kind: 'oracle'; readonly address: string };

/** Where proposals go: to the factory of a chain with fault proofs, or to the oracle of one without. What is said here wins over the network. */
function proposalTarget({ network, disputeGame = {}, l2OutputOracleAddr }: ProposerProps, problems: Problems): Target | undefined {
  const own = { factory: disputeGame.factoryAddr, oracle: l2OutputOracleAddr };
  const { factory, oracle } = own.factory || own.oracle ? own : { factory: network.contracts.disputeGameFactoryAddr, oracle: network.contracts.l2OutputOracleAddr };
  if (factory && oracle) {
    problems.error('TWO_PROPOSAL_TARGETS', 'disputeGame.factoryAddr', 'a dispute game factory and an output oracle are given together', 'A chain uses one of them: keep that one');
    return undefined;
  }
  if (oracle) return { kind: 'oracle', address: oracle };
  if (!factory) {
    problems.error('MISSING_FACTORY', 'disputeGame.factoryAddr', 'it is not known where proposals go', 'Set contractAddresses.disputeGameFactoryAddr of the network, or disputeGame.factoryAddr');
    return undefined;
  }
  const { respectedGameType } = network.contracts;
  const gameType = disputeGame.gameType ?? respectedGameType;
  if (gameType === undefined) {
    problems.error('MISSING_GAME_TYPE', 'disputeGame.gameType', 'the program would propose games of type 0, which no chain respects since Upgrade 19', "Set contractAddresses.respectedGameType of the network, or disputeGame.gameType: it is OptimismPortal's respectedGameType()");
    return undefined;
  }
  checkGame(problems, network.gamesOf(factory), gameType);
  if (respectedGameType !== undefined && gameType !== respectedGameType) {
    problems.warn('GAME_NOT_RESPECTED', 'disputeGame.gameType', `games of type ${gameType} are proposed, and withdrawals are proved with games of type ${respectedGameType} only`, 'Leave it out, or say the new type in contractAddresses.respectedGameType once the portal respects it');
  }
  return { kind: 'factory', address: factory, gameType };
}

/** Reports a game that the factory cannot make. Of a type that is not known here, discovery did not ask. */
function checkGame(problems: Problems, inFactory: ReadonlySet<number> | undefined, gameType: number): void {
  if (!inFactory || inFactory.has(gameType) || gameTypeOf(gameType) === undefined) return;
  problems.error('GAME_NOT_IN_FACTORY', 'disputeGame.gameType', `the factory has no game of type ${gameType}, and would refuse every proposal`, `Propose one that it has, ${[...inFactory].join(' or ')}; if it was added of late, run \`cdk8s-op-stack discover\``);
}

/** The sources of super roots where the game claims those; a game that is not known here claims what it is given a source for. */
function superRootsOf({ disputeGame = {} }: ProposerProps, target: Target | undefined, ownRpc: readonly Url[] | undefined, problems: Problems): readonly Url[] | undefined {
  const given = nonEmpty(disputeGame.superRootRpcs);
  if (target === undefined) return given;
  const game = target.kind === 'factory' ? gameTypeOf(target.gameType) : undefined;
  const claimsSuper = game ? gameTypes[game].superRoots === true : target.kind === 'factory' && given !== undefined;
  if (given && !claimsSuper) {
    problems.error('OUTPUT_ROOT_GAME', 'disputeGame.superRootRpcs', `${game ?? 'an output oracle'} takes output roots, which a super root source does not give`, 'Leave it out, or propose games of type 5 or 9');
  }
  if (claimsSuper && !given && !ownRpc) {
    problems.error('MISSING_SUPER_ROOTS', 'disputeGame.superRootRpcs', `${game} claims super roots, and op-proposer takes them from op-node only since v1.16.4`, 'Set it to the RPC of an op-supernode, or pin a newer op-proposer');
  }
  return claimsSuper ? (given ?? ownRpc) : undefined;
}
