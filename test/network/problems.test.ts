import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { ConfigSource, OptimismNetworkConstruct, hardforkSchedule, type OptimismNetworkProps } from '../../src';
import { faultIn } from '../../src/network/json-fault';
import { ADDRESS, customNetwork, genesis, knownNetwork, newChart, problem, problemsOf, rollup, warningsOf, withNetwork } from '../support/fixtures';

type Files = NonNullable<Parameters<typeof customNetwork>[1]>;
const make = (props: OptimismNetworkProps) => () => withNetwork(props);
const custom = (props: Partial<OptimismNetworkProps> = {}, files: Files = {}) => make(customNetwork(props, files));
const known = (props: Partial<OptimismNetworkProps>) => make({ ...knownNetwork, ...props });
const files = (over: Files) => custom({}, over);
/** rollup.json and genesis.json with other fork times in both, so that only what is wrong with them is reported. */
const forks = (times: Record<string, number | null>, props: Partial<OptimismNetworkProps> = {}) => {
  const inGenesis = Object.entries(times).filter(([name]) => name !== 'delta').map(([name, time]) => [`${name}Time`, time]);
  return custom(props, {
    rollup: Object.fromEntries(Object.entries(times).map(([name, time]) => [`${name}_time`, time])),
    genesis: { config: { ...genesis.config, ...Object.fromEntries(inGenesis) } },
  });
};
const inRollup = (path: string, value: unknown) => {
  const copy: object = JSON.parse(JSON.stringify(rollup));
  const keys = path.split('.');
  const holder = keys.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key), copy);
  Reflect.set(holder, keys.at(-1) ?? '', value);
  return { rollup: copy };
};
const unseen = { rollupConfig: ConfigSource.fromConfigMap('files', 'rollup.json'), chainId: 42069, l1ChainId: 11155111 };
const node = (version: string) => ({ images: { components: { 'op-node': { version } } } });
const url = (address: string, sha256 = 'a'.repeat(64)) => ({ ...unseen, l2Genesis: ConfigSource.fromUrl(address, { sha256 }) });
const OP_DEPLOYER = /^Give the rollup\.json that op-deployer wrote for this chain$/;
const ONE_CHAIN = /^Give both files of one chain/;

type Row = readonly [what: string, make: () => unknown, code: string, prop: string, message: RegExp, hint: RegExp];
const rows: readonly Row[] = [
  ['no L1 endpoint', known({ l1RpcUrl: undefined }), 'MISSING_L1_RPC', 'l1RpcUrl', /^no L1 endpoint is given$/, /SecretValue\.fromSecret/],
  ['no beacon endpoint after Ecotone', known({ l1BeaconUrl: undefined }), 'MISSING_L1_BEACON', 'l1BeaconUrl', /from Ecotone on/, /^Set l1BeaconUrl/],
  ['no beacon endpoint, custom chain', custom({ l1BeaconUrl: undefined }), 'MISSING_L1_BEACON', 'l1BeaconUrl', /op-node does not start/, /^Set l1BeaconUrl/],
  ['no beacon endpoint, rollup.json unseen', custom({ ...unseen, l1BeaconUrl: undefined }), 'MISSING_L1_BEACON', 'l1BeaconUrl', /Ecotone/, /^Set l1BeaconUrl/],
  ['an L1 endpoint that is no URL', known({ l1RpcUrl: 'l1:8545' }), 'INVALID_URL', 'l1RpcUrl', /no https or http or wss or ws URL/, /https:\/\/host:port/],
  ['a beacon endpoint by WebSocket', known({ l1BeaconUrl: 'wss://beacon' }), 'INVALID_URL', 'l1BeaconUrl', /https or http/, /https:\/\/host:port/],
  ['a fallback that is no URL', known({ l1BeaconFallbacks: ['https://a', ''] }), 'INVALID_URL', 'l1BeaconFallbacks[1]', /URL/, /host:port/],
  ['a sequencer that is no URL', known({ l2RpcUrl: 'sequencer' }), 'INVALID_URL', 'l2RpcUrl', /URL/, /host:port/],
  ['a DA server that is no URL', known({ altDa: { server: 'da:3100' } }), 'INVALID_URL', 'altDa.server', /URL/, /host:port/],
  ['a negative rate', known({ l1RpcRateLimit: -1 }), 'INVALID_NUMBER', 'l1RpcRateLimit', /^-1 is not a rate$/, /0 for no limit/],
  ['a rate that is no number', known({ l1RpcRateLimit: NaN }), 'INVALID_NUMBER', 'l1RpcRateLimit', /^NaN is not a rate$/, /requests a second/],
  ['a metrics port out of range', known({ sharedConfig: { metrics: { port: 70000 } } }), 'INVALID_PORT', 'sharedConfig.metrics.port', /70000/, /65535/],
  ['resources that are no quantities', known({ sharedConfig: { resources: { limits: { cpu: 'two' } } } }), 'INVALID_QUANTITY', 'sharedConfig.resources.limits.cpu', /two/, /500m/],

  ['a peer that is nobody', known({ networkPolicies: { rpcFrom: ['release', {}] } }), 'INVALID_PEER', 'networkPolicies.rpcFrom[1]', /selects nobody/, /\{ cidr \}/],
  ['addresses and pods at once', known({ networkPolicies: { adminFrom: [{ cidr: '10.0.0.0/8', podLabels: {} }] } }), 'INVALID_PEER', 'networkPolicies.adminFrom[0]', /given together/, /Give one of/],
  ['a namespace by name and labels', known({ networkPolicies: { dns: [{ namespace: 'a', namespaceLabels: {} }] } }), 'INVALID_PEER', 'networkPolicies.dns[0]', /by name and by labels/, /Keep one/],
  ['an address that is no range', known({ networkPolicies: { metricsFrom: [{ cidr: '10.0.0.1' }] } }), 'INVALID_CIDR', 'networkPolicies.metricsFrom[0].cidr', /"10\.0\.0\.1"/, /203\.0\.113\.0\/24/],
  ['too many bits', known({ networkPolicies: { p2pCidrs: ['10.0.0.0/33'] } }), 'INVALID_CIDR', 'networkPolicies.p2pCidrs[0]', /33/, /2001:db8::\/32/],
  ['an exception that is no range', known({ networkPolicies: { rpcFrom: [{ cidr: '::/0', except: ['fe80::/10', 'x/8'] }] } }), 'INVALID_CIDR', 'networkPolicies.rpcFrom[0].except[1]', /x\/8/, /Write it/],
  ['an L1 that is no range', known({ networkPolicies: { l1: { cidrs: ['l1.example.com'] } } }), 'INVALID_CIDR', 'networkPolicies.l1.cidrs[0]', /l1\.example\.com/, /Write it/],
  ['a port of L1 that is none', known({ networkPolicies: { l1: { ports: [0] } } }), 'INVALID_COUNT', 'networkPolicies.l1.ports[0]', /^0 is/, /from 1/],

  ['a chain that nobody knows', known({ networkName: 'op-sepola' }), 'UNKNOWN_CHAIN', 'networkName', /^no binary has a chain "op-sepola" built in$/, /^Did you mean op-sepolia/],
  ['a chain like none', known({ networkName: 'acme' }), 'UNKNOWN_CHAIN', 'networkName', /"acme"/, /^Give a custom chain by rollupConfig and l2Genesis, without networkName$/],
  ['an empty name', known({ networkName: '' }), 'UNKNOWN_CHAIN', 'networkName', /""/, /custom chain/],
  ['Base', known({ networkName: 'base-mainnet' }), 'DROPPED_CHAIN', 'networkName', /^"base-mainnet" is no longer built in since 2026-04-27: /, /^Run base-reth-node/],
  ['a chain that was shut down', known({ networkName: 'swell-mainnet' }), 'DROPPED_CHAIN', 'networkName', /since 2026-05-26: the chain was shut down/, /rollup\.json and genesis\.json as a custom chain/],
  ['a chain that the binaries leave out', known({ networkName: 'celo-mainnet' }), 'DROPPED_CHAIN', 'networkName', /^"celo-mainnet" is not built in: the registry lists it, but the binaries leave it out$/, /as a custom chain/],
  ['a name and rollup.json', known({ rollupConfig: ConfigSource.inline(rollup) }), 'NETWORK_AND_FILES', 'rollupConfig', /op-node would ignore the file/, /^Give either/],
  ['a name and genesis.json', known({ l2Genesis: ConfigSource.inline(genesis) }), 'NETWORK_AND_FILES', 'l2Genesis', /given together/, /^Give either/],
  ['neither a name nor rollup.json', custom({ rollupConfig: undefined }), 'MISSING_ROLLUP_CONFIG', 'rollupConfig', /neither a known chain nor a rollup\.json/, /networkName.*optimism_rollupConfig/],
  ['no genesis.json', custom({ l2Genesis: undefined }), 'MISSING_L2_GENESIS', 'l2Genesis', /no RPC can give it/, /op-deployer inspect genesis/],
  ['no id, rollup.json unseen', custom({ ...unseen, chainId: undefined }), 'MISSING_CHAIN_ID', 'chainId', /not read at synth/, /^Set chainId$/],
  ['no L1 id, rollup.json unseen', custom({ ...unseen, l1ChainId: undefined }), 'MISSING_CHAIN_ID', 'l1ChainId', /not read at synth/, /^Set l1ChainId$/],

  ['another id than the known chain\'s', known({ chainId: 10 }), 'CHAIN_ID_MISMATCH', 'chainId', /^10 is given, and .* says 11155420$/, /leave the id out/],
  ['another L1 id than the known chain\'s', known({ l1ChainId: 1 }), 'L1_CHAIN_ID_MISMATCH', 'l1ChainId', /^1 is given, and .* says 11155111$/, /leave the id out/],
  ['another id than rollup.json\'s', custom({ chainId: 42070 }), 'CHAIN_ID_MISMATCH', 'chainId', /^42070 is given, and .* says 42069$/, /leave the id out/],
  ['another L1 id than rollup.json\'s', custom({ l1ChainId: 1 }), 'L1_CHAIN_ID_MISMATCH', 'l1ChainId', /says 11155111$/, /leave the id out/],
  ['another id in genesis.json', files({ genesis: { config: { ...genesis.config, chainId: 7 } } }), 'CHAIN_ID_MISMATCH', 'l2Genesis.config.chainId', /genesis\.json is of chain 7, rollup\.json of chain 42069/, ONE_CHAIN],
  ['another id in genesis.json, rollup.json unseen', custom({ ...unseen, chainId: 5 }), 'CHAIN_ID_MISMATCH', 'l2Genesis.config.chainId', /genesis\.json is of chain 42069, and 5 is given/, ONE_CHAIN],
  ['no id in genesis.json', files({ genesis: { config: { ...genesis.config, chainId: undefined } } }), 'CHAIN_ID_MISMATCH', 'l2Genesis.config.chainId', /of chain undefined/, ONE_CHAIN],
  ['one id for L1 and L2', files({ rollup: { l2_chain_id: 11155111 }, genesis: { config: { ...genesis.config, chainId: 11155111 } } }), 'CHAIN_ID_MISMATCH', 'rollupConfig.l2_chain_id', /L1 and L2 have one chain id, 11155111/, /its own chain id/],
  ['an L1 that nobody knows', files({ rollup: { l1_chain_id: 1337 } }), 'MISSING_L1_CHAIN_CONFIG', 'l1ChainConfig', /do not know an L1 with chain id 1337/, /l1-chain-config\.json/],
  ['the config of another L1', custom({ l1ChainConfig: ConfigSource.inline({ chainId: 1 }) }), 'L1_CHAIN_ID_MISMATCH', 'l1ChainConfig.chainId', /the file is of chain 1, and the L1 is chain 11155111/, /chain config of the L1/],
  ['the genesis of another L1', custom({ l1ChainConfig: ConfigSource.inline({ config: { chainId: 1337 } }) }), 'L1_CHAIN_ID_MISMATCH', 'l1ChainConfig.chainId', /of chain 1337/, /chain config of the L1/],

  ['an id that is no number', files(inRollup('l2_chain_id', '42069')), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.l2_chain_id', /^this is not a chain id$/, OP_DEPLOYER],
  ['an L1 id of zero', files(inRollup('l1_chain_id', 0)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.l1_chain_id', /a chain id/, OP_DEPLOYER],
  ['no block time', files(inRollup('block_time', undefined)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.block_time', /seconds above zero/, OP_DEPLOYER],
  ['a window of one block', files(inRollup('seq_window_size', 1)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.seq_window_size', /at least 2/, OP_DEPLOYER],
  ['no channel timeout', files(inRollup('channel_timeout', 0)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.channel_timeout', /L1 blocks/, OP_DEPLOYER],
  ['no inbox', files(inRollup('batch_inbox_address', '0x')), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.batch_inbox_address', /an address$/, OP_DEPLOYER],
  ['the zero address for the portal', files(inRollup('deposit_contract_address', `0x${'0'.repeat(40)}`)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.deposit_contract_address', /OptimismPortal/, OP_DEPLOYER],
  ['no SystemConfig', files(inRollup('l1_system_config_address', null)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.l1_system_config_address', /SystemConfig/, OP_DEPLOYER],
  ['no hash of the L1 block', files(inRollup('genesis.l1.hash', '0x1')), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.genesis.l1.hash', /a block hash/, OP_DEPLOYER],
  ['a zero hash of the L2 block', files(inRollup('genesis.l2.hash', `0x${'0'.repeat(64)}`)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.genesis.l2.hash', /a block hash/, OP_DEPLOYER],
  ['no genesis time', files(inRollup('genesis.l2_time', -1)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.genesis.l2_time', /a timestamp/, OP_DEPLOYER],
  ['no batcher', files(inRollup('genesis.system_config.batcherAddr', 7)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.genesis.system_config.batcherAddr', /an address/, OP_DEPLOYER],
  ['no gas limit', files(inRollup('genesis.system_config.gasLimit', 1.5)), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.genesis.system_config.gasLimit', /gas limit/, OP_DEPLOYER],
  ['a fork time that is none', files({ rollup: { karst_time: '0' } }), 'INVALID_ROLLUP_CONFIG', 'rollupConfig.karst_time', /^this is not a timestamp$/, /0 for genesis/],

  ['forks out of order', forks({ jovian: 1000, karst: 999 }), 'FORK_ORDER', 'rollupConfig.karst_time', /^karst \(999\) comes before jovian \(1000\)$/, /in order/],
  ['a gap in the forks', forks({ granite: null }), 'FORK_ORDER', 'rollupConfig.holocene_time', /^holocene has a time, but granite before it has none$/, /^Give granite_time, or leave holocene_time out$/],
  ['a misspelt fork', files({ rollup: { jovain_time: 0 } }), 'UNKNOWN_FORK', 'rollupConfig.jovain_time', /op-node v1\.19\.7 cannot follow jovain, which it does not know/, /^Did you mean jovian_time/],
  ['a fork like none', files({ rollup: { acme_upgrade_time: 0 } }), 'UNKNOWN_FORK', 'rollupConfig.acme_upgrade_time', /acme_upgrade/, /^Pin an op-node release that knows it$/],
  ['Karst with an op-node before it', forks({}, node('v1.16.5')), 'UNKNOWN_FORK', 'rollupConfig.karst_time', /op-node v1\.16\.5 cannot follow karst, which it does not know/, /^Pin an op-node release that knows it$/],
  ['Interop with an op-node that says Lagoon', files({ rollup: { interop_time: 5 } }), 'UNKNOWN_FORK', 'rollupConfig.interop_time', /op-node v1\.19\.7/, /write lagoon_time, or pin an op-node before v1\.19\.1/],
  ['Interop with the newest op-node', custom(node('v1.19.9'), { rollup: { interop_time: 5 } }), 'UNKNOWN_FORK', 'rollupConfig.interop_time', /op-node v1\.19\.9/, /write lagoon_time/],
  ['Lagoon with an op-node that says Interop', custom(node('v1.19.0'), { rollup: { lagoon_time: 5 } }), 'UNKNOWN_FORK', 'rollupConfig.lagoon_time', /op-node v1\.19\.0/, /^Pin an op-node/],
  ['a fork in rollup.json only', files({ genesis: { config: { ...genesis.config, karstTime: undefined } } }), 'FORK_MISMATCH', 'l2Genesis.config.karstTime', /^karst is at no time in genesis\.json and at 0 in rollup\.json$/, /put the fork into both/],
  ['a fork in genesis.json only', files({ genesis: { config: { ...genesis.config, lagoonTime: 9 } } }), 'FORK_MISMATCH', 'l2Genesis.config.lagoonTime', /^lagoon is at 9 in genesis\.json and at no time in rollup\.json$/, ONE_CHAIN],
  ['two times of a fork', files({ genesis: { config: { ...genesis.config, jovianTime: 3 } } }), 'FORK_MISMATCH', 'l2Genesis.config.jovianTime', /^jovian is at 3 in genesis\.json and at 0 in rollup\.json$/, ONE_CHAIN],
  ['another genesis time', files({ genesis: { timestamp: '0x1' } }), 'GENESIS_MISMATCH', 'l2Genesis.timestamp', /^the genesis block is of 1, and rollup\.json says 1785000000$/, ONE_CHAIN],

  ['the genesis of the L1', files({ genesis: { config: { ...genesis.config, optimism: undefined } } }), 'INVALID_GENESIS', 'l2Genesis.config.optimism', /not that of an OP Stack chain/, /not the L1's/],
  ['a genesis without accounts', files({ genesis: { alloc: null } }), 'INVALID_GENESIS', 'l2Genesis', /no "config" or no "alloc"/, /op-deployer wrote for the L2/],
  ['rollup.json that is no JSON', custom({ rollupConfig: ConfigSource.inline('{\n  "block_time": two\n}') }), 'INVALID_JSON', 'rollupConfig', /^the file is no valid JSON at line 2, column 17$/, /unchanged/],
  ['genesis.json that is cut off', custom({ l2Genesis: ConfigSource.inline('{"alloc": {') }), 'INVALID_JSON', 'l2Genesis', /line 1, column 12$/, /unchanged/],
  ['an L1 chain config that is no JSON', custom({ l1ChainConfig: ConfigSource.inline('chainId: 1') }), 'INVALID_JSON', 'l1ChainConfig', /line 1, column 1$/, /unchanged/],
  ['JSON that is no object', custom({ rollupConfig: ConfigSource.inline('[1]') }), 'INVALID_JSON', 'rollupConfig', /^the file holds JSON, but no object$/, /as it was written/],

  ['a file that is not there', custom({ rollupConfig: ConfigSource.fromFile('no/such/rollup.json') }), 'FILE_NOT_READ', 'rollupConfig', /^"no\/such\/rollup\.json" cannot be read \(ENOENT\)$/, /relative to the folder/],
  ['a folder', custom({ l2Genesis: ConfigSource.fromFile('src') }), 'FILE_NOT_READ', 'l2Genesis', /EISDIR/, /absolute/],
  ['a download that is no URL', custom(url('files/genesis.json')), 'INVALID_URL', 'l2Genesis', /no https or http URL/, /host:port/],
  ['a checksum that is none', custom(url('https://files', 'A'.repeat(64))), 'INVALID_CHECKSUM', 'l2Genesis.sha256', /no SHA-256 checksum/, /64 lower-case hex digits/],
  ['a claim with an absolute path', custom({ l2Genesis: ConfigSource.fromClaim('files', '/genesis.json') }), 'INVALID_PATH', 'l2Genesis', /"\/genesis\.json" is no file below/, /leading slash/],
  ['a claim with a path upwards', custom({ l2Genesis: ConfigSource.fromClaim('files', 'a/../../b') }), 'INVALID_PATH', 'l2Genesis', /below the volume's root/, /"\.\."/],
  ['a claim without a path', custom({ l1ChainConfig: ConfigSource.fromClaim('files', '') }), 'INVALID_PATH', 'l1ChainConfig', /""/, /leading slash/],

  ['an address that is none', custom({ contractAddresses: { l1StandardBridgeAddr: '0x12' } }), 'INVALID_ADDRESS', 'contractAddresses.l1StandardBridgeAddr', /no address/, /40 hex digits/],
  ['an address without a checksum', custom({ contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory.toLowerCase() } }), 'ADDRESS_CHECKSUM', 'contractAddresses.disputeGameFactoryAddr', /has no checksum$/, new RegExp(`^Write it as ${ADDRESS.factory}$`)],
  ['another SystemConfig', custom({ contractAddresses: { systemConfigAddr: ADDRESS.oracle } }), 'CONTRACT_MISMATCH', 'contractAddresses.systemConfigAddr', new RegExp(`${ADDRESS.oracle} is given, .* says ${ADDRESS.systemConfig}`), /leave this one out/],
  ['another portal than the known chain\'s', known({ contractAddresses: { optimismPortalAddr: ADDRESS.portal } }), 'CONTRACT_MISMATCH', 'contractAddresses.optimismPortalAddr', /0x16Fc5058F25648194471939df75CF27A2fdC48BC/, /one chain/],
  ['a key in plain text', known({ l1BeaconFallbacks: [`https://b/0x${'ab'.repeat(32)}`] }), 'LITERAL_KEY', 'l1BeaconFallbacks[0]', /plain text/, /SecretValue\.fromSecret/],
];

describe('each problem by itself', () => {
  it.each(rows)('%s', (_, broken, code, prop, message, hint) => {
    const found: unknown[] = [];
    // A warning about the same input would only be noise here.
    warningsOf(() => found.push(problem(() => broken(), code)));
    expect(found).toEqual([{ code, path: 'acme/network', prop, message: expect.stringMatching(message), hint: expect.stringMatching(hint) }]);
  });

  it('is reported once', () => {
    const many = rows.map(([what, broken]) => {
      let codes: string[] = [];
      warningsOf(() => { codes = problemsOf(broken).map(({ code, prop }) => `${code} ${prop}`); });
      return codes.length === new Set(codes).size ? undefined : what;
    });
    expect(many.filter(Boolean)).toEqual([]);
  });
});

describe('what is no problem', () => {
  it('is no beacon endpoint before Ecotone', () => {
    expect(known({ networkName: 'swan-mainnet', l1BeaconUrl: undefined })).not.toThrow();
    const late = { ecotone: null, fjord: null, granite: null, holocene: null, isthmus: null, jovian: null, karst: null };
    expect(forks(late, { l1BeaconUrl: undefined })).not.toThrow();
    expect(forks({ regolith: null, canyon: null, delta: null, ...late }, { l1BeaconUrl: undefined })).not.toThrow();
  });

  it('is a fork that the pinned op-node knows, by the name of its time', () => {
    const interop = custom(node('v1.19.0'), { rollup: { interop_time: 5 }, genesis: { config: { ...genesis.config, interopTime: 5 } } });
    expect((interop() as { network: OptimismNetworkConstruct }).network.chain.hardforks.lagoon).toBe(5);
    const lagoon = forks({ lagoon: 5 }, node('v1.19.1'));
    expect((lagoon() as { network: OptimismNetworkConstruct }).network.chain.hardforks.lagoon).toBe(5);
    expect(files({ rollup: { pectra_blob_schedule_time: 7 } })().network.chain.hardforks.pectra_blob_schedule).toBe(7);
    expect(forks({ karst: null }, node('v1.16.5'))).not.toThrow();
  });

  it('is a fork that nobody can judge, with an op-node of unknown version', () => {
    expect(custom(node('my-build'), { rollup: { interop_time: 5, acme_time: 1 }, genesis: { config: { ...genesis.config, lagoonTime: 5 } } })).not.toThrow();
  });

  it('is an exotic L1 with its config, or with an op-node that needs none', () => {
    const l1 = { rollup: { l1_chain_id: 1337 } };
    expect(custom({ l1ChainConfig: ConfigSource.inline({ chainId: 1337 }) }, l1)).not.toThrow();
    expect(custom({ l1ChainConfig: ConfigSource.inline({ config: { chainId: 1337 } }) }, l1)).not.toThrow();
    const old = { karst_time: null, jovian_time: null };
    expect(custom(node('v1.13.3'), { rollup: { ...l1.rollup, ...old }, genesis: { config: { ...genesis.config, karstTime: null, jovianTime: null } } })).not.toThrow();
  });

  it('is a SystemConfig that is given and the same', () => {
    expect(custom({ contractAddresses: { systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal } })).not.toThrow();
  });

  it('is a genesis without a timestamp, or with a number for it', () => {
    expect(files({ genesis: { timestamp: undefined } })).not.toThrow();
    expect(files({ genesis: { timestamp: 1785000000 } })).not.toThrow();
  });
});

describe('several problems', () => {
  it('come in one error', () => {
    const codes = problemsOf(custom({ l1RpcUrl: 'x', l1BeaconUrl: undefined, chainId: 1, contractAddresses: { l2OutputOracleAddr: 'x' }, images: { release: 'x' } }, { rollup: { karst_time: -1 } })).map(({ code }) => code);
    expect(codes).toEqual(['INVALID_URL', 'UNKNOWN_RELEASE', 'INVALID_ROLLUP_CONFIG', 'FORK_MISMATCH', 'CHAIN_ID_MISMATCH', 'MISSING_L1_BEACON', 'INVALID_ADDRESS']);
  });

  it('of rollup.json come together', () => {
    expect(problemsOf(files({ rollup: { block_time: 0, genesis: {}, fjord_time: null } })).map(({ prop }) => prop)).toEqual([
      'rollupConfig.block_time', ...['l1.hash', 'l2.hash', 'l2_time', 'system_config.batcherAddr', 'system_config.gasLimit'].map((field) => `rollupConfig.genesis.${field}`), 'rollupConfig.granite_time',
    ]);
  });

  it('are those of both files when neither is given', () => {
    expect(problemsOf(custom({ rollupConfig: undefined, l2Genesis: undefined })).map(({ code }) => code)).toEqual(['MISSING_ROLLUP_CONFIG', 'MISSING_L2_GENESIS']);
  });
});

/** Text that hardly compresses, the same each time. */
const noise = (bytes: number): string => createHash('shake256', { outputLength: bytes / 2 }).update('noise').digest('hex');

describe('files that no ConfigMap takes', () => {
  it('are refused by their size in the ConfigMap', () => {
    const big = { ...genesis, alloc: { a: noise(2_400_000) } };
    expect(problem(files({ genesis: big }), 'CONFIG_TOO_LARGE')).toMatchObject({ path: 'acme/network', prop: 'l2Genesis', hint: expect.stringMatching(/fromUrl.*fromClaim/) });
    expect(problem(files({ rollup: { note: noise(1_100_000) } }), 'CONFIG_TOO_LARGE').prop).toBe('rollupConfig');
    const l1ChainConfig = ConfigSource.inline({ chainId: 11155111, note: noise(700_000) });
    expect(problem(custom({ l1ChainConfig }, { rollup: { note: noise(400_000) } }), 'CONFIG_TOO_LARGE').prop).toBe('l1ChainConfig');
    expect(custom({ l1ChainConfig }, { rollup: { note: noise(300_000) } })).not.toThrow();
  });

  it('are large files that compress well', () => {
    expect(files({ genesis: { alloc: { a: 'ab'.repeat(2_000_000) } } })).not.toThrow();
  });
});

/** Where the parser of this Node says that a text is no JSON; it does not always say. */
function positionOf(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    return position === undefined ? undefined : Number(position);
  }
}

describe('JSON that is none', () => {
  it.each<[string, number]>([
    ['', 0], ['  ', 2], ['{', 1], ['{"a"', 4], ['{"a":', 5], ['{"a":1', 6], ['{"a":1,}', 7], ['{a:1}', 1], ["{'a':1}", 1], ['[1,]', 3], ['[1 2]', 3], ['{"a":01}', 5], ['{"a":1.}', 5],
    ['{"a":tru}', 5], ['{"a":nulls}', 5], ['{"a":NaN}', 5], ['{"a":"b}', 5], ['{"a":"\u0001"}', 5], ['{"a":"\\x"}', 5], ['{"a":1}x', 7], ['{"a":1} {', 8], ['\ufeff{}', 0], ['// c\n{}', 0], ['[[[[]]]', 7], ['{"a":[1,{"b":}]}', 13],
  ])('%j is wrong at %i', (text, at) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(faultIn(text)).toBe(at);
  });

  it('is told from JSON that is right', () => {
    expect.hasAssertions();
    fc.assert(fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), (json, space) => {
      expect(faultIn(space + json + space)).toBe(json.length + 2 * space.length);
    }));
  });

  it('is wrong at the latest where the parser says so, if it does', () => {
    let told = 0;
    fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('\u0000', '}', '"', ',', 'x', '{', '\\'), (json, place, broken) => {
      const at = place % (json.length + 1);
      const text = json.slice(0, at) + broken + json.slice(at);
      const position = positionOf(text);
      if (position !== undefined) told += 1;
      expect(faultIn(text)).toBeLessThanOrEqual(position ?? text.length);
    }));
    expect(told).toBeGreaterThan(20);
  });

  it('is never repeated', () => {
    expect.hasAssertions();
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{9,20}$/), fc.constantFrom('', '{"a": ', '{\n"', '[', '{"a": 1}'), (text, before) => {
      const found = problemsOf(custom({ rollupConfig: ConfigSource.inline(`${before}${text}`) })).filter(({ code }) => code === 'INVALID_JSON');
      expect(found).toHaveLength(1);
      expect(JSON.stringify(found)).not.toContain(text);
    }));
  });
});

describe('hardforkSchedule', () => {
  it('is that of a known chain, by its own times', () => {
    expect(hardforkSchedule({ networkName: 'op-mainnet' })).toEqual({
      canyon: 1704992401, delta: 1708560000, ecotone: 1710374401, fjord: 1720627201, granite: 1726070401, holocene: 1736445601, isthmus: 1746806401, jovian: 1764691201, karst: 1783526401,
    });
    expect(hardforkSchedule({ networkName: 'op-sepolia' }).pectra_blob_schedule).toBe(1742486400);
  });

  it('is that of a rollup.json, as an object or as text, whatever else it says', () => {
    const times = { regolith: 0, canyon: 0, delta: 0, ecotone: 5, lagoon: undefined };
    const file = { block_time: 2, regolith_time: 0, canyon_time: 0, delta_time: 0, ecotone_time: 5, fjord_time: null, acme_time: 7 };
    expect(hardforkSchedule({ rollupConfig: file })).toEqual(times);
    expect(hardforkSchedule({ rollupConfig: JSON.stringify(file) })).toEqual(times);
    expect(hardforkSchedule({ rollupConfig: { ...rollup, interop_time: 9 } }).lagoon).toBe(9);
    expect(hardforkSchedule({ rollupConfig: {} })).toEqual({});
  });

  it.each<[Parameters<typeof hardforkSchedule>[0], string, string]>([
    [{ networkName: 'op-mainnnet' }, 'UNKNOWN_CHAIN', 'networkName'],
    [{ networkName: 'base-sepolia' }, 'DROPPED_CHAIN', 'networkName'],
    [{ rollupConfig: '{' }, 'INVALID_JSON', 'rollupConfig'],
    [{ rollupConfig: '[]' }, 'INVALID_JSON', 'rollupConfig'],
    [{ rollupConfig: { canyon_time: 1.5 } }, 'INVALID_ROLLUP_CONFIG', 'rollupConfig.canyon_time'],
    [{ rollupConfig: { canyon_time: 2, delta_time: 1 } }, 'FORK_ORDER', 'rollupConfig.delta_time'],
    [{ rollupConfig: { delta_time: 1 } }, 'FORK_ORDER', 'rollupConfig.delta_time'],
  ])('%j is refused', (source, code, prop) => {
    expect(problem(() => hardforkSchedule(source), code)).toMatchObject({ path: '', prop });
  });
});

it('a path of a file is taken from the working directory', () => {
  expect(problem(() => new OptimismNetworkConstruct(newChart(), 'n', customNetwork({ l2Genesis: ConfigSource.fromFile(join(__filename)) })), 'INVALID_JSON').message).toMatch(/line 1, column 1$/);
});
