import { compare } from 'semver';
import { SEPOLIA } from './anvil';
import { VALUES, gettersOf, type ContractName, type Contracts, type Release } from './releases';
import type { Lock } from '../../../src/discovery';

/** What is no getter: the chain's own id, and the ProxyAdmin, which SystemConfigs before 3.2 do not name, but their proxy does. */
const NO_GETTERS = ['on-chain:L1.eth_chainId', 'on-chain:SystemConfig.eip1967Admin'];

/** What discovery has to find of a release, from its SystemConfig alone. */
export function expectedOf(of: Release, at: Contracts): Omit<Lock, 'block' | 'provenance'> {
  const has = (version: string): boolean => compare(of.SystemConfig, version) >= 0;
  const version = 'version() view returns (string)';
  const getters = gettersOf(of, at);
  const versions = Object.fromEntries(Object.entries(getters).filter(([name, each]) => version in each && !name.endsWith('Game')).map(([name, each]) => [name, String(each[version])]));
  return {
    schema: 1, chainId: VALUES.chainId, l1ChainId: SEPOLIA,
    systemConfigAddr: at.SystemConfig,
    optimismPortalAddr: at.OptimismPortal,
    disputeGameFactoryAddr: at.DisputeGameFactory,
    l1CrossDomainMessengerAddr: at.L1CrossDomainMessenger,
    l1StandardBridgeAddr: at.L1StandardBridge,
    l1Erc721BridgeAddr: at.L1ERC721Bridge,
    optimismMintableErc20FactoryAddr: at.OptimismMintableERC20Factory,
    anchorStateRegistryAddr: at.AnchorStateRegistry,
    delayedWethAddr: at.DelayedWETH,
    superchainConfigAddr: at.SuperchainConfig,
    proxyAdminAddr: at.ProxyAdmin,
    respectedGameType: 0,
    settings: {
      batcherAddr: VALUES.batcher,
      unsafeBlockSignerAddr: VALUES.unsafeBlockSigner,
      proposerAddr: VALUES.proposer,
      challengerAddr: VALUES.challenger,
      systemConfigOwnerAddr: VALUES.owner,
      proxyAdminOwnerAddr: VALUES.proxyAdminOwner,
      guardianAddr: VALUES.guardian,
      gasLimit: String(VALUES.gasLimit),
      baseFeeScalar: VALUES.baseFeeScalar,
      blobBaseFeeScalar: VALUES.blobBaseFeeScalar,
      eip1559Denominator: VALUES.eip1559Denominator,
      eip1559Elasticity: VALUES.eip1559Elasticity,
      ...(has('2.5.0') && { operatorFeeScalar: VALUES.operatorFeeScalar, operatorFeeConstant: String(VALUES.operatorFeeConstant) }),
      ...(has('3.8.0') && { minBaseFee: String(VALUES.minBaseFee) }),
      ...(has('3.11.0') && { daFootprintGasScalar: VALUES.daFootprintGasScalar }),
    },
    games: {
      0: { implementationAddr: at.FaultDisputeGame, prestate: VALUES.prestates[0], bond: String(VALUES.bonds[0]) },
      1: { implementationAddr: at.PermissionedDisputeGame, prestate: VALUES.prestates[1], bond: String(VALUES.bonds[1]) },
    },
    versions,
  };
}

/** Sources of a lock that no contract of the release can have answered. */
export function impossibleSources(of: Release, at: Contracts, { provenance }: Lock): readonly string[] {
  const getters = gettersOf(of, at);
  const names: Readonly<Record<string, readonly ContractName[]>> = { DisputeGame: ['FaultDisputeGame', 'PermissionedDisputeGame'] };
  const answers = (contract: string, getter: string): boolean =>
    Object.entries(getters).some(([name, each]) => (name === contract || names[contract]?.some((game) => game === name)) && Object.keys(each).some((signature) => signature.startsWith(`${getter}(`)));
  return Object.entries(provenance).flatMap(([path, source]) => {
    const [, contract = '', getter = ''] = /^on-chain:(\w+)\.(\w+)$/.exec(source) ?? [];
    return source === 'explicit' || NO_GETTERS.includes(source) || answers(contract, getter) ? [] : [`${path}: ${source}`];
  });
}
