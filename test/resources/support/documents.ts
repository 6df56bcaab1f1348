import { App } from 'cdk8s';
import { stringify } from 'yaml';
import { fromResources, type FromResourcesOptions, type ResourcesChart } from '../../../src';
import { ADDRESS, genesis, problemsOf, rollup } from '../../support/fixtures';

export type Spec = Readonly<Record<string, unknown>>;
export type Kind = 'OptimismNetwork' | 'OpNode' | 'OpBatcher' | 'OpProposer' | 'OpChallenger';

/** A resource of namespace `acme`, unless told otherwise. */
export function resource(kind: Kind, name: string, spec: Spec = {}, metadata: Spec = {}): Spec {
  return { apiVersion: 'optimism.io/v1alpha1', kind, metadata: { name, namespace: 'acme', ...metadata }, spec };
}

export const secretRef = (name: string, key = 'key'): Spec => ({ secretRef: { name, key } });

const network = { optimismNetworkRef: { name: 'acme-network' } };

/** The least that each kind needs to stand beside the others. */
export const SPECS: Readonly<Record<Kind, Spec>> = {
  OptimismNetwork: {
    l1RpcUrl: secretRef('l1-endpoints', 'rpc'),
    l1BeaconUrl: secretRef('l1-endpoints', 'beacon'),
    rollupConfig: { inline: rollup },
    l2Genesis: { inline: genesis },
    contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 },
  },
  OpNode: { ...network, nodeType: 'sequencer', opNode: { p2p: { sequencerKey: secretRef('sequencer-key') } } },
  OpBatcher: { ...network, privateKey: secretRef('batcher-key') },
  OpProposer: { ...network, privateKey: secretRef('proposer-key') },
  OpChallenger: { ...network, privateKey: secretRef('challenger-key'), faultProof: { prestatesUrl: 'https://prestates.example.com/acme' } },
};

/** Names under which the resources stand in {@link rollupOf}. */
export const NAMES: Readonly<Record<Kind, string>> = {
  OptimismNetwork: 'acme-network', OpNode: 'acme-sequencer', OpBatcher: 'acme-batcher', OpProposer: 'acme-proposer', OpChallenger: 'acme-challenger',
};

/** A whole rollup, of which the spec of any kind can be laid over; `undefined` takes a field away. */
export function rollupOf(over: Partial<Readonly<Record<Kind, Spec>>> = {}): readonly Spec[] {
  const kinds = ['OptimismNetwork', 'OpNode', 'OpBatcher', 'OpProposer', 'OpChallenger'] as const;
  return kinds.map((kind) => resource(kind, NAMES[kind], { ...SPECS[kind], ...over[kind] }));
}

/** Resources as one text. */
export const textOf = (resources: readonly unknown[]): string => resources.map((each) => stringify(each)).join('---\n');

/** What becomes of resources in an app of their own. */
export function made(resources: readonly unknown[] | string, options?: FromResourcesOptions): { readonly app: App; readonly charts: readonly ResourcesChart[] } {
  const app = new App();
  return { app, charts: fromResources(app, typeof resources === 'string' ? resources : textOf(resources), options) };
}

/** What is wrong, as `code field`. */
export function found(resources: readonly unknown[] | string, options?: FromResourcesOptions): readonly string[] {
  return problemsOf(() => made(resources, options)).map(({ code, prop }) => `${code} ${prop}`.trim());
}
