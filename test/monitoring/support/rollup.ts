import { App, type Chart } from 'cdk8s';
import { OpReplicaChart, OpStackChart, type AlertsProps, type Monitoring, type OpStackChartProps } from '../../../src';
import { findAll, manifestsOf, type Manifest } from '../../../src/testing';
import { anyVersion, customNetwork, sequencerKey, signer, untyped, type rollup } from '../../support/fixtures';

/** One alerting rule as it stands in the YAML. */
export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<'summary' | 'description' | 'runbook_url', string>>;
}

export interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Everything that a rollup can have, but for its network and its monitoring. */
export const parts: Omit<OpStackChartProps, 'network' | 'monitoring'> = {
  namespace: 'acme',
  sequencer: { p2pSequencerKey: sequencerKey },
  replicas: { count: 2 },
  batcher: { signer: signer('batcher-key') },
  proposer: { signer: signer('proposer-key') },
  challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl: 'https://prestates.example.com/acme' } },
  disputeMon: {},
};

/** The chart `acme` of chain 42069 with all of them. */
export function makeRollup(monitoring?: Monitoring, over: Partial<OpStackChartProps> = {}, file: Partial<typeof rollup> = {}): OpStackChart {
  return new OpStackChart(new App(), 'acme', { ...parts, network: customNetwork({}, { rollup: file }), monitoring, ...over });
}

/** The rule groups of a chart, by workload. */
export function groupsOf(input: Chart | readonly Manifest[]): readonly Group[] {
  const manifests = Array.isArray(input) ? untyped<Manifest[]>(input) : manifestsOf(untyped<Chart>(input));
  return findAll(manifests, 'PrometheusRule').flatMap(({ spec }) => untyped<{ groups: Group[] }>(spec).groups);
}

const FORK = 1_300_000;

/** Rollups whose rules differ. */
export const fixtures = {
  rollup: (alerts: AlertsProps = {}) => makeRollup({ alerts }),
  // The fork comes a fortnight after the epoch, which is where promtool's clock begins.
  behind: (alerts: AlertsProps = {}) =>
    makeRollup({ alerts }, {
      network: customNetwork({ ...anyVersion, images: { components: { 'op-node': { version: 'v1.16.13' } } } }, { rollup: { karst_time: FORK }, genesis: { config: { ...forks, karstTime: FORK } } }),
      sequencer: { p2pSequencerKey: sequencerKey, consensus: { image: { version: 'v1.16.13' } } },
    }),
  oldProposer: (alerts: AlertsProps = {}) => makeRollup({ alerts }, { network: customNetwork(anyVersion), proposer: { signer: signer('proposer-key'), image: { version: 'v1.10.2' } } }),
  oldBatcher: (alerts: AlertsProps = {}) => makeRollup({ alerts }, { network: customNetwork(anyVersion), batcher: { signer: signer('batcher-key'), image: { version: 'v1.10.0' } } }),
  kona: (alerts: AlertsProps = {}) =>
    new OpReplicaChart(new App(), 'acme', { namespace: 'acme', network: customNetwork({ l2RpcUrl: 'https://rpc.acme.example' }), node: { consensus: { client: 'kona-node' } }, monitoring: { alerts } }),
} as const;

export type FixtureName = keyof typeof fixtures;

const forks = {
  chainId: 42069, regolithTime: 0, canyonTime: 0, ecotoneTime: 0, fjordTime: 0, graniteTime: 0, holoceneTime: 0, isthmusTime: 0, jovianTime: 0,
  optimism: { eip1559Elasticity: 6, eip1559Denominator: 50, eip1559DenominatorCanyon: 250 },
};
