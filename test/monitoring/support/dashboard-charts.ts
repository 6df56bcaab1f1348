import { App, type Chart } from 'cdk8s';
import { OpReplicaChart, type MonitoringProps } from '../../../src';
import { chains } from '../../../examples';
import { anyVersion, customNetwork, sequencerKey, signer } from '../../support/fixtures';
import { dashboardsOf, type Model, type ModelPanel } from './dashboards';
import { makeRollup } from './rollup';

// Some of the nodes are kona-nodes, each of which warns.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

/** Dashboards, and nothing else but monitors. */
export const ON: MonitoringProps = { dashboards: true };
const others = customNetwork({ ...anyVersion, images: { components: { 'op-geth': { version: 'v1.101702.3' } } } });
/** A rollup that runs the programs which the usual one does not. */
const otherRollup = (): Chart => makeRollup(ON, { network: others, replicas: { execution: { client: 'op-geth' }, consensus: { client: 'kona-node' } } });
const oldRollup = (): Chart =>
  makeRollup(ON, {
    network: customNetwork(anyVersion),
    sequencer: { p2pSequencerKey: sequencerKey, execution: { image: { version: 'v2.3.3' } } },
    batcher: { signer: signer('batcher-key'), image: { version: 'v1.10.0' } },
    proposer: { signer: signer('proposer-key'), image: { version: 'v1.9.5' } },
  });

/** Charts whose dashboards differ. */
export const charts: Record<string, Chart> = {
  ...Object.fromEntries(Object.entries(chains).map(([name, example]) => [`example ${name}`, example(new App(), { ...ON, alerts: true })])),
  full: makeRollup({ ...ON, alerts: true }),
  others: otherRollup(),
  old: oldRollup(),
  kona: new OpReplicaChart(new App(), 'acme', { network: customNetwork({ l2RpcUrl: 'https://rpc.acme.example' }), node: { consensus: { client: 'kona-node' } }, monitoring: ON }),
};
/** The dashboards of each. */
export const models: Record<string, Record<string, Model>> = Object.fromEntries(Object.entries(charts).map(([name, chart]) => [name, dashboardsOf(chart)]));
/** Those of a rollup with every service. */
export const full = models.full!;
/** Every dashboard of every chart. */
export const all = Object.entries(models).flatMap(([chart, ofChart]) => Object.entries(ofChart).map(([name, model]) => [`${chart}: ${name}`, model] as const));
/** The panel of that title. */
export const panelOf = (model: Model, title: string): ModelPanel => model.panels.find((panel) => panel.title === title && panel.type !== 'row')!;
