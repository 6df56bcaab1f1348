import type { Chain } from './chain';
import { checkAddress } from '../keys';
import type { Problems } from '../errors';

/** L1 contracts of the rollup, each a checksummed address. */
export interface ContractAddresses {
  /** SystemConfig proxy. @default from rollup.json or the known chain */
  readonly systemConfigAddr?: string;
  /** OptimismPortal proxy. @default from rollup.json or the known chain */
  readonly optimismPortalAddr?: string;
  /** DisputeGameFactory proxy; what proposer and challenger work on. @default none: factories are redeployed, so none is assumed */
  readonly disputeGameFactoryAddr?: string;
  /** L2OutputOracle proxy of a chain without fault proofs. @default none */
  readonly l2OutputOracleAddr?: string;
  /** L1CrossDomainMessenger proxy. @default none */
  readonly l1CrossDomainMessengerAddr?: string;
  /** L1StandardBridge proxy. @default none */
  readonly l1StandardBridgeAddr?: string;
  /** Dispute game that withdrawals are proved with, e.g. 8 for cannon-kona; `op-proposer --game-type`. @default none */
  readonly respectedGameType?: number;
}

/** All that {@link ContractAddresses} may hold. */
export const contractNames = [
  'systemConfigAddr', 'optimismPortalAddr', 'disputeGameFactoryAddr', 'l2OutputOracleAddr', 'l1CrossDomainMessengerAddr', 'l1StandardBridgeAddr', 'respectedGameType',
] as const satisfies readonly (keyof ContractAddresses)[];

/** Reports addresses that are none, and those that contradict what the chain's own configuration says. */
export function checkContracts(problems: Problems, prop: string, given: ContractAddresses, chain: Chain | undefined): void {
  for (const [name, value] of Object.entries(given)) {
    if (name.endsWith('Addr')) checkAddress(problems, `${prop}.${name}`, value);
  }
  const rows = [
    ['systemConfigAddr', chain?.systemConfig],
    ['optimismPortalAddr', chain?.optimismPortal],
  ] as const;
  for (const [name, known] of rows) {
    const value = given[name];
    if (value !== undefined && known !== undefined && value.toLowerCase() !== known.toLowerCase()) {
      problems.error('CONTRACT_MISMATCH', `${prop}.${name}`, `${value} is given, and the chain's configuration says ${known}`, 'Give the addresses of one chain, or leave this one out');
    }
  }
}
