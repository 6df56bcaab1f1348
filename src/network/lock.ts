import type { ContractAddresses } from './contract-addresses';
import type { Address } from '../keys';

/** The form of the lock file that this version of the library reads and writes. */
export const LOCK_SCHEMA = 1;

/** A whole number of up to 256 bits, in decimal: JSON's numbers end at 53. */
export type Decimal = string;

/** Where a value comes from; `on-chain:` is followed by the contract and the getter that answered. */
export type Provenance = 'explicit' | 'rollup-config' | 'known-chain' | 'op-deployer' | 'superchain-registry' | `on-chain:${string}.${string}`;

/** The L1 block that everything on chain was read at. */
export interface LockedBlock {
  /** Number of the L1 block. */
  readonly number: number;
  /** 32 bytes in hex. */
  readonly hash: string;
  /** Seconds since 1970, of the block and not of the machine that read it; the lock's age is counted from here. */
  readonly timestamp: number;
}

/** One kind of dispute game, as the factory makes it. */
export interface LockedGame {
  /** The implementation that the factory clones for games of the type. @default the factory has none for this game type */
  readonly implementationAddr?: Address;
  /** Hash of the program that the game is played with, 32 bytes in hex. @default not known */
  readonly prestate?: string;
  /** Wei that a new game costs. @default not known */
  readonly bond?: Decimal;
}

/** Roles and settings of the chain; each is absent where its contract is too old for it or was not read. */
export interface LockedSettings {
  /** Sends the batches. @default not known */
  readonly batcherAddr?: Address;
  /** Signs the blocks that the sequencer gossips. @default not known */
  readonly unsafeBlockSignerAddr?: Address;
  /** May propose in the permissioned game. @default not known */
  readonly proposerAddr?: Address;
  /** May challenge in the permissioned game. @default not known */
  readonly challengerAddr?: Address;
  /** Owner of the SystemConfig. @default not known */
  readonly systemConfigOwnerAddr?: Address;
  /** Owner of the ProxyAdmin. @default not known */
  readonly proxyAdminOwnerAddr?: Address;
  /** May pause withdrawals. @default not known */
  readonly guardianAddr?: Address;
  /** Gas limit of an L2 block. @default not known */
  readonly gasLimit?: Decimal;
  /** Weight of the L1 base fee in the L1 fee, in millionths. @default not known */
  readonly baseFeeScalar?: number;
  /** Weight of the L1 blob base fee in the L1 fee, in millionths. @default not known */
  readonly blobBaseFeeScalar?: number;
  /** How slowly the base fee moves. @default not known */
  readonly eip1559Denominator?: number;
  /** Gas limit divided by the gas target. @default not known */
  readonly eip1559Elasticity?: number;
  /** Operator fee by gas used, in millionths. @default not known */
  readonly operatorFeeScalar?: number;
  /** Operator fee by transaction, in wei. @default not known */
  readonly operatorFeeConstant?: Decimal;
  /** Lowest base fee, in wei. @default not known */
  readonly minBaseFee?: Decimal;
  /** Gas by byte of data, from Jovian on. @default not known */
  readonly daFootprintGasScalar?: number;
}

/** L1 contracts of the rollup, each the proxy. */
export interface LockedContracts extends Pick<ContractAddresses, 'respectedGameType'> {
  /** SystemConfig proxy: the one address by which a chain is known. */
  readonly systemConfigAddr: Address;
  /** OptimismPortal proxy. @default not known */
  readonly optimismPortalAddr?: Address;
  /** DisputeGameFactory proxy; what proposer and challenger work on. @default the chain has no fault proofs, or it is not known */
  readonly disputeGameFactoryAddr?: Address;
  /** L2OutputOracle proxy of a chain without fault proofs. @default the chain has fault proofs, or it is not known */
  readonly l2OutputOracleAddr?: Address;
  /** L1CrossDomainMessenger proxy. @default not known */
  readonly l1CrossDomainMessengerAddr?: Address;
  /** L1StandardBridge proxy. @default not known */
  readonly l1StandardBridgeAddr?: Address;
  /** L1ERC721Bridge proxy. @default not known */
  readonly l1Erc721BridgeAddr?: Address;
  /** OptimismMintableERC20Factory proxy. @default not known */
  readonly optimismMintableErc20FactoryAddr?: Address;
  /** AnchorStateRegistry proxy; holds the newest output root that games start from. @default not known */
  readonly anchorStateRegistryAddr?: Address;
  /** DelayedWETH proxy, which holds the bonds of the games. @default not known */
  readonly delayedWethAddr?: Address;
  /** SuperchainConfig proxy, which several chains can share. @default not known */
  readonly superchainConfigAddr?: Address;
  /** ProxyAdmin; may replace the implementation behind each proxy. @default not known */
  readonly proxyAdminAddr?: Address;
  /** Where batches go; from rollup.json or the registry, since SystemConfig's own answer is wrong on some chains. @default not known */
  readonly batchInboxAddr?: Address;
}

/** All that a source can say of a chain. */
export interface LockedValues extends LockedContracts {
  /** Chain id of the L2. */
  readonly chainId: number;
  /** Chain id of the L1. */
  readonly l1ChainId: number;
  /** Who has which role, and what SystemConfig is set to. @default none was read */
  readonly settings?: LockedSettings;
  /** Dispute games by the number of their type, e.g. `8` for cannon-kona. @default none was read */
  readonly games?: Readonly<Record<string, LockedGame>>;
  /** Contracts' own version by their name, e.g. `SystemConfig`. @default none was read */
  readonly versions?: Readonly<Record<string, string>>;
  /** Predeploys of the L2 that have an implementation, by name. @default none was read */
  readonly predeploys?: Readonly<Record<string, Address>>;
}

/**
 * What `cdk8s-op-stack discover` found out about a chain: plain JSON, which is committed beside the app and which synth
 * reads in place of the network. It can stand wherever {@link ContractAddresses} can.
 */
export interface Lock extends LockedValues {
  /** Form of the file; another one is not read. */
  readonly schema: typeof LOCK_SCHEMA;
  /** Block that everything on chain was read at. @default nothing was read on chain */
  readonly block?: LockedBlock;
  /** Where each value comes from, by its dotted path, e.g. `settings.gasLimit`. */
  readonly provenance: Readonly<Record<string, Provenance>>;
}
