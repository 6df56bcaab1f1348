import { App } from 'cdk8s';
import { NAMES, made, resource, rollupOf } from './support/documents';
import { FULL, FULL_GETH, GETH_IMAGES, fullByHand, fullGethByHand } from './support/full';
import { OpReplicaChart, OpStackChart } from '../../src';
import { specFields } from '../../src/resources/fields';
import { expectValid } from '../../src/testing';
import { anyVersion, customNetwork, newChart, sequencerKey, signer, warningsOf } from '../support/fixtures';

const compatibility = anyVersion.compatibility!;

describe('resources and TypeScript say the same, byte for byte', () => {
  test('a whole rollup', () => {
    const { app, charts } = made([...rollupOf(), resource('OpNode', 'acme-replica', { optimismNetworkRef: { name: NAMES.OptimismNetwork }, nodeType: 'replica' })]);
    const byHand = new App();
    new OpStackChart(byHand, 'acme', {
      namespace: 'acme',
      network: customNetwork(),
      sequencer: { p2pSequencerKey: sequencerKey },
      replicas: {},
      batcher: { signer: signer('batcher-key') },
      proposer: { signer: signer('proposer-key') },
      challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl: 'https://prestates.example.com/acme' } },
    });
    expect(app.synthYaml()).toBe(byHand.synthYaml());
    expectValid(app);
    const [chart] = charts;
    expect(Object.keys(chart!.nodes)).toEqual(['acme-sequencer', 'acme-replica']);
    expect([chart!.networks, chart!.batchers, chart!.proposers, chart!.challengers].map((each) => Object.keys(each))).toEqual([['acme-network'], ['acme-batcher'], ['acme-proposer'], ['acme-challenger']]);
  });

  test('replicas of a built-in chain, with what the options say', () => {
    const chartOptions = { monitoring: true, networkPolicies: false, labels: { team: 'rollups' } };
    const { app } = made([
      resource('OpNode', 'acme-replica', { optimismNetworkRef: { name: 'acme-network', namespace: 'acme' }, nodeType: 'replica' }),
      resource('OptimismNetwork', 'acme-network', {
        networkName: 'op-sepolia', chainID: 11155420, l1ChainID: 11155111, l1RpcUrl: 'https://l1.example.com', l1BeaconUrl: 'https://beacon.example.com',
        rollupConfig: { autoDiscover: true }, l2Genesis: { autoDiscover: true },
      }),
    ], { ...chartOptions, profile: 'small', images: { registry: 'registry.example.com' } });
    const byHand = new App();
    new OpReplicaChart(byHand, 'acme', {
      namespace: 'acme',
      ...chartOptions,
      network: { networkName: 'op-sepolia', l1RpcUrl: 'https://l1.example.com', l1BeaconUrl: 'https://beacon.example.com', profile: 'small', images: { registry: 'registry.example.com' } },
    });
    expect(app.synthYaml()).toBe(byHand.synthYaml());
  });

  test('every field', () => {
    const chart = newChart();
    let yaml = '';
    const warnings = warningsOf(() => { yaml = made(FULL, { compatibility }).app.synthYaml(); });
    expect(warnings.filter(({ code }) => code === 'FIELD_IGNORED')).toEqual([]);
    warningsOf(() => fullByHand(chart, compatibility));
    expect(yaml).toBe(App.of(chart).synthYaml());
    expectValid(yaml);
  });

  test('every field that op-geth alone has, and files in ConfigMaps', () => {
    const chart = newChart();
    let yaml = '';
    warningsOf(() => {
      yaml = made(FULL_GETH, { executionClient: 'op-geth', images: GETH_IMAGES, compatibility }).app.synthYaml();
      fullGethByHand(chart, compatibility);
    });
    expect(yaml).toBe(App.of(chart).synthYaml());
  });

  test('that is all fields that there are', () => {
    const missing = Object.entries(specFields).flatMap(([kind, fields]) => {
      const specs = [...FULL, ...FULL_GETH].filter((each) => each.kind === kind).map(({ spec }) => spec);
      return Object.entries(fields).filter(([field, row]) => 'prop' in row && !specs.some((spec) => has(spec, field.split('.')))).map(([field]) => `${kind} ${field}`);
    });
    expect(missing).toEqual([]);
  });
});

function has(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step) && has(Reflect.get(value, step), rest);
}
