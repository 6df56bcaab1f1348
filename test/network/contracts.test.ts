import * as fc from 'fast-check';
import { ConfigSource, OpStackError, knownChains, type OptimismNetworkProps } from '../../src';
import type { Lock } from '../../src/discovery';
import { checksumAddress } from '../../src/keys';
import { lockWith } from '../support/lock';
import { ADDRESS, customNetwork, emitted, knownNetwork, problemsOf, rollup, untyped, withNetwork } from '../support/fixtures';
import { locks } from './lock-arbitrary';

const given = (contractAddresses: unknown, over: Partial<OptimismNetworkProps> = {}) => () => withNetwork(customNetwork({ ...over, contractAddresses: untyped<Lock>(contractAddresses) })).network;
const unseen = { rollupConfig: ConfigSource.fromConfigMap('files', 'rollup.json') };
const inbox = checksumAddress(rollup.batch_inbox_address);
const opSepolia = knownChains.find(({ networkName }) => networkName === 'op-sepolia')!;

describe('contractAddresses', () => {
  it('takes of a lock what a user could give, and no more', () => {
    const { contracts } = given(lockWith({ l2OutputOracleAddr: undefined, settings: { gasLimit: '60000000' }, versions: { SystemConfig: '3.14.2' }, batchInboxAddr: inbox, proxyAdminAddr: ADDRESS.oracle }))();
    expect(contracts).toStrictEqual({ systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 });
  });

  it('takes each of the addresses', () => {
    const all = { l2OutputOracleAddr: ADDRESS.oracle, l1CrossDomainMessengerAddr: ADDRESS.oracle, l1StandardBridgeAddr: ADDRESS.oracle };
    expect(given(lockWith(all))().contracts).toStrictEqual({ systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8, ...all });
  });

  it('takes the plain contents of a lock, and writes what the addresses by themselves write', () => {
    const { chart } = withNetwork(customNetwork({ contractAddresses: lockWith() }));
    const plain = withNetwork(customNetwork({ contractAddresses: untyped<Lock>(JSON.parse(JSON.stringify(lockWith()))) }));
    expect(emitted(plain.chart)).toStrictEqual(emitted(chart));
    expect(emitted(chart)).toStrictEqual(emitted(withNetwork(customNetwork()).chart));
  });

  it('takes the ids from the lock where rollup.json is not seen', () => {
    expect(given(lockWith(), unseen)().chain).toMatchObject({ chainId: 42069, l1ChainId: 11155111 });
    expect(problemsOf(given(lockWith(), { ...unseen, chainId: 42070 })).map(({ code, prop }) => [code, prop])).toStrictEqual([['CHAIN_ID_MISMATCH', 'l2Genesis.config.chainId'], ['CHAIN_ID_MISMATCH', 'contractAddresses.chainId']]);
    expect(problemsOf(given({ disputeGameFactoryAddr: ADDRESS.factory }, unseen)).map(({ code, prop }) => [code, prop])).toStrictEqual([['MISSING_CHAIN_ID', 'chainId'], ['MISSING_CHAIN_ID', 'l1ChainId']]);
  });

  it('takes the lock of a known chain', () => {
    const { networkName, chainId, l1ChainId, systemConfig, optimismPortal, batchInbox } = opSepolia;
    const own = lockWith({ chainId, l1ChainId, systemConfigAddr: systemConfig, optimismPortalAddr: optimismPortal, batchInboxAddr: batchInbox });
    expect(withNetwork({ ...knownNetwork, contractAddresses: own }).network.contracts.disputeGameFactoryAddr).toBe(ADDRESS.factory);
    const other = { ...knownNetwork, networkName, contractAddresses: lockWith() };
    expect(problemsOf(() => withNetwork(other)).map(({ code, prop }) => [code, prop])).toStrictEqual([
      ['CONTRACT_MISMATCH', 'contractAddresses.systemConfigAddr'], ['CONTRACT_MISMATCH', 'contractAddresses.optimismPortalAddr'], ['CHAIN_ID_MISMATCH', 'contractAddresses.chainId'],
    ]);
  });

  it('takes the lock of any chain, or says why not', () => {
    fc.assert(fc.property(locks, (lock) => {
      const problems = problemsOf(given(lock, { ...unseen, l1ChainConfig: ConfigSource.inline({ chainId: lock.l1ChainId }) }));
      expect(problems.map(({ code }) => code)).toStrictEqual(['CHAIN_ID_MISMATCH']); // its genesis.json is another chain's
    }), { numRuns: 30 });
  });
});

describe('contractAddresses that are refused', () => {
  it.each<[what: string, value: unknown, code: string, prop: string, message: RegExp, hint: RegExp]>([
    ['the path of a lock', 'acme.lock.json', 'INVALID_CONTRACTS', 'contractAddresses', /^these are no addresses$/, /readLock\('acme\.lock\.json'\)/],
    ['a lock that is still to come', Promise.resolve(lockWith()), 'INVALID_CONTRACTS', 'contractAddresses', /no addresses/, /readLock/],
    ['a list', [lockWith()], 'INVALID_CONTRACTS', 'contractAddresses', /no addresses/, /readLock/],
    ['a lock of another schema', { ...lockWith(), schema: 2 }, 'INVALID_LOCK', 'contractAddresses.schema', /schema of this version, which is 1/, /`cdk8s-op-stack discover`/],
    ['a lock that was edited', { ...lockWith(), disputeGameFactoryAddr: ADDRESS.factory.toLowerCase() }, 'INVALID_LOCK', 'contractAddresses.disputeGameFactoryAddr', /checksum/, /unchanged/],
    ['a lock with a value that nobody found', { ...lockWith(), proxyAdminAddr: ADDRESS.oracle }, 'INVALID_LOCK', 'contractAddresses.provenance.proxyAdminAddr', /source of this value is missing/, /unchanged/],
    ['a lock of another chain', lockWith({ chainId: 42070 }), 'CHAIN_ID_MISMATCH', 'contractAddresses.chainId', /^the lock is of chain 42070, and the chain's configuration says 42069$/, /`cdk8s-op-stack discover`/],
    ['a lock from another L1', lockWith({ l1ChainId: 1 }), 'L1_CHAIN_ID_MISMATCH', 'contractAddresses.l1ChainId', /^the lock is of chain 1, and the chain's configuration says 11155111$/, /`cdk8s-op-stack discover`/],
    ['a lock with another SystemConfig', lockWith({ systemConfigAddr: ADDRESS.oracle }), 'CONTRACT_MISMATCH', 'contractAddresses.systemConfigAddr', new RegExp(`${ADDRESS.oracle} .* ${ADDRESS.systemConfig}`), /one chain/],
    ['a lock with another portal', lockWith({ optimismPortalAddr: ADDRESS.oracle }), 'CONTRACT_MISMATCH', 'contractAddresses.optimismPortalAddr', new RegExp(`${ADDRESS.oracle} .* ${ADDRESS.portal}`), /one chain/],
    ['a lock with another inbox', lockWith({ batchInboxAddr: ADDRESS.oracle }), 'CONTRACT_MISMATCH', 'contractAddresses.batchInboxAddr', new RegExp(`${ADDRESS.oracle} .* ${inbox}`), /rollup\.json of today/],
  ])('%s', (_, value, code, prop, message, hint) => {
    const problems = problemsOf(given(value));
    expect(problems).toMatchObject([{ code, prop, path: 'acme/network' }]);
    expect(problems[0]!.message).toMatch(message);
    expect(problems[0]!.hint).toMatch(hint);
  });

  it('are reported together', () => {
    const codes = problemsOf(given(lockWith({ chainId: 1, l1ChainId: 2, systemConfigAddr: ADDRESS.oracle, optimismPortalAddr: ADDRESS.oracle, batchInboxAddr: ADDRESS.oracle }))).map(({ code }) => code);
    expect(codes).toStrictEqual(['CONTRACT_MISMATCH', 'CONTRACT_MISMATCH', 'CHAIN_ID_MISMATCH', 'L1_CHAIN_ID_MISMATCH', 'CONTRACT_MISMATCH']);
    expect(given('a path')).toThrow(OpStackError);
  });
});
