import type { Chain } from '../../../src/network/chain';
import type { Lock } from '../../../src/network/lock';
import { knownChains } from '../../../src';
import { namedChain } from '../../../src/inspect/check/chain-of';
import type { ConditionType } from '../../../src/inspect/check/condition';
import { l1Connected, probeFor, type Probe } from '../../../src/inspect/check/connection';
import { contractsDiscovered, type ContractFacts } from '../../../src/inspect/check/contracts';
import { isBad, reportOf, type Given } from '../../../src/inspect/check/report';
import { givenPrograms } from '../../../src/inspect/given-programs';
import type { Program } from '../../../src/inspect/programs';

const NOW = 1_795_000_000;
const chain: Chain = knownChains.find(({ networkName }) => networkName === 'op-sepolia')!;
const address = (digit: string): `0x${string}` => `0x${digit.repeat(40)}`;

const endpoint = { name: 'http://l1', chainId: 11155111, block: { number: 9, timestamp: NOW - 12 } };
const beacon = { name: 'http://beacon', chainId: 11155111, behind: 0, executionOffline: false, blobs: true };
const connected = (probe: Probe, over: { chain?: Chain } = { chain }): readonly [string, string] => {
  const { status, reason } = l1Connected(probe, { ...over, now: NOW, maxBlockAge: 300 });
  return [status, reason];
};

const lock: Lock = { schema: 1, chainId: 11155420, l1ChainId: 11155111, systemConfigAddr: chain.systemConfig!, disputeGameFactoryAddr: address('a'), provenance: {}, block: { number: 5, hash: `0x${'1'.repeat(64)}`, timestamp: NOW - 7200 } };
const discovered = (over: Partial<ContractFacts>): readonly [string, string] => {
  const { status, reason } = contractsDiscovered({ lock, chain, programs: [], now: NOW, ...over });
  return [status, reason];
};

const program = (over: Partial<Program> = {}): Program => ({ component: 'op-proposer', reference: 'x/op-proposer:v1.16.6', version: 'v1.16.6', workload: 'Deployment acme/proposer', setting: () => undefined, file: () => undefined, accepted: [], ...over });
const given = (over: Partial<Given> = {}): Given => ({ name: 'x', namespace: '', programs: [], found: namedChain('op-mainnet', '--network'), lint: [], probe: {}, accepted: [], now: NOW, maxBlockAge: 300, ...over });
const configuration = (over: Partial<Given>) => reportOf(given(over)).conditions.find(({ type }) => type === 'ConfigurationValid')!;

describe('L1Connected', () => {
  test.each<[string, Probe, string, string]>([
    ['all is well', { endpoints: [endpoint], beacons: [beacon] }, 'True', 'Connected'],
    ['nobody was asked', {}, 'Unknown', 'NotAsked'],
    ['only the L1 was asked', { endpoints: [endpoint] }, 'Unknown', 'BeaconNotAsked'],
    ['only the beacon was asked', { beacons: [beacon] }, 'Unknown', 'L1NotAsked'],
    ['the L1 does not answer', { endpoints: [{ name: 'http://l1', failure: 'gives no answer' }], beacons: [beacon] }, 'False', 'Unreachable'],
    ['another chain', { endpoints: [{ ...endpoint, chainId: 1 }] }, 'False', 'WrongChain'],
    ['no block', { endpoints: [{ name: 'http://l1', chainId: 11155111 }] }, 'False', 'Unreachable'],
    ['an old block', { endpoints: [{ ...endpoint, block: { number: 9, timestamp: NOW - 301 } }] }, 'False', 'Stale'],
    ['a block of the limit', { endpoints: [{ ...endpoint, block: { number: 9, timestamp: NOW - 300 } }], beacons: [beacon] }, 'True', 'Connected'],
    ['one of two is wrong', { endpoints: [endpoint, { ...endpoint, chainId: 1 }], beacons: [beacon] }, 'False', 'WrongChain'],
    ['the beacon does not answer', { endpoints: [endpoint], beacons: [{ name: 'http://beacon', failure: 'gives no answer' }] }, 'False', 'BeaconUnreachable'],
    ['a beacon of another chain', { endpoints: [endpoint], beacons: [{ ...beacon, chainId: 1 }] }, 'False', 'WrongChain'],
    ['a beacon of no chain', { endpoints: [endpoint], beacons: [{ ...beacon, chainId: undefined }] }, 'False', 'WrongChain'],
    ['a beacon that is syncing', { endpoints: [endpoint], beacons: [{ ...beacon, behind: 12 }] }, 'False', 'BeaconSyncing'],
    ['a beacon without its client', { endpoints: [endpoint], beacons: [{ ...beacon, executionOffline: true }] }, 'False', 'BeaconSyncing'],
    ['a beacon without blobs', { endpoints: [endpoint], beacons: [{ ...beacon, blobs: false }] }, 'False', 'NoBlobs'],
  ])('%s', (_what, probe, status, reason) => {
    expect(connected(probe)).toEqual([status, reason]);
  });

  test('without the chain nobody knows whether it is the right L1, but a dead one is dead', () => {
    expect(connected({ endpoints: [endpoint], beacons: [beacon] }, {})).toEqual(['Unknown', 'ChainUnknown']);
    expect(connected({ endpoints: [{ ...endpoint, block: { number: 1, timestamp: 1 } }] }, {})).toEqual(['False', 'Stale']);
  });

  test('beside a rollup on another L1, each has its own endpoints', () => {
    const other: Chain = { ...chain, chainId: 10, l1ChainId: 1 };
    const probe = { endpoints: [endpoint, { ...endpoint, name: 'http://mainnet', chainId: 1 }, { name: 'http://dead', failure: 'no' }], beacons: [beacon] };
    expect(probeFor(probe, other, [chain, other])).toEqual({ endpoints: [{ ...endpoint, name: 'http://mainnet', chainId: 1 }, { name: 'http://dead', failure: 'no' }], beacons: undefined });
    expect(probeFor({ endpoints: [endpoint] }, other, [chain, other]).endpoints).toBeUndefined();
    expect(probeFor({ endpoints: [endpoint] }, other, [other]).endpoints).toEqual([endpoint]);
  });
});

describe('ContractsDiscovered', () => {
  test.each<[string, Partial<ContractFacts>, string, string]>([
    ['no lock', { lock: undefined }, 'Unknown', 'NoLock'],
    ['a young lock', {}, 'True', 'Discovered'],
    ['a lock that was not read on chain', { lock: { ...lock, block: undefined } }, 'True', 'Discovered'],
    ['a lock of another L2', { lock: { ...lock, chainId: 10 } }, 'False', 'OtherChain'],
    ['a lock of another L1', { lock: { ...lock, l1ChainId: 1 } }, 'False', 'OtherChain'],
    ['a lock of another SystemConfig', { lock: { ...lock, systemConfigAddr: address('b') } }, 'False', 'OtherChain'],
    ['a chain that is not known', { chain: undefined }, 'True', 'Discovered'],
    ['a lock without factory and oracle', { lock: { ...lock, disputeGameFactoryAddr: undefined } }, 'False', 'Incomplete'],
    ['a lock with an oracle', { lock: { ...lock, disputeGameFactoryAddr: undefined, l2OutputOracleAddr: address('c') } }, 'True', 'Discovered'],
    ['the chain says the same', { verified: { drift: [] } }, 'True', 'Verified'],
    ['the chain says otherwise', { verified: { drift: [{ path: 'settings.gasLimit', old: '1', new: '2' }] } }, 'False', 'Drifted'],
    ['the chain could not be read', { verified: { failure: 'gives no answer' } }, 'Unknown', 'NotVerified'],
    ['a proposer of the same factory', { programs: [program({ setting: () => address('A') })] }, 'True', 'Discovered'],
    ['a proposer of another factory', { programs: [program({ setting: () => address('d') })] }, 'False', 'OtherContracts'],
  ])('%s', (_what, over, status, reason) => {
    expect(discovered(over)).toEqual([status, reason]);
  });

  test('an old lock is valid, with a warning; one that the chain confirms has none', () => {
    const old: Lock = { ...lock, block: { ...lock.block!, timestamp: NOW - 3 * 86_400 } };
    expect(contractsDiscovered({ lock: old, chain, programs: [], now: NOW })).toMatchObject({ status: 'True', message: expect.stringContaining('3 days ago'), findings: [{ severity: 'warning', code: 'LOCK_STALE' }] });
    expect(contractsDiscovered({ lock: old, chain, programs: [], now: NOW, verified: { drift: [] } }).findings).toEqual([]);
    expect(contractsDiscovered({ lock, chain, programs: [], now: NOW }).findings).toEqual([]);
  });

  test('what differs is named', () => {
    const { findings } = contractsDiscovered({ lock, chain, programs: [program({ setting: () => address('d') })], now: NOW, verified: { drift: [{ path: 'games.8', new: '1' }] } });
    expect(findings.map(({ subject, message }) => `${subject}: ${message}`)).toEqual(['games.8: nothing is now 1', `op-proposer of Deployment acme/proposer: --game-factory-address is ${address('d')}, and the lock has ${address('a')}`]);
  });
});

describe('ConfigurationValid', () => {
  test('is false for versions that cannot follow the chain, with who and by when', () => {
    const condition = configuration({ programs: givenPrograms(undefined, ['op-node=v1.16.0']) });
    expect(condition).toMatchObject({ status: 'False', reason: 'Invalid' });
    expect(condition.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['FORK_MINIMUM', 'L1_FORK_MINIMUM', 'WITHDRAWN_VERSION']));
    expect(configuration({ programs: givenPrograms('karst-2026-09', []) })).toMatchObject({ status: 'True', reason: 'Valid', findings: [] });
  });

  test('is unknown where the chain is, and false where its name is wrong', () => {
    expect(configuration({ programs: givenPrograms('karst-2026-09', []), found: { findings: [] } })).toMatchObject({ status: 'Unknown', reason: 'ChainUnknown' });
    expect(configuration({ found: namedChain('op-sepola', '--network') })).toMatchObject({ status: 'False', findings: [{ code: 'UNKNOWN_CHAIN', subject: '--network', message: expect.stringContaining('Did you mean op-sepolia') }] });
  });

  test('no version hides behind another one, nor behind one whose tag names none', () => {
    const [old, fresh] = [{ version: 'v1.16.3', workload: 'StatefulSet a' }, { version: 'v1.19.7', workload: 'StatefulSet b' }].map((over) => program({ component: 'op-node', ...over }));
    const found = configuration({ programs: [fresh!, old!, program({ component: 'op-node', version: undefined, workload: 'StatefulSet c' })] });
    expect(found.findings).toContainEqual(expect.objectContaining({ code: 'FORK_MINIMUM', subject: 'op-node of StatefulSet a' }));
    expect(found.findings).toContainEqual(expect.objectContaining({ severity: 'warning', code: 'UNKNOWN_VERSION', subject: 'op-node of StatefulSet c' }));
  });

  test('versions of different workloads are held against each other', () => {
    const found = configuration({ programs: [program({ component: 'op-batcher', version: 'v1.16.3', workload: 'Deployment a' }), program({ component: 'op-node', version: 'v1.13.3', workload: 'StatefulSet b' })] });
    expect(found.findings).toContainEqual(expect.objectContaining({ code: 'UNSOUND_PAIR', subject: 'op-node of StatefulSet b' }));
  });

  test('what was accepted is told and does not fail: on the command line, or by all that it is about', () => {
    const node = program({ component: 'op-node', version: 'v1.16.3', workload: 'StatefulSet a' });
    const codes = ['FORK_MINIMUM', 'BUILT_IN_FORK_TIME', 'L1_FORK_MINIMUM'];
    expect(configuration({ programs: [node] }).status).toBe('False');
    expect(configuration({ programs: [node], accepted: codes })).toMatchObject({ status: 'True', findings: expect.arrayContaining([expect.objectContaining({ severity: 'accepted', code: 'FORK_MINIMUM' })]) });
    expect(configuration({ programs: [{ ...node, accepted: codes }] }).status).toBe('True');
    expect(configuration({ programs: [{ ...node, accepted: codes }, { ...node, workload: 'StatefulSet b' }] }).status).toBe('False');
  });

  test('the execution client that op-node is told of, and the games that the challenger plays, count too', () => {
    const pod = 'StatefulSet a';
    const node = program({ component: 'op-node', version: 'v1.19.7', workload: pod, setting: (flag) => (flag === 'l2.enginekind' ? 'geth' : undefined) });
    expect(configuration({ programs: [node, program({ component: 'op-reth', version: 'v2.4.4', workload: pod })] }).findings).toMatchObject([{ code: 'ENGINE_KIND' }]);
    const challenger = program({ component: 'op-challenger', version: 'v1.10.0', setting: (flag) => (flag === 'game-types' ? 'permissioned,cannon' : undefined) });
    const codes = configuration({ programs: [challenger], lock: { ...lock, respectedGameType: 8 } }).findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['RESPECTED_GAME_NOT_PLAYED', 'FORK_IMPOSSIBLE']));
  });
});

describe('the forks', () => {
  const at = Date.parse('2026-10-01T00:00:00Z') / 1000;

  test('are in the order of their times, with the days that are left and who cannot follow', () => {
    const { forks } = reportOf(given({ found: namedChain('op-sepolia', '--network'), programs: givenPrograms(undefined, ['op-node=v1.19.2']), now: at }));
    const times = forks.map(({ time }) => time);
    times.sort((a, b) => a - b);
    expect(forks.map(({ time }) => time)).toEqual(times);
    expect(forks.find(({ fork }) => fork === 'karst')).toMatchObject({ of: 'L2', state: 'active', days: -105, cannotFollow: [], unjudged: false });
    expect(forks.find(({ fork }) => fork === 'glamsterdam')).toMatchObject({ of: 'L1', state: 'scheduled', days: 5, cannotFollow: ['op-node v1.19.2'] });
  });

  test('of genesis have no day, and one that nobody knows the needs of is said to be so', () => {
    const custom: Chain = { chainId: 7, l1ChainId: 5, hardforks: { karst: 0, lagoon: at + 86_400 } };
    const { forks } = reportOf(given({ found: { chain: custom, findings: [] }, programs: [program({ component: 'op-node', version: undefined })], now: at }));
    expect(forks).toEqual([
      { fork: 'karst', of: 'L2', time: 0, state: 'active', cannotFollow: [], unknown: ['op-node'], unjudged: false },
      { fork: 'lagoon', of: 'L2', time: at + 86_400, state: 'scheduled', days: 1, cannotFollow: [], unknown: ['op-node'], unjudged: true },
    ]);
  });
});

test('unknown does not fail unless it is required, and a warning not unless it is strict', () => {
  const programs = givenPrograms(undefined, ['op-geth=v1.101605.0']);
  const report = reportOf(given({ found: { chain: { chainId: 7, l1ChainId: 5, hardforks: { jovian: 0 } }, findings: [] }, programs }));
  const required: readonly ConditionType[] = ['L1Connected'];
  expect(report.conditions.map(({ status }) => status)).toEqual(['True', 'Unknown', 'Unknown']);
  expect([isBad(report, [], false), isBad(report, required, false), isBad(report, ['ConfigurationValid'], false), isBad(report, [], true)]).toEqual([false, true, false, true]);
});
