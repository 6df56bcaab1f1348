import type { CheckFinding } from './condition';
import type { Program } from '../programs';
import { OpStackError, Problems, type Problem } from '../../errors';
import type { Chain } from '../../network/chain';
import { parseObject } from '../../network/json';
import { findKnownChain, knownChains } from '../../network/known-chains';
import { readRollupConfig } from '../../network/rollup-config';

/** Which chain some programs follow, as far as it can be known. */
export interface FoundChain {
  readonly chain?: Chain;
  readonly findings: readonly CheckFinding[];
}

/** Flags that name a built-in chain. */
const NAMES: readonly string[] = ['network', 'op-network'];
/** Flags that name a rollup.json. */
const FILES: readonly string[] = ['rollup.config', 'l2-config-file', 'rollup-config', 'cannon-rollup-config'];

/** The chain that the programs are told to follow, by its name or by the rollup.json that they read. */
export function chainOf(programs: readonly Program[]): FoundChain {
  const told = programs.map((program) => ({ subject: subjectOf(program), ...toldTo(program, programs) }));
  const known = told.flatMap(({ subject, chain }) => (chain ? [{ subject, chain }] : []));
  const [first] = known;
  const others = known.filter(({ chain }) => chain.chainId !== first?.chain.chainId);
  return {
    chain: first?.chain,
    findings: [
      ...distinct(told.flatMap(({ findings }) => findings)),
      ...others.map(({ subject, chain }): CheckFinding => ({ severity: 'error', code: 'CHAIN_CONFLICT', subject, message: `it follows chain ${chain.chainId}, and ${first!.subject} follows chain ${first!.chain.chainId}` })),
    ],
  };
}

/** A built-in chain, whose name is wrong where there is a finding. */
export function namedChain(name: string, subject: string): FoundChain {
  return reading(subject, (problems) => findKnownChain(problems, 'network', name));
}

/** The chain of a rollup.json. @param programs the op-node among them decides which forks may stand in the file */
export function fileChain(text: string, subject: string, programs: readonly Program[]): FoundChain {
  return reading(subject, (problems) => {
    const rollup = parseObject(problems, 'rollup.json', text);
    return rollup && readRollupConfig(problems, 'rollup.json', rollup, programs.find(({ component }) => component === 'op-node'));
  });
}

/** What a program is called in findings. */
export function subjectOf({ component, workload }: Program): string {
  return workload === '' ? component : `${component} of ${workload}`;
}

function toldTo(program: Program, programs: readonly Program[]): FoundChain {
  const subject = subjectOf(program);
  const file = FILES.map((flag) => program.setting(flag)).find(Boolean);
  const text = file === undefined ? undefined : program.file(file);
  // Each op-node reads the file with its own version.
  if (text !== undefined) return fileChain(text, subject, [program, ...programs]);
  const name = NAMES.map((flag) => program.setting(flag)).find(Boolean);
  if (name !== undefined) return namedChain(name, subject);
  const chain = program.setting('chain');
  return { chain: knownChains.find(({ rethChain, chainId }) => chain === rethChain || chain === String(chainId)), findings: [] };
}

function reading(subject: string, read: (problems: Problems) => Chain | undefined): FoundChain {
  const problems = new Problems();
  const chain = read(problems);
  try {
    problems.settle();
    return { chain, findings: [] };
  } catch (error) {
    if (!(error instanceof OpStackError)) throw error;
    return { chain, findings: error.problems.map((problem) => findingOf(problem, subject)) };
  }
}

/** A problem of the library's own checks as a finding. */
function findingOf({ code, prop, message, hint }: Problem, subject: string): CheckFinding {
  return { severity: 'error', code, subject, message: `${prop === '' ? '' : `${prop}: `}${message}. ${hint}` };
}

/** The same file is read by several programs. */
function distinct(findings: readonly CheckFinding[]): readonly CheckFinding[] {
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.message}`, finding])).values()];
}
