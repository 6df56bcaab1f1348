import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { App, Size } from 'cdk8s';
import { ConfigSource, OpStackChart, SecretValue, Storage, hardforkSchedule, hardforks, type ContractAddresses, type OpStackChartProps } from '../../src';
import { checksumAddress } from '../../src/keys';
import { find } from '../../src/testing';
import { emitted, flagsOf, genesis, podOf, problem, rollup, sequencerKey, signer } from '../support/fixtures';

/** What op-deployer writes beside rollup.json. */
interface State {
  readonly opChainDeployments: readonly (Readonly<Record<'SystemConfigProxy' | 'OptimismPortalProxy' | 'DisputeGameFactoryProxy' | 'L1StandardBridgeProxy' | 'L1CrossDomainMessengerProxy', string>> & { readonly allocs: string })[];
}

type Rollup = Omit<typeof rollup, 'karst_time'> & { readonly karst_time?: number; readonly chain_op_config?: object };

/** genesis.json as `op-deployer inspect genesis` makes it from the state. */
function genesisOf(file: Rollup, alloc: unknown): string {
  const times = hardforks.filter((fork) => fork !== 'delta').map((fork) => [`${fork}Time`, hardforkSchedule({ rollupConfig: file })[fork]]);
  return JSON.stringify({
    config: { chainId: file.l2_chain_id, ...Object.fromEntries(times), optimism: file.chain_op_config ?? genesis.config.optimism },
    timestamp: `0x${file.genesis.l2_time.toString(16)}`,
    gasLimit: `0x${file.genesis.system_config.gasLimit.toString(16)}`,
    alloc,
  });
}

function contractsOf({ opChainDeployments: [chain] }: State): ContractAddresses {
  return {
    systemConfigAddr: checksumAddress(chain!.SystemConfigProxy),
    optimismPortalAddr: checksumAddress(chain!.OptimismPortalProxy),
    disputeGameFactoryAddr: checksumAddress(chain!.DisputeGameFactoryProxy),
    l1StandardBridgeAddr: checksumAddress(chain!.L1StandardBridgeProxy),
    l1CrossDomainMessengerAddr: checksumAddress(chain!.L1CrossDomainMessengerProxy),
    respectedGameType: 1,
  };
}

/** A whole rollup on a development L1, as it was at Jovian. */
function rollupChart(file: Rollup, genesisText: string, contractAddresses: ContractAddresses, over: Partial<OpStackChartProps> = {}): OpStackChart {
  return new OpStackChart(new App(), 'dev', {
    namespace: 'dev',
    network: {
      l1RpcUrl: 'http://l1:8545', l1BeaconUrl: 'http://l1-beacon:5052',
      rollupConfig: ConfigSource.inline(file), l2Genesis: ConfigSource.inline(genesisText), l1ChainConfig: ConfigSource.inline({ chainId: file.l1_chain_id, terminalTotalDifficulty: 0 }),
      contractAddresses, images: { release: 'jovian-2026-01' },
    },
    sequencer: { p2pSequencerKey: sequencerKey, storage: Storage.claim({ size: Size.gibibytes(20) }) },
    replicas: { count: 2 },
    batcher: { signer: signer('batcher-key') },
    proposer: { signer: signer('proposer-key') },
    challenger: { signer: signer('challenger-key'), faultProof: { gameTypes: ['permissioned'], prestatesUrl: SecretValue.fromSecret('prestates', 'url') } },
    ...over,
  });
}

function check(file: Rollup, text: string, contracts: ContractAddresses): void {
  const manifests = emitted(rollupChart(file, text, contracts));
  const { binaryData } = find(manifests, 'ConfigMap', 'dev-network-genesis');
  const packed = Buffer.from(String(Reflect.get(Object(binaryData), 'genesis.json.gz')), 'base64');
  expect(gunzipSync(packed).toString()).toBe(text);
  expect(packed.length).toBeLessThan(1024 * 1024);

  const node = podOf(manifests, 'dev-sequencer');
  expect(flagsOf(node.container('op-node'))).toMatchObject({ 'rollup.config': '/network/rollup-config/rollup.json', 'rollup.l1-chain-config': '/network/l1-chain-config/l1-chain-config.json', 'sequencer.enabled': true });
  expect(flagsOf(podOf(manifests, 'dev-proposer').container('op-proposer'))).toMatchObject({ 'game-factory-address': contracts.disputeGameFactoryAddr, 'game-type': '1' });
  expect(flagsOf(podOf(manifests, 'dev-challenger').container('op-challenger'))).toMatchObject({ 'game-factory-address': contracts.disputeGameFactoryAddr, 'game-types': 'permissioned' });
}

const small: State = {
  opChainDeployments: [{
    SystemConfigProxy: rollup.l1_system_config_address, OptimismPortalProxy: rollup.deposit_contract_address,
    DisputeGameFactoryProxy: '0x7a250d5630b4cf539739df2c5dacb4c659f2488d', L1StandardBridgeProxy: '0x52908400098527886e0f7030069857d2e4169ee7', L1CrossDomainMessengerProxy: '0x8617e340b3d01fa5f11f306f4090fd50e238070d',
    allocs: gzipSync(JSON.stringify(genesis.alloc)).toString('base64'),
  }],
};
const allocOf = (state: State): unknown => JSON.parse(gunzipSync(Buffer.from(state.opChainDeployments[0]!.allocs, 'base64')).toString());
const jovian: Rollup = { ...rollup, l1_chain_id: 1337, l2_chain_id: 13, karst_time: undefined };

describe('what op-deployer writes', () => {
  it('is a whole rollup, by a small state', () => {
    expect.hasAssertions();
    check(jovian, genesisOf(jovian, allocOf(small)), contractsOf(small));
  });
});

const folder = join(__dirname, '../../../shared/fixtures/op-deployer');
if (existsSync(folder)) {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const state: State = JSON.parse(read('state-jovian.json'));
  const atJovian: Rollup = JSON.parse(read('rollup-jovian.json'));
  const atIsthmus: Rollup = JSON.parse(read('rollup-isthmus.json'));
  const mixed = () => rollupChart(atIsthmus, genesisOf(atJovian, genesis.alloc), { disputeGameFactoryAddr: contractsOf(state).disputeGameFactoryAddr, respectedGameType: 1 });

  describe('a chain that op-deployer really wrote', () => {
    it('is a whole rollup, with its genesis of 9 MB', () => {
      const text = genesisOf(atJovian, allocOf(state));
      expect(text.length).toBeGreaterThan(9_300_000);
      check(atJovian, text, contractsOf(state));
    });

    it('was one at Isthmus', () => {
      expect.hasAssertions();
      check(atIsthmus, genesisOf(atIsthmus, genesis.alloc), { ...contractsOf(state), systemConfigAddr: undefined, optimismPortalAddr: undefined });
    });

    it('is not taken for another', () => {
      expect(problem(mixed, 'FORK_MISMATCH').prop).toBe('l2Genesis.config.jovianTime');
      expect(problem(mixed, 'GENESIS_MISMATCH').prop).toBe('l2Genesis.timestamp');
      expect(problem(() => rollupChart(atJovian, genesisOf(atJovian, genesis.alloc), { ...contractsOf(state), systemConfigAddr: contractsOf(state).optimismPortalAddr }), 'CONTRACT_MISMATCH').prop).toBe('contractAddresses.systemConfigAddr');
    });
  });
}
