import type { IConstruct } from 'constructs';
import type { Chain } from './chain';
import type { ContractAddresses } from './contract-addresses';
import type { CompatibilityProps } from './network-props';
import { compatibilityCodes, diagnose, diagnoseGames, diagnoseNode, oldestOf, type CompatibilityDiagnostic, type Versions } from '../compatibility';
import { oneOf, type Problems } from '../errors';

/** What else of a node the rules look at. */
export interface NodeFacts {
  /** `--l2.enginekind` as it is emitted. */
  readonly engineKind?: string;
  /** Whether the execution client drops old blocks while the consensus client derives from L1. */
  readonly prunedUnderDerivation?: boolean;
}

interface Use extends NodeFacts {
  readonly path: string;
  readonly versions: Versions;
}

interface Finding extends CompatibilityDiagnostic {
  /** Paths of the constructs that it is about. */
  readonly users: readonly string[];
}

/** Keeps the versions that a rollup's workloads run, and checks them together at the end. */
export class VersionGuard {
  private readonly uses: Use[] = [];
  private findings: readonly Finding[] | undefined;

  constructor(
    private readonly chain: Chain,
    private readonly contracts: ContractAddresses,
    private readonly props: CompatibilityProps = {},
  ) {}

  /** Annotations that show on a workload which risks were accepted. */
  get annotations(): Record<string, string> | undefined {
    const { allow = [] } = this.props;
    return allow.length > 0 ? { 'cdk8s-op-stack/accepted-risks': allow.join(',') } : undefined;
  }

  /**
   * Takes note of what a construct runs. Where the construct fails for another reason, its versions are checked at once:
   * an image that a release lacks is better understood beside the forks that the release cannot follow.
   */
  use(problems: Problems, construct: IConstruct, versions: Versions, facts: NodeFacts = {}): void {
    const use = { ...facts, path: construct.node.path, versions };
    this.uses.push(use);
    this.findings = undefined;
    if (!problems.any) return;
    for (const { severity, code, component, message, hint } of this.check([use])) {
      if (severity === 'error') problems.error(code, component, message, hint);
    }
  }

  /** What is wrong with the games that a challenger plays. */
  games(version: string | undefined, gameTypes: readonly number[]): readonly CompatibilityDiagnostic[] {
    const { allow = [], now } = this.props;
    const { respectedGameType } = this.contracts;
    return diagnoseGames({ versions: { 'op-challenger': version }, forks: this.chain.hardforks, respectedGameType, gameTypes, now }).filter(({ code }) => !allow.includes(code));
  }

  /** Hardforks of the chain and its L1 that these versions cannot follow, those among them whose risk was accepted. */
  uncovered(versions: Versions): readonly CompatibilityDiagnostic[] {
    const found = diagnose({ versions, forks: this.chain.hardforks, l1: this.chain.l1ChainId, network: this.chain.networkName });
    return found.filter(({ severity, fork, forkTime }) => severity === 'error' && fork !== undefined && forkTime !== undefined);
  }

  /** Reports what is wrong with all versions together. */
  report(problems: Problems): void {
    this.findings ??= this.check(this.uses);
    for (const { severity, code, component, message, hint, users } of this.findings) {
      const prop = `${component} of ${users.join(', ')}`;
      if (severity === 'error') problems.error(code, prop, message, hint);
      else problems.warn(code, prop, message, hint);
    }
  }

  /** Looks at each use beside the oldest of all others, so that no version hides behind another one. */
  private check(uses: readonly Use[]): readonly Finding[] {
    const { chain, contracts } = this;
    const { allow = [], now } = this.props;
    const all = oldestOf(uses.map(({ versions }) => versions));
    const shared = { forks: chain.hardforks, l1: chain.l1ChainId, network: chain.networkName, respectedGameType: contracts.respectedGameType, now };
    const found: readonly Finding[] = uses.flatMap((use) => [
      ...diagnose({ ...shared, versions: { ...all, ...use.versions } }).map((finding) => ({ ...finding, users: usersOf(uses, finding) })),
      ...diagnoseNode(use).map((finding) => ({ ...finding, users: [use.path] })),
    ]);
    const distinct = new Map(found.map((finding) => [[finding.code, finding.message, ...finding.users].join('\n'), finding]));
    return [...distinct.values()].filter(({ code }) => !allow.includes(code));
  }
}

/** The constructs that run the version that a finding is about. */
function usersOf(uses: readonly Use[], { component, version }: CompatibilityDiagnostic): readonly string[] {
  return uses.filter(({ versions }) => component in versions && versions[component] === version).map(({ path }) => path);
}

/** Reports codes that no rule has. */
export function checkAllowed(problems: Problems, prop: string, allow: readonly string[] = []): void {
  for (const [index, code] of allow.entries()) {
    if (compatibilityCodes.some((known) => known === code)) continue;
    problems.error('UNKNOWN_CODE', `${prop}[${index}]`, `no rule has the code "${code}"`, oneOf('codes', compatibilityCodes, code));
  }
}
