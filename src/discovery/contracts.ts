import { numberToHex, parseAbi, type Abi } from 'viem';

/**
 * The getters of each contract over all of its releases, one signature a getter. A contract is asked for all of them and
 * answers those that its release has: semvers do not tell it, since pre-releases differ. `getAddresses()` is left out,
 * its six words mean two things.
 *
 * @see https://github.com/ethereum-optimism/optimism/tree/develop/packages/contracts-bedrock/src
 */
const signatures = {
  SystemConfig: [
    'version() view returns (string)', 'owner() view returns (address)', 'batcherHash() view returns (bytes32)', 'gasLimit() view returns (uint64)', 'scalar() view returns (uint256)',
    'unsafeBlockSigner() view returns (address)', 'basefeeScalar() view returns (uint32)', 'blobbasefeeScalar() view returns (uint32)', 'eip1559Denominator() view returns (uint32)',
    'eip1559Elasticity() view returns (uint32)', 'operatorFeeScalar() view returns (uint32)', 'operatorFeeConstant() view returns (uint64)', 'minBaseFee() view returns (uint64)',
    'daFootprintGasScalar() view returns (uint16)', 'l2ChainId() view returns (uint256)', 'batchInbox() view returns (address)', 'guardian() view returns (address)',
    'l1CrossDomainMessenger() view returns (address)', 'l1ERC721Bridge() view returns (address)', 'l1StandardBridge() view returns (address)', 'optimismPortal() view returns (address)',
    'optimismMintableERC20Factory() view returns (address)', 'l2OutputOracle() view returns (address)', 'disputeGameFactory() view returns (address)', 'superchainConfig() view returns (address)',
    'proxyAdmin() view returns (address)', 'proxyAdminOwner() view returns (address)', 'delayedWETH() view returns (address)',
  ],
  OptimismPortal: [
    'version() view returns (string)', 'systemConfig() view returns (address)', 'SYSTEM_CONFIG() view returns (address)', 'guardian() view returns (address)', 'GUARDIAN() view returns (address)',
    'l2Oracle() view returns (address)', 'L2_ORACLE() view returns (address)', 'superchainConfig() view returns (address)', 'disputeGameFactory() view returns (address)',
    'respectedGameType() view returns (uint32)', 'anchorStateRegistry() view returns (address)', 'proxyAdmin() view returns (address)',
  ],
  L1CrossDomainMessenger: ['version() view returns (string)', 'portal() view returns (address)', 'PORTAL() view returns (address)'],
  L1StandardBridge: ['version() view returns (string)', 'messenger() view returns (address)', 'MESSENGER() view returns (address)'],
  L1ERC721Bridge: ['version() view returns (string)'],
  OptimismMintableERC20Factory: ['version() view returns (string)'],
  DisputeGameFactory: ['version() view returns (string)', 'gameImpls(uint32) view returns (address)', 'gameArgs(uint32) view returns (bytes)', 'initBonds(uint32) view returns (uint256)'],
  DisputeGame: [
    'absolutePrestate() view returns (bytes32)', 'weth() view returns (address)', 'anchorStateRegistry() view returns (address)', 'l2ChainId() view returns (uint256)',
    'proposer() view returns (address)', 'challenger() view returns (address)',
  ],
  AnchorStateRegistry: ['version() view returns (string)'],
  DelayedWETH: ['version() view returns (string)'],
  L2OutputOracle: ['version() view returns (string)', 'proposer() view returns (address)', 'PROPOSER() view returns (address)', 'challenger() view returns (address)', 'CHALLENGER() view returns (address)'],
  SuperchainConfig: ['version() view returns (string)', 'guardian() view returns (address)'],
  ProxyAdmin: ['owner() view returns (address)'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A contract whose getters are known. */
export type ContractName = keyof typeof signatures;

/** The getters of a contract that take no argument. */
export const gettersOf = (contract: ContractName): readonly string[] => signatures[contract].filter((each) => each.includes('()')).map(nameOf);

/** The getters of a contract that take a game type. */
export const gameGettersOf = (contract: ContractName): readonly string[] => signatures[contract].filter((each) => each.includes('(uint32) view')).map(nameOf);

const WORD = /returns \((?<type>address|uint(?<bits>\d+))\)/;

const abis = new Map<ContractName, Abi>();

/** Words are read whole: decoded as what they should be, they would be cut to fit. */
export function abiOf(contract: ContractName): Abi {
  const abi = abis.get(contract) ?? parseAbi(signatures[contract].map((each) => `function ${each.replace(WORD, 'returns (uint256)')}`));
  abis.set(contract, abi);
  return abi;
}

/**
 * What a getter answered, as what it should be: an address in hex, a number of up to 32 bits, a longer one as bigint, a
 * text or bytes as they are. `undefined` for a word that is none of its type.
 */
export function typed(contract: ContractName, getter: string, answer: unknown): unknown {
  const signature = signatures[contract].find((each) => nameOf(each) === getter) ?? '';
  const { type = '', bits = '160' } = WORD.exec(signature)?.groups ?? {};
  if (type === '' || typeof answer !== 'bigint') return type === '' ? answer : undefined;
  if (answer >> BigInt(bits) !== 0n) return undefined;
  if (type === 'address') return numberToHex(answer, { size: 20 });
  return Number(bits) <= 32 ? Number(answer) : answer;
}

function nameOf(signature: string): string {
  return signature.slice(0, signature.indexOf('('));
}
