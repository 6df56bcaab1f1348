import * as fc from 'fast-check';
import { concatHex, numberToHex, pad, type Hex } from 'viem';
import { abiOf, gameGettersOf, gettersOf, typed, type ContractName } from '../../src/discovery/contracts';
import { decodeGameArgs } from '../../src/discovery/game-args';
import { gameAddresses, gameAsks, gamesOf } from '../../src/discovery/games';
import { placesOf, proofOf, type Start } from '../../src/discovery/places';
import { keyOf, type Reading } from '../../src/discovery/reading';
import { chainSource } from '../../src/discovery/values';
import { checksumAddress, type Address } from '../../src/keys';
import { keysOf } from '../../src/kube';

const numbered = (number: number): Address => checksumAddress(pad(numberToHex(number + 1), { size: 20 }));
const prestate: Hex = `0x03${'a'.repeat(62)}`;
const ZERO = `0x${'0'.repeat(40)}`;

/** Where the contracts of these tests are. */
const at = {
  SystemConfig: numbered(1), OptimismPortal: numbered(2), DisputeGameFactory: numbered(3), AnchorStateRegistry: numbered(4), DelayedWETH: numbered(5), L2OutputOracle: numbered(6),
  L1StandardBridge: numbered(7), L1CrossDomainMessenger: numbered(8), SuperchainConfig: numbered(9), ProxyAdmin: numbered(10), game0: numbered(11), game1: numbered(12), game8: numbered(13),
} as const;
type Answers = Readonly<Partial<Record<keyof typeof at, Readonly<Record<string, unknown>>>>>;

/** What a chain has answered; of a contract that is in it, all other getters are missing. `gameImpls(8)` is the getter for games of type 8. */
function readingOf(answers: Answers): Reading {
  const all = keysOf(answers).flatMap((name) => {
    const address = at[name];
    const own = answers[name] ?? {};
    const contract: ContractName = name === 'game0' || name === 'game1' || name === 'game8' ? 'DisputeGame' : name;
    const missing = gettersOf(contract).map((getter) => [keyOf({ address, getter }), undefined] as const);
    const given = Object.entries(own).map(([getter, value]) => {
      const [, plain = getter, arg] = /^(\w+)\((\d+)\)$/.exec(getter) ?? [];
      return [keyOf({ address, getter: plain, ...(arg !== undefined && { arg: Number(arg) }) }), value] as const;
    });
    return [...missing, ...given];
  });
  return new Map(all);
}
const start: Start = { systemConfig: at.SystemConfig, hints: {} };
const placesIn = (answers: Answers, from: Start = start): object => Object.fromEntries(placesOf(readingOf(answers), from));
const leaves = (answers: Answers, from: Start = start): Record<string, unknown> => {
  const reading = readingOf(answers);
  return Object.fromEntries([...chainSource(reading, placesOf(reading, from))].map(([path, found]) => [path, `${found.value} ${found.from.replace('on-chain:', '')}`]));
};
const settingsOf = (own: Readonly<Record<string, unknown>>): Record<string, unknown> => leaves({ SystemConfig: own });

describe('getters', () => {
  it('are each a signature that can be asked for', () => {
    for (const contract of ['SystemConfig', 'OptimismPortal', 'DisputeGameFactory', 'DisputeGame', 'L2OutputOracle'] as const) {
      expect(abiOf(contract)).toHaveLength(gettersOf(contract).length + gameGettersOf(contract).length);
    }
    expect(gameGettersOf('DisputeGameFactory')).toStrictEqual(['gameImpls', 'gameArgs', 'initBonds']);
  });

  it('do not ask for what has two meanings, nor for what other contracts know better', () => {
    expect(gettersOf('SystemConfig')).not.toContain('getAddresses');
  });

  it('cut no word to fit', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (word) => {
      const fits = (bits: bigint): boolean => word >> bits === 0n;
      expect(typed('SystemConfig', 'owner', word)).toBe(fits(160n) ? numberToHex(word, { size: 20 }) : undefined);
      expect(typed('SystemConfig', 'gasLimit', word)).toBe(fits(64n) ? word : undefined);
      expect(typed('SystemConfig', 'basefeeScalar', word)).toBe(fits(32n) ? Number(word) : undefined);
      expect(typed('SystemConfig', 'daFootprintGasScalar', word)).toBe(fits(16n) ? Number(word) : undefined);
      expect(typed('SystemConfig', 'l2ChainId', word)).toBe(word);
    }), { examples: [[2n ** 160n], [2n ** 160n - 1n], [2n ** 64n], [2n ** 64n - 1n], [2n ** 32n], [2n ** 32n - 1n], [2n ** 16n], [0n]] });
    expect([typed('SystemConfig', 'version', '2.3.0'), typed('SystemConfig', 'batcherHash', prestate), typed('SystemConfig', 'owner', 'text')]).toStrictEqual(['2.3.0', prestate, undefined]);
  });
});

describe('the arguments of a game', () => {
  const chainId = 42069;
  const common = concatHex([prestate, numbered(20), at.AnchorStateRegistry, at.DelayedWETH, numberToHex(chainId, { size: 32 })]);
  const facts = { absolutePrestate: prestate, anchorStateRegistry: at.AnchorStateRegistry, weth: at.DelayedWETH, l2ChainId: BigInt(chainId) };

  it('have one of three layouts', () => {
    expect(decodeGameArgs(common)).toStrictEqual(facts);
    expect(decodeGameArgs(concatHex([common, numbered(21), numbered(22)]))).toStrictEqual({ ...facts, proposer: numbered(21), challenger: numbered(22) });
    const zk = concatHex([prestate, numbered(20), numberToHex(1, { size: 8 }), numberToHex(2, { size: 8 }), numberToHex(3, { size: 32 }), at.AnchorStateRegistry, at.DelayedWETH, numberToHex(chainId, { size: 32 })]);
    expect(decodeGameArgs(zk)).toStrictEqual(facts);
  });

  it('are not guessed at from any other length, nor from what is no bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }).filter(({ length }) => ![124, 164, 172].includes(length)), (bytes) => {
      expect(decodeGameArgs(`0x${Buffer.from(bytes).toString('hex')}`)).toBeUndefined();
    }));
    expect([undefined, 7, '', '0x1', 'x'.repeat(250)].map(decodeGameArgs)).toStrictEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('where the contracts are', () => {
  const faultProofs: Answers = {
    SystemConfig: { optimismPortal: at.OptimismPortal, l1StandardBridge: at.L1StandardBridge, disputeGameFactory: numbered(30) },
    OptimismPortal: { respectedGameType: 1, disputeGameFactory: at.DisputeGameFactory, anchorStateRegistry: at.AnchorStateRegistry },
  };

  it('begins with the SystemConfig alone, or with what other sources name', () => {
    expect(placesIn({})).toStrictEqual({ SystemConfig: { address: at.SystemConfig } });
    expect(placesIn({}, { ...start, hints: { OptimismPortal: at.OptimismPortal, L1StandardBridge: at.L1StandardBridge } })).toStrictEqual({
      SystemConfig: { address: at.SystemConfig }, L1StandardBridge: { address: at.L1StandardBridge }, OptimismPortal: { address: at.OptimismPortal },
    });
  });

  it('believes a getter more than another source, and the portal more than the SystemConfig', () => {
    expect(placesIn(faultProofs, { ...start, hints: { OptimismPortal: numbered(31) } })).toMatchObject({
      OptimismPortal: { address: at.OptimismPortal, from: 'SystemConfig.optimismPortal' },
      DisputeGameFactory: { address: at.DisputeGameFactory, from: 'OptimismPortal.disputeGameFactory' },
      AnchorStateRegistry: { address: at.AnchorStateRegistry, from: 'OptimismPortal.anchorStateRegistry' },
    });
    const { OptimismPortal: _portal, ...unread } = faultProofs;
    expect(placesIn(unread)).toMatchObject({ DisputeGameFactory: { address: numbered(30), from: 'SystemConfig.disputeGameFactory' } });
  });

  it('goes by the bridge and its messenger where the SystemConfig names nobody', () => {
    expect(placesIn({ SystemConfig: {}, L1StandardBridge: { MESSENGER: at.L1CrossDomainMessenger }, L1CrossDomainMessenger: { PORTAL: at.OptimismPortal } }, { ...start, hints: { L1StandardBridge: at.L1StandardBridge } })).toStrictEqual({
      SystemConfig: { address: at.SystemConfig }, L1StandardBridge: { address: at.L1StandardBridge },
      L1CrossDomainMessenger: { address: at.L1CrossDomainMessenger, from: 'L1StandardBridge.MESSENGER' }, OptimismPortal: { address: at.OptimismPortal, from: 'L1CrossDomainMessenger.PORTAL' },
    });
  });

  it('leaves out the factory of a chain whose portal knows no games, and the oracle of one that does', () => {
    const oracle: Answers = { SystemConfig: { optimismPortal: at.OptimismPortal, disputeGameFactory: at.DisputeGameFactory }, OptimismPortal: { L2_ORACLE: at.L2OutputOracle } };
    const reading = readingOf(oracle);
    expect(proofOf(reading, placesOf(reading, start))).toBe('oracle');
    expect(placesIn(oracle)).toStrictEqual({ SystemConfig: { address: at.SystemConfig }, OptimismPortal: expect.anything(), L2OutputOracle: { address: at.L2OutputOracle, from: 'OptimismPortal.L2_ORACLE' } });
    expect(placesIn({ ...faultProofs, SystemConfig: { ...faultProofs.SystemConfig, l2OutputOracle: at.L2OutputOracle } })).not.toHaveProperty('L2OutputOracle');
  });

  it('takes zero for no address', () => {
    expect(placesIn({ SystemConfig: { optimismPortal: ZERO, superchainConfig: ZERO } })).toStrictEqual({ SystemConfig: { address: at.SystemConfig } });
  });

  it('finds the ProxyAdmin in the slot of the proxy', () => {
    expect(placesIn({ SystemConfig: { eip1967Admin: at.ProxyAdmin } })).toMatchObject({ ProxyAdmin: { address: at.ProxyAdmin, from: 'SystemConfig.eip1967Admin' } });
  });
});

describe('games', () => {
  const game1 = concatHex([prestate, numbered(20), at.AnchorStateRegistry, at.DelayedWETH, numberToHex(901, { size: 32 }), numbered(21), numbered(22)]);
  const chain: Answers = {
    SystemConfig: { optimismPortal: at.OptimismPortal },
    OptimismPortal: { respectedGameType: 8, disputeGameFactory: at.DisputeGameFactory },
    DisputeGameFactory: {
      'gameImpls(0)': at.game0, 'gameImpls(1)': at.game1, 'gameImpls(8)': at.game8, 'gameImpls(255)': ZERO, 'gameArgs(1)': game1, 'gameArgs(8)': '0x1234',
      'initBonds(0)': 80n, 'initBonds(1)': 0n, 'initBonds(8)': 2n ** 200n, 'initBonds(255)': 7n,
    },
    game0: { absolutePrestate: `0x${'B'.repeat(64)}`, weth: numbered(40), anchorStateRegistry: numbered(41), l2ChainId: 900n },
    game1: { absolutePrestate: `0x${'0'.repeat(64)}`, weth: ZERO, proposer: ZERO, challenger: ZERO, l2ChainId: 0n },
    game8: { weth: numbered(42), anchorStateRegistry: ZERO },
  };

  it('are those with an implementation, the respected one first', () => {
    const reading = readingOf(chain);
    expect(gamesOf(reading, at.DisputeGameFactory, 8).map(({ type, implementation, args }) => [type, implementation, args !== undefined])).toStrictEqual([[8, at.game8, false], [0, at.game0, false], [1, at.game1, true]]);
    expect(gameAsks(reading, at.DisputeGameFactory, 4242).filter(({ arg }) => arg === 4242)).toHaveLength(3);
    expect(gameAsks(reading, at.DisputeGameFactory, 8).filter(({ contract }) => contract === 'DisputeGame')).toHaveLength(18);
  });

  it('have in the arguments what newer implementations do not know', () => {
    const reading = readingOf(chain);
    const [, zero, one] = gamesOf(reading, at.DisputeGameFactory, 8);
    expect(gameAddresses(reading, one!)).toMatchObject({ proposer: { value: numbered(21), from: 'DisputeGameFactory.gameArgs' }, weth: { value: at.DelayedWETH } });
    expect(gameAddresses(reading, zero!)).toStrictEqual({ weth: { value: numbered(40), from: 'DisputeGame.weth' }, anchorStateRegistry: { value: numbered(41), from: 'DisputeGame.anchorStateRegistry' }, proposer: undefined, challenger: undefined });
  });

  it('give implementation, prestate, bond and roles, each with its source', () => {
    expect(leaves(chain)).toStrictEqual({
      optimismPortalAddr: `${at.OptimismPortal} SystemConfig.optimismPortal`,
      disputeGameFactoryAddr: `${at.DisputeGameFactory} OptimismPortal.disputeGameFactory`,
      delayedWethAddr: `${numbered(42)} DisputeGame.weth`,
      anchorStateRegistryAddr: `${numbered(41)} DisputeGame.anchorStateRegistry`,
      respectedGameType: '8 OptimismPortal.respectedGameType',
      'games.8.implementationAddr': `${at.game8} DisputeGameFactory.gameImpls`,
      'games.8.bond': `${2n ** 200n} DisputeGameFactory.initBonds`,
      'games.0.implementationAddr': `${at.game0} DisputeGameFactory.gameImpls`,
      'games.0.prestate': `0x${'b'.repeat(64)} DisputeGame.absolutePrestate`,
      'games.0.bond': '80 DisputeGameFactory.initBonds',
      'games.1.implementationAddr': `${at.game1} DisputeGameFactory.gameImpls`,
      'games.1.prestate': `${prestate} DisputeGameFactory.gameArgs`,
      'games.1.bond': '0 DisputeGameFactory.initBonds',
      'settings.proposerAddr': `${numbered(21)} DisputeGameFactory.gameArgs`,
      'settings.challengerAddr': `${numbered(22)} DisputeGameFactory.gameArgs`,
      chainId: '900 DisputeGame.l2ChainId',
    });
  });

  it('name the chain only where the SystemConfig does not', () => {
    expect(leaves({ ...chain, SystemConfig: { ...chain.SystemConfig, l2ChainId: 7n } }).chainId).toBe('7 SystemConfig.l2ChainId');
  });
});

describe('settings', () => {
  it('read the packed scalars of a SystemConfig that has no others, of Ecotone only', () => {
    const packed = BigInt(concatHex(['0x01', pad('0x', { size: 23 }), numberToHex(810949, { size: 4 }), numberToHex(1368, { size: 4 })]));
    expect(settingsOf({ scalar: packed })).toStrictEqual({ 'settings.baseFeeScalar': '1368 SystemConfig.scalar', 'settings.blobBaseFeeScalar': '810949 SystemConfig.scalar' });
    expect(settingsOf({ scalar: packed, basefeeScalar: 5, blobbasefeeScalar: 6 })).toStrictEqual({ 'settings.baseFeeScalar': '5 SystemConfig.basefeeScalar', 'settings.blobBaseFeeScalar': '6 SystemConfig.blobbasefeeScalar' });
    expect(settingsOf({ scalar: 684000n })).toStrictEqual({});
  });

  it('take the low bytes of the batcher only where nothing stands above them', () => {
    const word = (high: string): string => `0x${high.padEnd(24, '0')}${numbered(50).slice(2)}`;
    expect(settingsOf({ batcherHash: word('') })).toStrictEqual({ 'settings.batcherAddr': `${numbered(50)} SystemConfig.batcherHash` });
    expect(settingsOf({ batcherHash: word('01') })).toStrictEqual({});
    expect(settingsOf({ batcherHash: pad('0x', { size: 32 }) })).toStrictEqual({});
  });

  it('keep large numbers to the digit, and leave out chain ids that are none', () => {
    expect(settingsOf({ gasLimit: 2n ** 64n - 1n, l2ChainId: 0n })).toStrictEqual({ 'settings.gasLimit': '18446744073709551615 SystemConfig.gasLimit' });
    expect(settingsOf({ l2ChainId: 2n ** 53n })).toStrictEqual({ chainId: '9007199254740992 SystemConfig.l2ChainId' });
  });

  it('take no version that is none', () => {
    expect(['2.3.0-beta.2', '1.0', '', `1.0.0-${'a'.repeat(64)}`, '1.0.0\n'].map((version) => settingsOf({ version })['versions.SystemConfig'])).toStrictEqual(['2.3.0-beta.2 SystemConfig.version', undefined, undefined, undefined, undefined]);
  });

  it('are those of the oracle where there are no games, with the getters of its day', () => {
    expect(leaves({ SystemConfig: { optimismPortal: at.OptimismPortal }, OptimismPortal: { l2Oracle: at.L2OutputOracle, GUARDIAN: numbered(51) }, L2OutputOracle: { PROPOSER: numbered(52), challenger: numbered(53), CHALLENGER: numbered(54) } })).toStrictEqual({
      optimismPortalAddr: `${at.OptimismPortal} SystemConfig.optimismPortal`, l2OutputOracleAddr: `${at.L2OutputOracle} OptimismPortal.l2Oracle`,
      'settings.guardianAddr': `${numbered(51)} OptimismPortal.GUARDIAN`, 'settings.proposerAddr': `${numbered(52)} L2OutputOracle.PROPOSER`, 'settings.challengerAddr': `${numbered(53)} L2OutputOracle.challenger`,
    });
  });

  it('never take the batch inbox', () => {
    expect(settingsOf({ batchInbox: numbered(60) })).toStrictEqual({});
  });
});
