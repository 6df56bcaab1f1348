import { App, Chart } from 'cdk8s';
import { ConfigSource, OpStackError, OptimismNetworkConstruct, SecretValue, Signer, type OptimismNetworkProps, type Problem } from '../../src';
import { compatibilityCodes } from '../../src/compatibility';
import { expectValid, manifestsOf } from '../../src/testing';

/** Checksummed addresses that mean nothing. */
export const ADDRESS = {
  systemConfig: '0x4f3Aff3A747fCADe12598081e80c6605A8be192F',
  portal: '0x1F98431c8aD98523631AE4a59f267346ea31F984',
  factory: '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D',
  oracle: '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2',
} as const;

/** First development key of anvil and hardhat: public, and worth nothing. */
export const DEV_KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';

const hash = (digit: string): string => `0x${digit.repeat(64)}`;

/** The rollup.json of a small chain on Sepolia with every fork up to Karst from genesis. */
export const rollup = {
  genesis: {
    l1: { hash: hash('1'), number: 1000 },
    l2: { hash: hash('2'), number: 0 },
    l2_time: 1785000000,
    system_config: { batcherAddr: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8', overhead: hash('0'), scalar: hash('3'), gasLimit: 60000000 },
  },
  block_time: 2,
  max_sequencer_drift: 600,
  seq_window_size: 3600,
  channel_timeout: 300,
  l1_chain_id: 11155111,
  l2_chain_id: 42069,
  regolith_time: 0, canyon_time: 0, delta_time: 0, ecotone_time: 0, fjord_time: 0, granite_time: 0, holocene_time: 0, isthmus_time: 0, jovian_time: 0, karst_time: 0,
  batch_inbox_address: '0x00e75b5b0d3a9c1f2b8c6d4e7f9a0b1c2d3e4f50',
  deposit_contract_address: ADDRESS.portal.toLowerCase(),
  l1_system_config_address: ADDRESS.systemConfig.toLowerCase(),
};

/** The genesis.json that belongs to {@link rollup}. */
export const genesis = {
  config: {
    chainId: 42069,
    regolithTime: 0, canyonTime: 0, ecotoneTime: 0, fjordTime: 0, graniteTime: 0, holoceneTime: 0, isthmusTime: 0, jovianTime: 0, karstTime: 0,
    optimism: { eip1559Elasticity: 6, eip1559Denominator: 50, eip1559DenominatorCanyon: 250 },
  },
  timestamp: '0x6a64f040',
  gasLimit: '0x3938700',
  alloc: { '0x4200000000000000000000000000000000000016': { balance: '0x0', code: '0x6001' } },
};

export const l1 = {
  l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
  l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
};

/** A built-in chain. */
export const knownNetwork: OptimismNetworkProps = { networkName: 'op-sepolia', ...l1 };

/** A custom chain; the parts of rollup.json and genesis.json can be replaced. */
export function customNetwork(over: Partial<OptimismNetworkProps> = {}, files: { rollup?: object; genesis?: object } = {}): OptimismNetworkProps {
  return {
    ...l1,
    rollupConfig: ConfigSource.inline({ ...rollup, ...files.rollup }),
    l2Genesis: ConfigSource.inline({ ...genesis, ...files.genesis }),
    contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 },
    ...over,
  };
}

export const signer = (name: string): Signer => Signer.privateKey(SecretValue.fromSecret(name, 'key'));

export const sequencerKey = SecretValue.fromSecret('sequencer-key', 'key');

/** An empty chart `acme` in a namespace of that name, in an app of its own. */
export function newChart(id = 'acme'): Chart {
  return new Chart(new App(), id, { namespace: id });
}

/** For tests of versions that cannot follow the chain they are tried on: what is looked at is their flags. */
export const anyVersion: Pick<OptimismNetworkProps, 'compatibility'> = { compatibility: { allow: compatibilityCodes } };

/** A chart with a network in it. */
export function withNetwork(props: OptimismNetworkProps = knownNetwork): { chart: Chart; network: OptimismNetworkConstruct } {
  const chart = newChart();
  return { chart, network: new OptimismNetworkConstruct(chart, 'network', props) };
}

/** What a chart emits, after it has passed every check of the published checker. */
export function emitted(chart: Chart): ReturnType<typeof manifestsOf> {
  expectValid(chart);
  return manifestsOf(chart);
}

/** The problems that `make` throws; fails when it throws none. */
export function problemsOf(make: () => unknown): readonly Problem[] {
  try {
    make();
  } catch (error) {
    if (error instanceof OpStackError) return error.problems;
    throw error;
  }
  throw new Error('no OpStackError was thrown');
}

/** The one problem with that code; fails with the list of what there is. */
export function problem(make: () => unknown, code: string): Problem {
  const problems = problemsOf(make);
  const found = problems.filter((each) => each.code === code);
  if (found.length !== 1) throw new Error(`expected one ${code}, got ${problems.map((each) => each.code).join(', ')}`);
  return found[0]!;
}

/** Runs `act` and gives the OpStackWarnings it emitted, by code. */
export function warningsOf(act: () => void): readonly { code: string; message: string }[] {
  const warnings: { code: string; message: string }[] = [];
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation((message: string | Error, options?: unknown) => {
    const code = typeof options === 'object' && options !== null && 'code' in options ? String(options.code) : '';
    warnings.push({ code, message: String(message) });
  });
  try {
    act();
  } finally {
    spy.mockRestore();
  }
  return warnings;
}

/** Arguments of a container, by flag name; a bare switch is `true`. */
export function flagsOf(container: { args?: readonly string[] }): Record<string, string | true> {
  return Object.fromEntries(
    (container.args ?? [])
      .filter((arg) => arg.startsWith('--'))
      .map((arg) => {
        const at = arg.indexOf('=');
        return at < 0 ? [arg.slice(2), true] : [arg.slice(2, at), arg.slice(at + 1)];
      }),
  );
}

/** A value of a type that the compiler cannot know, or forbids: what YAML holds, and what JavaScript could give. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it stands for a type assertion
export function untyped<T>(value: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place of the tests where that is done
  return value as T;
}

/** A container as it stands in the YAML. */
export interface EmittedContainer {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number; readonly protocol: string; readonly hostPort?: number }[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean; readonly subPath?: string }[];
  readonly [field: string]: unknown;
}

/** The pod template of a workload: its spec, its metadata, and its containers by name, init containers too. */
export interface EmittedPod {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec: { readonly containers: readonly EmittedContainer[]; readonly initContainers?: readonly EmittedContainer[]; readonly [field: string]: unknown };
  readonly container: (name: string) => EmittedContainer;
}

/** The pod of the StatefulSet or Deployment of that name. */
export function podOf(manifests: ReturnType<typeof manifestsOf>, name: string): EmittedPod {
  const workload = manifests.find((each) => ['StatefulSet', 'Deployment'].includes(each.kind) && untyped<{ name: string }>(each.metadata).name === name);
  if (!workload) throw new Error(`no workload ${name}`);
  const { template } = untyped<{ template: Omit<EmittedPod, 'container'> }>(workload.spec);
  return {
    ...template,
    container: (wanted) => {
      const all = [...(template.spec.initContainers ?? []), ...template.spec.containers];
      const found = all.find((each) => each.name === wanted);
      if (!found) throw new Error(`no container ${wanted}, only ${all.map((each) => each.name).join(', ')}`);
      return found;
    },
  };
}
