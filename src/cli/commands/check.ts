import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { reportText } from '../check-text';
import { numberFrom, repeated, UsageError, type Definition } from '../definition';
import type { Io } from '../io';
import { jsonText } from '../json-text';
import { SOURCE, synthesized, takesApp } from '../synthesized';
import type { RequestOptions } from '../../discovery/options';
import { compatibilityCodes } from '../../compatibility/check-compatibility';
import { oneOf, OpStackError } from '../../errors';
import { chainOf, fileChain, namedChain, type FoundChain } from '../../inspect/check/chain-of';
import { conditionTypes, type ConditionType } from '../../inspect/check/condition';
import { probeFor, type Probe } from '../../inspect/check/connection';
import type { ContractFacts } from '../../inspect/check/contracts';
import { isBad, reportOf, type Given } from '../../inspect/check/report';
import { givenPrograms } from '../../inspect/given-programs';
import { rollupsIn, type Rollup } from '../../inspect/rollups';
import type { Lock } from '../../network/lock';
import { readLock } from '../../network/lock-file';
import type { Manifest } from '../../testing/manifest';

const SECOND = 1000;
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;
const CONDITIONS: Readonly<Record<string, ConditionType>> = { configuration: 'ConfigurationValid', l1: 'L1Connected', contracts: 'ContractsDiscovered' };

interface Options {
  readonly app?: string;
  readonly network?: string;
  readonly rollupConfig?: string;
  readonly release?: string;
  readonly image?: readonly string[];
  readonly lock?: string;
  readonly l1?: readonly string[];
  readonly beacon?: readonly string[];
  readonly maxBlockAge: number;
  readonly timeout: number;
  readonly retries: number;
  readonly now?: number;
  readonly lint: boolean;
  readonly podSecurity?: (typeof LEVELS)[number];
  readonly crds?: readonly string[];
  readonly accept?: readonly string[];
  readonly require?: readonly ConditionType[];
  readonly strict?: true;
  readonly json?: true;
}

/** Says whether a rollup is fit to run: its configuration, its L1, its contracts, and its versions beside the forks. */
export const check: Definition = {
  takes: (command) => {
    command.argument('[source]', `${SOURCE}; default: what the options say`);
    takesApp(command);
    takesRollup(command);
    takesEndpoints(command);
    command
      .option('--no-lint', 'leave out the checks of schema, references and Pod Security, which take the longest')
      .addOption(new Option('--pod-security <level>', 'level that all pods must meet; default: baseline for playgrounds, restricted for all else').choices(LEVELS))
      .option('--crds <file>', 'CustomResourceDefinitions by which custom resources are checked; again for another file', repeated)
      .option('--accept <code>', 'a finding of versions that is no reason to fail, e.g. FORK_MINIMUM; again for another one', acceptedCode)
      .option('--require <conditions>', 'of configuration, l1, contracts: those that may not be unknown either, separated by commas', conditionsOf)
      .option('--strict', 'fail for warnings, and where any condition is unknown')
      .addOption(new Option('--now <date>', 'judge as of this time; default: the clock').argParser(timeOf))
      .option('--json', 'say it as JSON');
  },
  examples: [
    ['check dist/manifests', 'before each deployment: is it valid, and does it follow every fork?'],
    ['check dist/manifests --lock acme.lock.json --l1 https://l1.example.com --beacon https://beacon.example.com --strict', 'all three conditions'],
    ['check --network op-sepolia --release karst-2026-09', 'does a release follow a chain?'],
    ['check --network op-mainnet --image op-node=v1.16.0 --image op-geth=v1.101603.3', 'do these versions?'],
  ],
  action: (io) => async (source: string | undefined, options: Options) => {
    const now = options.now ?? Math.floor(Date.now() / SECOND);
    const lock = options.lock === undefined ? undefined : readLock(options.lock);
    const fromManifests = source !== undefined || options.app !== undefined;
    const rollups = fromManifests ? await manifestSubjects(synthesized(source, options.app, io), options) : [optionSubject(options)];
    const [probe, verified] = await asked(options, lock, io);
    const chains = rollups.map(({ found }) => found?.chain);
    const reports = rollups.map((rollup, index) => {
      const chain = chains[index];
      const isOthers = chain?.chainId !== lock?.chainId && chains.some((other) => other?.chainId === lock?.chainId);
      return reportOf({ ...rollup, probe: probeFor(probe, chain, chains), lock: isOthers ? undefined : lock, verified, accepted: options.accept ?? [], now, maxBlockAge: options.maxBlockAge });
    });
    io.out(options.json ? jsonText({ now, rollups: reports }) : reports.map((report) => reportText(report, io)).join('\n'));
    return reports.some((report) => isBad(report, options.strict ? conditionTypes : (options.require ?? []), options.strict ?? false)) ? 1 : 0;
  },
};

type Subject = Pick<Given, 'name' | 'namespace' | 'programs' | 'found' | 'lint'>;

function takesRollup(command: Command): void {
  command
    .option('--network <name>', 'built-in chain, e.g. op-sepolia; default: what the manifests say')
    .option('--rollup-config <file>', 'rollup.json of a chain of your own; default: what the manifests say')
    .option('--release <name>', 'without a source: the versions of this release')
    .option('--image <component=version>', 'without a source: this version, e.g. op-node=v1.19.7; again for another one', repeated)
    .option('--lock <file>', 'what cdk8s-op-stack discover wrote');
}

function takesEndpoints(command: Command): void {
  command
    .option('--l1 <url>', 'L1 endpoint; again for another one; default: $L1_RPC_URL', repeated)
    .option('--beacon <url>', 'beacon endpoint; again for another one; default: $L1_BEACON_URL', repeated)
    .addOption(new Option('--max-block-age <seconds>', 'how old the newest block of the L1 may be').argParser(numberFrom(1)).default(300))
    .addOption(new Option('--timeout <seconds>', 'for all requests together').argParser(numberFrom(0.001)).default(30))
    .addOption(new Option('--retries <n>', 'how often a request is tried again').argParser(numberFrom(0)).default(2));
}

async function manifestSubjects(manifests: readonly Manifest[], options: Options): Promise<readonly Subject[]> {
  for (const option of ['release', 'image'] as const) if (options[option] !== undefined) throw new UsageError(`--${option} is for checks without a source: manifests say which images they run`);
  const rollups = rollupsIn(manifests);
  if (rollups.length === 0) throw new Error('there is no object to check');
  // The schemas of Kubernetes take longer to load than all else.
  const lint = options.lint ? (await import('../check-lint')).lintOf(manifests, { level: options.podSecurity, crds: options.crds }) : () => [];
  return rollups.map((rollup) => ({ ...rollup, found: given(options, rollup.programs) ?? chainOf(rollup.programs), lint: lint(rollup) })).filter(isSubject);
}

/** Objects that run nothing of the OP Stack, and of which nothing was found, would only be in the way. */
function isSubject({ programs, lint }: Pick<Rollup, 'programs'> & Pick<Subject, 'lint'>, _index: number, all: readonly Pick<Rollup, 'programs'>[]): boolean {
  return programs.length > 0 || lint.length > 0 || all.length === 1;
}

function optionSubject(options: Options): Subject {
  const { network, rollupConfig, release, image = [] } = options;
  if (release === undefined && image.length === 0 && network === undefined && rollupConfig === undefined && options.lock === undefined) throw new UsageError('name a folder of manifests, or say what is to be checked: --network or --rollup-config, --release or --image, --lock');
  const programs = givenPrograms(release, image);
  const found = given(options, programs);
  return { name: network ?? release ?? 'rollup', namespace: '', programs, found: found ?? { findings: [] }, lint: [] };
}

function given({ network, rollupConfig }: Options, programs: Subject['programs']): FoundChain | undefined {
  if (network !== undefined && rollupConfig !== undefined) throw new UsageError('give --network or --rollup-config, and not both');
  if (network !== undefined) return namedChain(network, '--network');
  return rollupConfig === undefined ? undefined : fileChain(readFileSync(rollupConfig, 'utf8'), rollupConfig, programs);
}

/** What the endpoints say, if there are any. */
async function asked(options: Options, lock: Lock | undefined, io: Io): Promise<readonly [probe: Probe, verified: ContractFacts['verified']]> {
  const l1 = options.l1 ?? fromEnv(io.env.L1_RPC_URL);
  const beacon = options.beacon ?? fromEnv(io.env.L1_BEACON_URL);
  if (!l1 && !beacon) return [{}, undefined];
  const requests: RequestOptions = { timeout: options.timeout * SECOND, retries: options.retries };
  const { probeL1 } = await import('../../discovery/probe-l1');
  const probed = await probeL1({ ...requests, l1: l1 ?? [], beacon: beacon ?? [] });
  const probe: Probe = { ...(l1 && { endpoints: probed.endpoints }), ...(beacon && { beacons: probed.beacons }) };
  return [probe, lock && l1 && (await verify(lock, l1, requests))];
}

async function verify(lock: Lock, l1: readonly string[], requests: RequestOptions): Promise<ContractFacts['verified']> {
  const { verifyLock } = await import('../../discovery/verify');
  try {
    return await verifyLock(lock, { ...requests, l1 });
  } catch (error) {
    if (error instanceof OpStackError) return { failure: error.problems[0]!.message };
    throw error;
  }
}

function fromEnv(url: string | undefined): readonly string[] | undefined {
  return url === undefined || url === '' ? undefined : [url];
}

function conditionsOf(text: string): readonly ConditionType[] {
  return text.split(',').map((name) => {
    const type = Object.hasOwn(CONDITIONS, name) ? CONDITIONS[name] : undefined;
    if (!type) throw new InvalidArgumentError(`There is no condition "${name}": they are ${Object.keys(CONDITIONS).join(', ')}.`);
    return type;
  });
}

function acceptedCode(code: string, before: readonly string[] | undefined): readonly string[] {
  if (compatibilityCodes.every((known) => known !== code)) throw new InvalidArgumentError(`No finding of versions has it. ${oneOf('codes', compatibilityCodes, code)}.`);
  return repeated(code, before);
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('It is no date: write it like 2026-10-06 or 2026-10-06T12:00:00Z.');
  return Math.floor(time / SECOND);
}
