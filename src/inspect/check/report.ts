import { chainOf, type FoundChain } from './chain-of';
import type { CheckFinding, Condition, ConditionType } from './condition';
import { configurationValid } from './configuration';
import { l1Connected, type Probe } from './connection';
import { contractsDiscovered, type ContractFacts } from './contracts';
import { forkRows, type ForkRow } from './forks';
import { asFinding, versionFindings, versionRows, type VersionRow } from './versions';
import type { Program } from '../programs';
import type { Chain } from '../../network/chain';
import type { Lock } from '../../network/lock';

/** What a rollup is checked by. */
export interface Given {
  readonly name: string;
  readonly namespace: string;
  readonly programs: readonly Program[];
  /** The chain, where it is given. @default what the programs are told */
  readonly found?: FoundChain;
  /** Findings about its objects. */
  readonly lint: readonly CheckFinding[];
  readonly probe: Probe;
  readonly lock?: Lock;
  readonly verified?: ContractFacts['verified'];
  /** Codes of findings that are accepted. */
  readonly accepted: readonly string[];
  /** Seconds since 1970. */
  readonly now: number;
  /** Seconds. */
  readonly maxBlockAge: number;
}

/** What was found out of one rollup. */
export interface Report {
  readonly name: string;
  readonly namespace: string;
  readonly chain?: Pick<Chain, 'networkName' | 'chainId' | 'l1ChainId'>;
  readonly conditions: readonly Condition[];
  readonly versions: readonly VersionRow[];
  /** Empty where the chain is not known. */
  readonly forks: readonly ForkRow[];
}

/** Checks one rollup. */
export function reportOf({ name, namespace, programs, found = chainOf(programs), lint, probe, lock, verified, accepted, now, maxBlockAge }: Given): Report {
  const { chain } = found;
  const findings = versionFindings(programs, { chain, respectedGameType: lock?.respectedGameType, now });
  return {
    name,
    namespace,
    ...(chain && { chain: { networkName: chain.networkName, chainId: chain.chainId, l1ChainId: chain.l1ChainId } }),
    conditions: [
      configurationValid(chain, [...found.findings, ...findings.map((finding) => asFinding(finding, accepted)), ...lint]),
      l1Connected(probe, { chain, now, maxBlockAge }),
      contractsDiscovered({ lock, chain, programs, verified, now }),
    ],
    versions: versionRows(programs),
    forks: chain ? forkRows(chain, programs, findings, now) : [],
  };
}

/** Whether a report is bad news. @param required conditions that may not be unknown */
export function isBad({ conditions }: Report, required: readonly ConditionType[], strict: boolean): boolean {
  return conditions.some(({ type, status, findings }) => status === 'False' || (status === 'Unknown' && required.includes(type)) || (strict && findings.some(({ severity }) => severity === 'warning')));
}
