import { App } from 'cdk8s';
import { NAMES, found, made, resource, rollupOf, textOf, type Kind, type Spec } from './support/documents';
import { fromResources } from '../../src';
import { expectValid, manifestsOf } from '../../src/testing';
import { flagsOf, podOf, untyped, warningsOf } from '../support/fixtures';

/** The rollup with its kinds in namespaces of their own. */
function spread(namespaces: Partial<Record<Kind, string>>, over: Partial<Record<Kind, Spec>> = {}): readonly Spec[] {
  const home = (kind: Kind): string => namespaces[kind] ?? 'acme';
  return rollupOf(over).map(({ kind, spec }) => {
    const each = untyped<Kind>(kind);
    const refs = each === 'OptimismNetwork' ? {} : {
      optimismNetworkRef: { name: NAMES.OptimismNetwork, namespace: home('OptimismNetwork') },
      ...(each === 'OpNode' ? {} : { sequencerRef: { name: NAMES.OpNode, namespace: home('OpNode') } }),
    };
    return resource(each, NAMES[each], { ...untyped<Spec>(spec), ...refs }, { namespace: home(each) });
  });
}

const quiet = (resources: readonly unknown[]): App => {
  let app = new App();
  warningsOf(() => ({ app } = made(resources)));
  return app;
};

interface Meta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
const metaOf = (manifest: Manifest): Meta => untyped<{ metadata: Meta }>(manifest).metadata;
type Manifest = ReturnType<typeof manifestsOf>[number];
const named = (app: App, kind: string): ReadonlySet<string> => new Set(manifestsOf(app).filter((each) => each.kind === kind).map((each) => `${metaOf(each).namespace}/${metaOf(each).name}`));

describe('across namespaces', () => {
  const all = { OptimismNetwork: 'shared', OpNode: 'nodes', OpBatcher: 'posting', OpProposer: 'proposing', OpChallenger: 'games' } as const;

  test('each resource goes where it says, and all are wired to each other', () => {
    const app = quiet(spread(all));
    expectValid(app);
    const manifests = manifestsOf(app);
    expect(new Set([...named(app, 'StatefulSet'), ...named(app, 'Deployment')])).toEqual(new Set(['games/acme-challenger', 'nodes/acme-sequencer', 'posting/acme-batcher', 'proposing/acme-proposer']));
    for (const [name, rpc] of [['acme-batcher', 'rollup-rpc'], ['acme-proposer', 'rollup-rpc'], ['acme-challenger', 'rollup-rpc']] as const) {
      const [container] = podOf(manifests, name).spec.containers;
      expect(flagsOf(untyped(container))[rpc]).toBe('http://acme-sequencer.nodes.svc:9545');
    }
    // Those who call the sequencer are let in, from their namespaces.
    const policy = manifests.find((each) => each.kind === 'NetworkPolicy' && metaOf(each).name === 'acme-sequencer');
    for (const namespace of ['posting', 'proposing', 'games']) expect(JSON.stringify(policy?.spec)).toContain(`"kubernetes.io/metadata.name":"${namespace}"`);
  });

  test('the files are where pods mount them, and nowhere else', () => {
    const app = quiet(spread(all));
    expect(named(app, 'ConfigMap')).toEqual(new Set(['games', 'nodes', 'shared'].flatMap((namespace) => [`${namespace}/acme-network`, `${namespace}/acme-network-genesis`])));
    expect(named(quiet(spread({ OpBatcher: 'posting', OpProposer: 'proposing' })), 'ConfigMap')).toEqual(new Set(['acme/acme-network', 'acme/acme-network-genesis']));
  });

  test('a built-in chain has no files to carry over', () => {
    const known = { networkName: 'op-sepolia', l1RpcUrl: 'http://l1:8545', l1BeaconUrl: 'http://beacon:5052', rollupConfig: undefined, l2Genesis: undefined };
    const app = quiet(spread(all, { OptimismNetwork: { ...known } }));
    expect(named(app, 'ConfigMap').size).toBe(0);
    expect([...named(app, 'NetworkPolicy')].filter((name) => name.endsWith('default-deny'))).toEqual(['shared/acme-network-default-deny']);
  });

  test('what pods read there by name has to be there, and is said once for each namespace', () => {
    const configMapRef = { configMapRef: { name: 'files', key: 'x.json' } };
    const warnings = warningsOf(() => { made(spread(all, { OptimismNetwork: { rollupConfig: configMapRef, l2Genesis: configMapRef, chainID: 42069, l1ChainID: 11155111 } })); })
      .filter(({ code }) => code === 'NEEDED_IN_NAMESPACE').map(({ message }) => /: (pods .*?)\. /.exec(message)?.[1]);
    expect(warnings).toEqual([
      'pods of namespace nodes read Secret "l1-endpoints" and ConfigMap "files" there, and not in shared',
      'pods of namespace posting read Secret "l1-endpoints" there, and not in shared',
      'pods of namespace proposing read Secret "l1-endpoints" there, and not in shared',
      'pods of namespace games read Secret "l1-endpoints" and ConfigMap "files" there, and not in shared',
    ]);
    expect(warningsOf(() => { made(rollupOf()); })).toEqual([]);
    expect(warningsOf(() => { made(spread({ OpBatcher: 'posting', OpProposer: 'posting' })); }).map(({ code }) => code)).toEqual(['NEEDED_IN_NAMESPACE']);
  });

  test('replicas in another namespace than their sequencer', () => {
    const replica = resource('OpNode', 'follower', { optimismNetworkRef: { name: NAMES.OptimismNetwork, namespace: 'acme' }, nodeType: 'replica' }, { namespace: 'public' });
    const app = quiet([...rollupOf(), replica]);
    expectValid(app);
    expect(flagsOf(podOf(manifestsOf(app), 'follower').container('op-reth'))['rollup.sequencer']).toBe('http://acme-sequencer.acme.svc:8545');
  });

  test('networks of one name in two namespaces are two', () => {
    const other = rollupOf().slice(0, 2).map(({ kind, spec }) => resource(untyped<Kind>(kind), NAMES[untyped<Kind>(kind)], untyped<Spec>(spec), { namespace: 'other' }));
    const { app, charts } = made([...rollupOf(), ...other]);
    expectValid(app);
    expect(charts.map((chart) => [chart.namespace, Object.keys(chart.nodes), Object.keys(chart.batchers)])).toEqual([['acme', ['acme-sequencer'], ['acme-batcher']], ['other', ['acme-sequencer'], []]]);
    expect(charts[0]!.networks['acme-network']).not.toBe(charts[1]!.networks['acme-network']);
  });

  test('a network that is carried over stands beside one that has nearly its name', () => {
    const near = resource('OptimismNetwork', 'acme-network-acme', untyped<Spec>(rollupOf()[0]!.spec), { namespace: 'games' });
    expect(() => quiet([...spread({ OpChallenger: 'games' }), near]).synthYaml()).not.toThrow();
    expect(found([...spread({ OpChallenger: 'games' }), { ...near, metadata: { name: 'acme-network', namespace: 'games' } }])).toEqual(['DUPLICATE_NAME metadata.name']);
  });

  test('no chart waits for another', () => {
    const app = new App();
    warningsOf(() => { fromResources(app, textOf(spread(all))); });
    for (const { node } of app.node.findAll()) expect(node.dependencies).toEqual([]);
  });
});

describe('without a namespace', () => {
  const unplaced = rollupOf().map((each) => ({ ...each, metadata: { name: untyped<{ name: string }>(each.metadata).name } }));

  test('resources go where kubectl is set to', () => {
    const { app, charts } = made(unplaced);
    expectValid(app);
    expect(charts.map(({ node, namespace }) => [node.id, namespace])).toEqual([['rollup', undefined]]);
    expect(named(app, 'Deployment')).toEqual(new Set(['undefined/acme-batcher', 'undefined/acme-proposer']));
  });

  test('or where the options say', () => {
    expect(made(unplaced, { namespace: 'acme' }).app.synthYaml()).toBe(made(rollupOf()).app.synthYaml());
  });
});

/** The rollup with something in the batcher's metadata. */
const labelled = (metadata: Spec): App => made(rollupOf().map((each) => (each.kind === 'OpBatcher' ? { ...each, metadata: { ...untyped<Spec>(each.metadata), ...metadata } } : each)), { labels: { team: 'all', stage: 'test' } }).app;

describe('metadata', () => {
  test('labels and annotations go on every object of the resource, and on no pod', () => {
    const manifests = manifestsOf(labelled({ labels: { team: 'posting', 'acme.example.com/cost': '7' }, annotations: { note: 'any text: at all' } }));
    for (const manifest of manifests) {
      const metadata = metaOf(manifest);
      const own = metadata.name === 'acme-batcher';
      expect(metadata.labels).toMatchObject(own ? { team: 'posting', 'acme.example.com/cost': '7', stage: 'test' } : { team: 'all', stage: 'test' });
      expect(metadata.annotations?.note).toBe(own ? 'any text: at all' : undefined);
    }
    expect(new Set(manifests.filter((each) => metaOf(each).name === 'acme-batcher').map(({ kind }) => kind))).toEqual(new Set(['Deployment', 'NetworkPolicy', 'Service']));
    expect(JSON.stringify(podOf(manifests, 'acme-batcher'))).toBe(JSON.stringify(podOf(manifestsOf(labelled({})), 'acme-batcher')));
  });

  test('a label that the objects have already stays what it is', () => {
    let yaml = '';
    const warnings = warningsOf(() => { yaml = labelled({ labels: { 'app.kubernetes.io/name': 'poster' } }).synthYaml(); });
    expect(warnings.map(({ code, message }) => [code, / (\S+): /.exec(message)?.[1]])).toEqual([['FIELD_IGNORED', 'metadata.labels.app.kubernetes.io/name']]);
    expect(yaml).toBe(labelled({}).synthYaml());
  });
});

test('texts with names, and the API group of the first draft', () => {
  const app = new App();
  const [network, ...others] = rollupOf().map((each) => ({ ...each, apiVersion: 'optimism.optimism.io/v1alpha1' }));
  fromResources(app, [{ name: 'b.yaml', text: textOf(others) }, { name: 'a.yaml', text: JSON.stringify(network) }]);
  expect(app.synthYaml()).toBe(made(rollupOf()).app.synthYaml());
});
