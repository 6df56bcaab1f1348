import { ChallengerConstruct, ProposerConstruct, type ChallengerProps, type ProposerProps } from '../../src';
import type { Lock } from '../../src/discovery';
import { anyVersion, ADDRESS, customNetwork, emitted, problem, problemsOf, signer, withNetwork } from '../support/fixtures';
import { factoryWith, lockWith } from '../support/lock';
import { elsewhere, madeIn } from './support';

const faultProof = { prestatesUrl: 'https://prestates.example.com/acme' };
const network = (contractAddresses?: Lock) => withNetwork(customNetwork({ ...anyVersion, ...(contractAddresses && { contractAddresses }) }));

function challenger(lock: Lock | undefined, props: Partial<ChallengerProps> = {}) {
  const { chart, network: wired } = network(lock);
  new ChallengerConstruct(chart, 'challenger', { network: wired, signer: signer('challenger-key'), endpoints: elsewhere, faultProof, ...props });
  return { flags: madeIn(chart, 'acme-challenger', 'op-challenger').flags, manifests: emitted(chart) };
}

function proposer(lock: Lock | undefined, props: Partial<ProposerProps> = {}) {
  const { chart, network: wired } = network(lock);
  new ProposerConstruct(chart, 'proposer', { network: wired, signer: signer('proposer-key'), endpoints: elsewhere, ...props });
  return { flags: madeIn(chart, 'acme-proposer', 'op-proposer').flags, manifests: emitted(chart) };
}

describe('the proposer, with a lock', () => {
  it('gets factory and game type', () => {
    expect(proposer(lockWith()).flags).toMatchObject({ 'game-factory-address': ADDRESS.factory, 'game-type': '8' });
    expect(proposer(lockWith({ respectedGameType: 1, ...factoryWith(1) })).flags).toMatchObject({ 'game-type': '1' });
  });

  it('is what it is with the addresses by themselves', () => {
    expect(proposer(lockWith(factoryWith(1, 8))).manifests).toStrictEqual(proposer(undefined).manifests);
  });

  it('gets the oracle of a chain without fault proofs', () => {
    const legacy = lockWith({ disputeGameFactoryAddr: undefined, respectedGameType: undefined, l2OutputOracleAddr: ADDRESS.oracle });
    expect(proposer(legacy, { image: { version: 'v1.10.2' } }).flags).toMatchObject({ 'l2oo-address': ADDRESS.oracle });
  });

  it('proposes no game that the factory does not have', () => {
    const games = factoryWith(8, 1);
    expect(problem(() => proposer(lockWith({ respectedGameType: 9, ...games })), 'GAME_NOT_IN_FACTORY')).toMatchObject({
      path: 'acme/proposer', prop: 'disputeGame.gameType', message: expect.stringContaining('no game of type 9'), hint: expect.stringMatching(/1 or 8.*`cdk8s-op-stack discover`/),
    });
    expect(problem(() => proposer(lockWith(games), { disputeGame: { gameType: 0 } }), 'GAME_NOT_IN_FACTORY').prop).toBe('disputeGame.gameType');
  });

  it.each<[string, Lock, ProposerProps['disputeGame']]>([
    ['the games were not read', lockWith(), { gameType: 1 }],
    ['the factory is another', lockWith(factoryWith(8)), { gameType: 1, factoryAddr: ADDRESS.oracle }],
    ['the games are those of the first day', lockWith(factoryWith(8), 'op-deployer'), { gameType: 1 }],
    ['the type is one that discovery does not ask for', lockWith(factoryWith(8)), { gameType: 1337 }],
  ])('proposes what it is told where %s', (_, lock, disputeGame) => {
    expect(proposer(lock, { disputeGame }).flags).toMatchObject({ 'game-type': String(disputeGame?.gameType) });
  });
});

describe('the challenger, with a lock', () => {
  it('gets the factory', () => {
    expect(challenger(lockWith()).flags).toMatchObject({ 'game-factory-address': ADDRESS.factory });
  });

  it('is what it is with the addresses by themselves', () => {
    expect(challenger(lockWith(factoryWith(1, 8))).manifests).toStrictEqual(challenger(undefined).manifests);
    expect(challenger(lockWith()).manifests).toStrictEqual(challenger(undefined).manifests);
  });

  it.each<[games: readonly number[], respected: number, version: string, plays: string]>([
    [[1, 8], 8, 'v1.10.0', 'cannon-kona,permissioned'],
    [[0, 1, 8], 8, 'v1.10.0', 'cannon-kona,permissioned'],
    [[1], 1, 'v1.10.0', 'permissioned'],
    [[8], 8, 'v1.10.0', 'cannon-kona'],
    [[5, 9], 9, 'v1.10.0', 'super-cannon-kona,super-permissioned'],
    [[1, 5, 8, 9], 9, 'v1.10.0', 'cannon-kona,permissioned,super-cannon-kona,super-permissioned'],
    [[1, 8], 9, 'v1.10.0', 'cannon-kona,permissioned,super-cannon-kona'],
    [[1, 254], 254, 'v1.10.0', 'permissioned,fast'],
    [[0, 1], 0, 'v1.5.1', 'cannon,permissioned'],
    [[1], 1, 'v1.5.1', 'permissioned'],
  ])('plays of the games %j, of which %i counts, with %s %s', (games, respectedGameType, version, plays) => {
    const { flags } = challenger(lockWith({ respectedGameType, ...factoryWith(...games) }), { image: { version } });
    expect(flags['game-types'] ?? flags['trace-type']).toBe(plays);
  });

  it('plays super games only with a version that can', () => {
    const both = factoryWith(1, 5, 8, 9);
    expect(challenger(lockWith({ respectedGameType: 8, ...both }), { image: { version: 'v1.8.0' } }).flags['game-types']).toBe('cannon-kona,permissioned');
    expect(problem(() => challenger(lockWith({ respectedGameType: 9, ...both }), { image: { version: 'v1.5.1' } }), 'GAME_NOT_IN_VERSION').message).toContain('super-cannon-kona');
  });

  it('needs no prestates for a factory with the permissioned game only', () => {
    expect(challenger(lockWith({ respectedGameType: 1, ...factoryWith(1) }), { faultProof: {} }).flags).toMatchObject({ 'game-types': 'permissioned' });
    expect(problem(() => challenger(lockWith({ respectedGameType: 1 }), { faultProof: {} }), 'MISSING_PRESTATES').prop).toBe('faultProof.prestatesUrl');
  });

  it('says that it knows none of the games', () => {
    expect(problemsOf(() => challenger(lockWith({ respectedGameType: 10, ...factoryWith(10) }))).map(({ code }) => code)).toContain('NO_GAMES');
  });

  it.each<[string, Lock, Partial<ChallengerProps>, string]>([
    ['the usual ones in another factory', lockWith({ respectedGameType: 1, ...factoryWith(1) }), { disputeGame: { factoryAddr: ADDRESS.oracle } }, 'cannon-kona,permissioned'],
    ['those of the factory that is named again', lockWith({ respectedGameType: 1, ...factoryWith(1) }), { disputeGame: { factoryAddr: ADDRESS.factory } }, 'permissioned'],
    ['the usual ones where only the first day is known', lockWith(factoryWith(1), 'op-deployer'), {}, 'cannon-kona,permissioned'],
    ['what it is told', lockWith(factoryWith(1, 8)), { faultProof: { ...faultProof, gameTypes: ['cannon-kona'] } }, 'cannon-kona'],
  ])('plays %s', (_, lock, props, plays) => {
    expect(challenger(lock, props).flags['game-types']).toBe(plays);
  });
});
