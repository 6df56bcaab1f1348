import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockOf, merge } from '../../src/discovery/merge';
import { opDeployerSource } from '../../src/discovery/op-deployer';
import { Problems } from '../../src/errors';
import { checksumAddress } from '../../src/keys';
import type { Lock } from '../../src/network/lock';
import { problemsOf } from '../support/fixtures';

const numbered = (digit: string): string => `0x${digit.repeat(40)}`;
const id = (chainId: number): string => `0x${chainId.toString(16).padStart(64, '0')}`;
const ZERO = numbered('0');

const deployment = { id: id(42069), SystemConfigProxy: numbered('1'), OptimismPortalProxy: numbered('2'), DisputeGameFactoryProxy: numbered('a'), L2OutputOracleProxy: ZERO, DelayedWethPermissionlessGameProxy: ZERO, DelayedWethPermissionedGameProxy: numbered('4') };
const intent = { id: id(42069), gasLimit: 60000000, eip1559Denominator: 50, eip1559Elasticity: 0, roles: { batcher: numbered('5'), proposer: numbered('6') } };
const state = { version: 1, appliedIntent: { l1ChainID: 11155111, chains: [intent] }, superchainContracts: null, opChainDeployments: [deployment] };

function lockFrom(text: string, chainId?: number): Lock {
  const problems = new Problems();
  const source = opDeployerSource(problems, 'state', text, chainId);
  problems.settle();
  return lockOf(problems, merge([source!]))!;
}
const read = (value: unknown, chainId?: number): Lock => lockFrom(JSON.stringify(value), chainId);
const rejected = (value: unknown, chainId?: number): readonly string[] => problemsOf(() => read(value, chainId)).map(({ code, prop, message }) => `${code} ${prop} ${message}`);

describe('the state of op-deployer', () => {
  it('gives contracts, roles and settings, and leaves out what was not deployed', () => {
    const { provenance, ...lock } = read(state);
    expect(lock).toStrictEqual({
      schema: 1, chainId: 42069, l1ChainId: 11155111,
      systemConfigAddr: numbered('1'), optimismPortalAddr: numbered('2'), disputeGameFactoryAddr: checksumAddress(numbered('a')), delayedWethAddr: numbered('4'),
      settings: { batcherAddr: numbered('5'), proposerAddr: numbered('6'), gasLimit: '60000000', eip1559Denominator: 50 },
    });
    expect(new Set(Object.values(provenance))).toStrictEqual(new Set(['op-deployer']));
  });

  it('prefers the WETH of the game that anybody may play', () => {
    expect(read({ ...state, opChainDeployments: [{ ...deployment, DelayedWethPermissionlessGameProxy: numbered('7') }] }).delayedWethAddr).toBe(numbered('7'));
  });

  it('finds the chain that is asked for, and its own intent', () => {
    const two = { ...state, appliedIntent: { l1ChainID: 1, chains: [{ ...intent, id: id(7), gasLimit: 1 }, intent] }, opChainDeployments: [{ ...deployment, id: '0x7' }, deployment] };
    expect(read(two, 7)).toMatchObject({ chainId: 7, settings: { gasLimit: '1' } });
    expect(read(two, 42069)).toMatchObject({ chainId: 42069, settings: { gasLimit: '60000000' } });
    expect(rejected(two)).toStrictEqual(['UNKNOWN_CHAIN state.opChainDeployments several chains are in it, it has 7, 42069']);
    expect(rejected(two, 8)).toStrictEqual(['UNKNOWN_CHAIN state.opChainDeployments chain 8 is not in it, it has 7, 42069']);
  });

  it('is refused with every problem at once', () => {
    expect(rejected({
      version: 2, appliedIntent: { l1ChainID: '1', chains: [{ ...intent, gasLimit: '60m', eip1559Denominator: 2 ** 32, roles: { batcher: 'me' } }, { id: 'seven' }] },
      opChainDeployments: [{ ...deployment, SystemConfigProxy: ZERO, OptimismPortalProxy: undefined, DisputeGameFactoryProxy: '0x12' }],
    })).toStrictEqual([
      'INVALID_OP_DEPLOYER_STATE state.version this is not version 1 of the file',
      'INVALID_OP_DEPLOYER_STATE state.appliedIntent.l1ChainID this is no chain id',
      'INVALID_OP_DEPLOYER_STATE state.appliedIntent.chains[1].id this is no chain id',
      'INVALID_OP_DEPLOYER_STATE state.opChainDeployments[0].SystemConfigProxy the contract was not deployed',
      'INVALID_OP_DEPLOYER_STATE state.opChainDeployments[0].OptimismPortalProxy the contract was not deployed',
      'INVALID_OP_DEPLOYER_STATE state.opChainDeployments[0].DisputeGameFactoryProxy this is no address',
      'INVALID_OP_DEPLOYER_STATE state.appliedIntent.chains[0].roles.batcher this is no address',
      'INVALID_OP_DEPLOYER_STATE state.appliedIntent.chains[0].gasLimit this is no whole number',
      'INVALID_OP_DEPLOYER_STATE state.appliedIntent.chains[0].eip1559Denominator this is no whole number of 32 bits',
    ]);
  });

  it('is refused when nothing was deployed yet, or when it is none', () => {
    expect(rejected({ version: 1, appliedIntent: null, opChainDeployments: null })).toStrictEqual([
      'INVALID_OP_DEPLOYER_STATE state.appliedIntent nothing was deployed yet',
      'INVALID_OP_DEPLOYER_STATE state.opChainDeployments there is no chain in it',
    ]);
    expect(problemsOf(() => lockFrom('{'))).toMatchObject([{ code: 'INVALID_JSON', prop: 'state' }]);
  });
});

const file = join(__dirname, '../../../shared/fixtures/op-deployer/state-jovian.json');
if (existsSync(file)) {
  describe('a state that op-deployer really wrote', () => {
    it('gives every address and role', () => {
      const operator = checksumAddress('0xa0ee7a142d267c1f36714e4a8f75612f20a79720');
      const { provenance, ...lock } = lockFrom(readFileSync(file, 'utf8'));
      expect(lock).toStrictEqual({
        schema: 1, chainId: 13, l1ChainId: 1337,
        systemConfigAddr: checksumAddress('0xb39e4cb1704093755076eb5e0004d089f5026fea'),
        optimismPortalAddr: checksumAddress('0x751a97b905640bb261eb9b6ca57f76ea56ef3b94'),
        disputeGameFactoryAddr: checksumAddress('0xe9c32b947969cb6f0369df7dc284d7da34df9909'),
        l1CrossDomainMessengerAddr: checksumAddress('0xc71e4600c95718e8f181e902c5b8206f19867073'),
        l1StandardBridgeAddr: checksumAddress('0xf18ecbeb7e81f98adde487f971670db14ebd28ab'),
        l1Erc721BridgeAddr: checksumAddress('0x74a17711218dfc84eae8a81068d3014196bf7a5e'),
        optimismMintableErc20FactoryAddr: checksumAddress('0x20a6f93b6c9a1882bbc397be225f1e16da75b303'),
        anchorStateRegistryAddr: checksumAddress('0x59c2defe29847c9795e969ec95a0118580b6a275'),
        delayedWethAddr: checksumAddress('0x50d18cadc5f065bdd6381eff0c5abead7661f215'),
        superchainConfigAddr: checksumAddress('0x9b4c90bd8771b992a287ac42b4ba47ae89ed4565'),
        proxyAdminAddr: checksumAddress('0xf1ca7982391239ed872150e51c5f6560ee2d8a6d'),
        games: { 1: { implementationAddr: checksumAddress('0xda93219026590e9ca58cbd38c0a0ea28b61bda7f') } },
        settings: {
          batcherAddr: operator, proposerAddr: operator, challengerAddr: operator, systemConfigOwnerAddr: operator, proxyAdminOwnerAddr: operator, guardianAddr: operator,
          unsafeBlockSignerAddr: checksumAddress('0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc'),
          gasLimit: '60000000', eip1559Denominator: 50, eip1559Elasticity: 6,
        },
      });
      expect(provenance['games.1.implementationAddr']).toBe('op-deployer');
    });
  });
}
