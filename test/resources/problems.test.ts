import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { NAMES, SPECS, found, made, resource, rollupOf, secretRef, textOf, type Kind, type Spec } from './support/documents';
import { fromResources } from '../../src';
import { ADDRESS, DEV_KEY, problemsOf, rollup, warningsOf } from '../support/fixtures';

const MNEMONIC = 'test test test test test test test test test test test junk';
const net = { optimismNetworkRef: { name: NAMES.OptimismNetwork } };
const replica = (name: string, spec: Spec = {}, metadata: Spec = {}): Spec => resource('OpNode', name, { ...net, nodeType: 'replica', ...spec }, metadata);
const rollupWith = (kind: Kind, spec: Spec): readonly Spec[] => rollupOf({ [kind]: spec });

/** Texts with one thing wrong: what is found, and a part of the text that stands first on the line and column that are named. */
const BROKEN: readonly (readonly [what: string, text: string | readonly unknown[], found: string, at: string])[] = [
  ['an open list', 'apiVersion: [1\nkind: x\n', 'INVALID_YAML', 'kind'],
  ['a key twice', 'a: 1\na: 2\n', 'INVALID_YAML', 'a: 2'],
  ['a tab', 'a:\n\tb: 1\n', 'INVALID_YAML', '\tb'],
  ['an alias that leads nowhere', '# first\na: *b\n', 'INVALID_YAML', 'a:'],
  ['an alias of what it is a part of', '\nspec: &all { x: [*all] }\n', 'INVALID_YAML', 'spec'],
  ['one fault that upsets all that follows', 'spec:\n  a: 1\n\tb: { c: 2 }\n  d: 3\n e: 4\n', 'INVALID_YAML', '\tb'],
  ['nothing', '', 'NO_RESOURCES', ''],
  ['a comment', '# nothing\n---\n', 'NO_RESOURCES', ''],
  ['an empty list', 'apiVersion: v1\nkind: List\nitems: []\n', 'NO_RESOURCES', ''],
  ['a word', '\nhello\n', 'NOT_A_RESOURCE', 'hello'],
  ['an object of something else', '\nservices: []\n', 'NOT_A_RESOURCE', 'services'],
  ['an object of another API', 'apiVersion: v1\nkind: Secret\n', 'UNKNOWN_API_VERSION apiVersion', 'apiVersion'],
  ['a version that there is not', 'kind: OpNode\napiVersion: optimism.io/v1\n', 'UNKNOWN_API_VERSION apiVersion', 'apiVersion'],
  ['a kind that there is not', 'apiVersion: optimism.io/v1alpha1\nkind: OpNod\n', 'UNKNOWN_KIND kind', 'kind'],
  ['a member that there is not', [{ ...resource('OptimismNetwork', 'n', SPECS.OptimismNetwork), specs: {} }], 'UNKNOWN_FIELD specs', 'specs'],
  ['no name', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { name: undefined })], 'MISSING_FIELD metadata.name', 'metadata'],
  ['an empty name', [resource('OptimismNetwork', '', SPECS.OptimismNetwork)], 'MISSING_FIELD metadata.name', 'name: ""'],
  ['a name that is a number', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { name: 5 })], 'INVALID_FIELD metadata.name', 'name: 5'],
  ['a name that is none', [resource('OptimismNetwork', 'Acme', SPECS.OptimismNetwork)], 'INVALID_NAME metadata.name', 'name: Acme'],
  ['a name that is too long', [resource('OptimismNetwork', 'a'.repeat(53), SPECS.OptimismNetwork)], 'NAME_TOO_LONG metadata.name', 'name: aaa'],
  ['metadata that are none', [{ ...resource('OptimismNetwork', 'n', SPECS.OptimismNetwork), metadata: 'n' }], 'INVALID_FIELD metadata', 'metadata'],
  ['a field of metadata that there is not', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { label: {} })], 'UNKNOWN_FIELD metadata.label', 'label'],
  ['a namespace that is none', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { namespace: 'a.b' })], 'INVALID_NAMESPACE metadata.namespace', 'namespace'],
  ['a label that is a number', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { labels: { 'a/b.c': 1 } })], 'INVALID_FIELD metadata.labels.a/b.c', 'a/b.c'],
  ['a label whose name is none', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { labels: { '-a': 'b' } })], 'INVALID_LABEL metadata.labels.-a', '-a'],
  ['a label whose prefix is none', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { labels: { 'a..b/c': 'd' } })], 'INVALID_LABEL metadata.labels.a..b/c', 'a..b/c'],
  ['a label whose value is none', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { labels: { a: 'b c' } })], 'INVALID_LABEL metadata.labels.a', 'a: b c'],
  ['an annotation whose name is none', [resource('OptimismNetwork', 'n', SPECS.OptimismNetwork, { annotations: { 'a/b/c': '' } })], 'INVALID_LABEL metadata.annotations.a/b/c', 'a/b/c'],
  ['a spec that is a list', [{ ...resource('OptimismNetwork', 'n'), spec: [] }], 'INVALID_FIELD spec', 'spec'],
  ['a field that there is not', rollupWith('OpBatcher', { batchin: {} }), 'UNKNOWN_FIELD spec.batchin', 'batchin'],
  ['a field below one that there is not', rollupWith('OpNode', { opGeth: { networking: { htp: { port: 1 } } } }), 'UNKNOWN_FIELD spec.opGeth.networking.htp', 'htp'],
  ['a path as the name of a field', rollupWith('OpBatcher', { 'batching.maxChannelDuration': '1m' }), 'UNKNOWN_FIELD spec.batching.maxChannelDuration', 'batching.max'],
  ['text for an object', rollupWith('OpBatcher', { batching: 'fast' }), 'INVALID_FIELD spec.batching', 'batching'],
  ['a list for an object', rollupWith('OpBatcher', { batching: [] }), 'INVALID_FIELD spec.batching', 'batching'],
  ['a number for text', rollupWith('OpProposer', { rpc: { host: 1 } }), 'INVALID_FIELD spec.rpc.host', 'host'],
  ['text for a number', rollupWith('OpProposer', { rpc: { port: 'http' } }), 'INVALID_FIELD spec.rpc.port', 'port: http'],
  ['infinity', rollupWith('OptimismNetwork', { l1RpcRateLimit: Infinity }), 'INVALID_FIELD spec.l1RpcRateLimit', 'l1RpcRateLimit'],
  ['a number that is not whole', rollupWith('OpBatcher', { batching: { targetNumFrames: 1.5 } }), 'INVALID_COUNT spec.batching.targetNumFrames', 'targetNumFrames'],
  ['a number below zero', rollupWith('OpBatcher', { throttling: { maxPendingTx: -1 } }), 'INVALID_COUNT spec.throttling.maxPendingTx', 'maxPendingTx'],
  ['text for true', rollupWith('OpProposer', { rpc: { enableAdmin: 'yes' } }), 'INVALID_FIELD spec.rpc.enableAdmin', 'enableAdmin'],
  ['a duration without a unit', rollupWith('OpBatcher', { batching: { maxChannelDuration: '10' } }), 'INVALID_FIELD spec.batching.maxChannelDuration', 'maxChannelDuration'],
  ['a duration that is a number', rollupWith('OpBatcher', { batching: { maxChannelDuration: 10 } }), 'INVALID_FIELD spec.batching.maxChannelDuration', 'maxChannelDuration'],
  ['a part of a second where only seconds are', rollupWith('OpBatcher', { batching: { maxChannelDuration: '1500ms' } }), 'INVALID_FIELD spec.batching.maxChannelDuration', 'maxChannelDuration'],
  ['a part of a millisecond', rollupWith('OptimismNetwork', { l1RpcTimeout: '10us' }), 'INVALID_FIELD spec.l1RpcTimeout', 'l1RpcTimeout'],
  ['one text for a list', rollupWith('OpChallenger', { disputeGame: { gameAllowlist: ADDRESS.oracle } }), 'INVALID_FIELD spec.disputeGame.gameAllowlist', 'gameAllowlist'],
  ['an item that is no text', rollupWith('OpChallenger', { disputeGame: { gameAllowlist: [ADDRESS.oracle, 98765] } }), 'INVALID_FIELD spec.disputeGame.gameAllowlist[1]', '98765'],
  ['a number for a list or text', rollupWith('OpNode', { opGeth: { networking: { http: { apis: 1 } } } }), 'INVALID_FIELD spec.opGeth.networking.http.apis', 'apis'],
  ['a choice that there is not', rollupWith('OpBatcher', { dataAvailability: { type: 'blob' } }), 'INVALID_CHOICE spec.dataAvailability.type', 'type: blob'],
  ['a role that there is not', rollupWith('OpNode', { nodeType: 'sequencr' }), 'INVALID_CHOICE spec.nodeType', 'nodeType'],
  ['a size that is none', rollupWith('OpChallenger', { storage: { size: 'big' } }), 'INVALID_FIELD spec.storage.size', 'size: big'],
  ['a size of nothing', rollupWith('OpChallenger', { storage: { size: 0 } }), 'INVALID_FIELD spec.storage.size', 'size: 0'],
  ['an access mode that there is not', rollupWith('OpChallenger', { storage: { accessMode: 'RWO' } }), 'INVALID_CHOICE spec.storage.accessMode', 'accessMode'],
  ['a field of a claim that there is not', rollupWith('OpChallenger', { storage: { class: 'x' } }), 'UNKNOWN_FIELD spec.storage.class', 'class'],
  ['storage that is text', rollupWith('OpChallenger', { storage: '100Gi' }), 'INVALID_FIELD spec.storage', 'storage'],
  ['an amount that is a list', rollupWith('OpBatcher', { resources: { limits: { cpu: [] } } }), 'INVALID_FIELD spec.resources.limits.cpu', 'cpu'],
  ['amounts that are none', rollupWith('OpBatcher', { resources: { limits: 1 } }), 'INVALID_FIELD spec.resources.limits', 'limits'],
  ['an amount that is no quantity', rollupWith('OpNode', { resources: { opGeth: { limits: { memory: '1 Gi' } } } }), 'INVALID_QUANTITY spec.resources.opGeth.limits.memory', 'memory'],
  ['annotations that are none', rollupWith('OpNode', { service: { annotations: 'a=b' } }), 'INVALID_FIELD spec.service.annotations', 'annotations'],
  ['a profile for seccomp without its name', rollupWith('OptimismNetwork', { sharedConfig: { security: { seccompProfile: { type: 'Localhost' } } } }), 'MISSING_FIELD spec.sharedConfig.security.seccompProfile.localhostProfile', 'seccompProfile'],
  ['a profile for seccomp that there is not', rollupWith('OptimismNetwork', { sharedConfig: { security: { seccompProfile: { type: 'Unconfined' } } } }), 'INVALID_CHOICE spec.sharedConfig.security.seccompProfile.type', 'type: Unconfined'],
  ['no L1', rollupWith('OptimismNetwork', { l1RpcUrl: undefined }), 'MISSING_FIELD spec.l1RpcUrl', 'spec'],
  ['an L1 that is empty', rollupWith('OptimismNetwork', { l1RpcUrl: '' }), 'MISSING_FIELD spec.l1RpcUrl', 'l1RpcUrl'],
  ['an L1 that is null', rollupWith('OptimismNetwork', { l1RpcUrl: null }), 'MISSING_FIELD spec.l1RpcUrl', 'l1RpcUrl'],
  ['an L1 that is a list', rollupWith('OptimismNetwork', { l1RpcUrl: ['http://l1'] }), 'INVALID_FIELD spec.l1RpcUrl', 'l1RpcUrl'],
  ['an L1 that is no URL', rollupWith('OptimismNetwork', { l1RpcUrl: 'l1.example.com' }), 'INVALID_URL spec.l1RpcUrl', 'l1RpcUrl'],
  ['a Secret without a key', rollupWith('OptimismNetwork', { l1RpcUrl: { secretRef: { name: 'l1' } } }), 'MISSING_FIELD spec.l1RpcUrl.secretRef.key', 'secretRef:\n      name: l1\n'],
  ['a Secret with another member', rollupWith('OptimismNetwork', { l1RpcUrl: { secretRef: { name: 'l1', key: 'rpc', optional: true } } }), 'UNKNOWN_FIELD spec.l1RpcUrl.secretRef.optional', 'optional'],
  ['a Secret under another name', rollupWith('OptimismNetwork', { l1RpcUrl: { valueFrom: {}, secretRef: { name: 'l1', key: 'rpc' } } }), 'UNKNOWN_FIELD spec.l1RpcUrl.valueFrom', 'valueFrom'],
  ['a name of a Secret that is none', rollupWith('OptimismNetwork', { l1RpcUrl: secretRef('l1_rpc', 'rpc') }), 'INVALID_SECRET_NAME spec.l1RpcUrl', 'l1RpcUrl'],
  ['no beacon', [...rollupOf({ OptimismNetwork: { l1BeaconUrl: undefined } })].slice(0, 1), 'MISSING_L1_BEACON spec.l1BeaconUrl', 'spec'],
  ['no rollup.json', rollupWith('OptimismNetwork', { rollupConfig: undefined }).slice(0, 1), 'MISSING_ROLLUP_CONFIG spec.rollupConfig', 'spec'],
  ['a genesis that is to be discovered', rollupWith('OptimismNetwork', { l2Genesis: { autoDiscover: true } }).slice(0, 1), 'MISSING_L2_GENESIS spec.l2Genesis.autoDiscover', 'autoDiscover'],
  ['a rollup.json that is none', rollupWith('OptimismNetwork', { rollupConfig: { inline: '{' } }).slice(0, 1), 'INVALID_JSON spec.rollupConfig.inline', 'inline: "{"'],
  ['a rollup.json that is a number', rollupWith('OptimismNetwork', { rollupConfig: { inline: 5 } }).slice(0, 1), 'INVALID_FIELD spec.rollupConfig.inline', 'inline: 5'],
  ['another chain than the files say', rollupWith('OptimismNetwork', { chainID: 10 }).slice(0, 1), 'CHAIN_ID_MISMATCH spec.chainID', 'chainID'],
  ['an address that was mistyped', rollupWith('OptimismNetwork', { contractAddresses: { disputeGameFactoryAddr: '0x12' } }).slice(0, 1), 'INVALID_ADDRESS spec.contractAddresses.disputeGameFactoryAddr', 'disputeGameFactoryAddr'],
  ['two sources of one file', rollupWith('OptimismNetwork', { rollupConfig: { inline: rollup, configMapRef: { name: 'a', key: 'b' } }, chainID: 42069, l1ChainID: 11155111 }).slice(0, 1), 'CONFLICTING_FIELDS spec.rollupConfig.configMapRef', 'configMapRef'],
  ['a file that is given and discovered', rollupWith('OptimismNetwork', { l2Genesis: { autoDiscover: true, configMapRef: { name: 'a', key: 'b' } } }).slice(0, 1), 'CONFLICTING_FIELDS spec.l2Genesis.configMapRef', 'configMapRef'],
  ['a key that is given and made', rollupWith('OpNode', { opNode: { p2p: { sequencerKey: secretRef('s'), privateKey: { generate: true, ...secretRef('p2p') } } } }), 'CONFLICTING_FIELDS spec.opNode.p2p.privateKey.secretRef', 'secretRef:\n          name: p2p'],
  ['a sequencer that does not sequence', rollupWith('OpNode', { opNode: { p2p: { sequencerKey: secretRef('s') }, sequencer: { enabled: false } } }), 'CONFLICTING_FIELDS spec.opNode.sequencer.enabled', 'enabled: false'],
  ['two ports of the engine API', rollupWith('OpNode', { opGeth: { networking: { authrpc: { port: 8661 } } }, opNode: { p2p: { sequencerKey: secretRef('s') }, engine: { endpoint: 'http://localhost:8551' } } }), 'CONFLICTING_FIELDS spec.opGeth.networking.authrpc.port', 'port: 8661'],
  ['an endpoint of the engine API that is none', rollupWith('OpNode', { opNode: { p2p: { sequencerKey: secretRef('s') }, engine: { endpoint: 'file:///geth.ipc' } } }), 'INVALID_FIELD spec.opNode.engine.endpoint', 'endpoint: file'],
  ['a sequencer without a key', rollupWith('OpNode', { opNode: undefined }), 'MISSING_SEQUENCER_KEY spec.opNode.p2p.sequencerKey.secretRef', 'spec:\n  optimismNetworkRef:\n    name: acme-network\n  nodeType'],
  ['no role', rollupWith('OpNode', { nodeType: undefined }).slice(0, 2), 'MISSING_FIELD spec.nodeType', 'spec:\n  optimismNetworkRef'],
  ['no key', rollupWith('OpBatcher', { privateKey: undefined }), 'MISSING_FIELD spec.privateKey.secretRef', 'spec:\n  optimismNetworkRef:\n    name: acme-network\n---'],
  ['two listeners on one port', rollupWith('OpBatcher', { rpc: { port: 7300 } }), 'PORT_CLASH spec.metrics.port', 'spec:\n  optimismNetworkRef:\n    name: acme-network\n  privateKey:\n    secretRef:\n      name: batcher'],
  ['no network', rollupWith('OpBatcher', { optimismNetworkRef: undefined }), 'MISSING_FIELD spec.optimismNetworkRef', 'spec:\n  privateKey'],
  ['a reference that is text', rollupWith('OpBatcher', { optimismNetworkRef: 'acme-network' }), 'INVALID_FIELD spec.optimismNetworkRef', 'optimismNetworkRef: acme'],
  ['a reference without a name', rollupWith('OpBatcher', { optimismNetworkRef: { namespace: 'acme' } }), 'MISSING_FIELD spec.optimismNetworkRef.name', 'optimismNetworkRef:\n    namespace'],
  ['a network that there is not', rollupWith('OpBatcher', { optimismNetworkRef: { name: 'acme-netwrk' } }), 'UNKNOWN_REFERENCE spec.optimismNetworkRef.name', 'name: acme-netwrk'],
  ['a network of another namespace', rollupWith('OpBatcher', { optimismNetworkRef: { name: 'acme-network', namespace: 'b' } }), 'UNKNOWN_REFERENCE spec.optimismNetworkRef.name', 'name: acme-network\n    namespace: b'],
  ['a resource of another kind', rollupWith('OpProposer', { sequencerRef: { name: 'acme-batcher' } }), 'UNKNOWN_REFERENCE spec.sequencerRef.name', 'name: acme-batcher\n---\napiVersion: optimism.io/v1alpha1\nkind: OpChallenger'],
  ['a replica for a sequencer', [...rollupWith('OpBatcher', { sequencerRef: { name: 'r' } }), replica('r')], 'NOT_A_SEQUENCER spec.sequencerRef', 'sequencerRef'],
  ['a sequencer that forwards', [...rollupWith('OpNode', { sequencerRef: { name: 'r' } }), replica('r', { l2RpcUrl: 'http://s:8545' })], 'SEQUENCER_FORWARDS spec.sequencerRef', 'sequencerRef'],
  ['a sequencer that forwards to itself', rollupWith('OpNode', { sequencerRef: { name: NAMES.OpNode } }), 'REFERENCE_CYCLE spec.sequencerRef', 'sequencerRef'],
  ['a sequencer that forwards to a URL', rollupWith('OpNode', { l2RpcUrl: 'http://s:8545' }), 'SEQUENCER_FORWARDS spec.l2RpcUrl', 'l2RpcUrl'],
  ['no sequencer', rollupOf().filter(({ kind }) => kind === 'OptimismNetwork' || kind === 'OpBatcher'), 'MISSING_SEQUENCER spec.sequencerRef', 'spec:\n  optimismNetworkRef'],
  ['a sequencer of another network', [...rollupWith('OpBatcher', { sequencerRef: { name: 'other' } }), resource('OptimismNetwork', 'net2', SPECS.OptimismNetwork), resource('OpNode', 'other', { ...SPECS.OpNode, optimismNetworkRef: { name: 'net2' } })], 'OTHER_NETWORK spec.sequencerRef', 'sequencerRef'],
  ['a resource twice', [...rollupOf(), resource('OpBatcher', NAMES.OpBatcher, SPECS.OpBatcher, { labels: {} })], 'DUPLICATE_RESOURCE metadata.name', 'name: acme-batcher\n  namespace: acme\n  labels'],
  ['two kinds of one name', [...rollupOf(), replica('twin'), resource('OpProposer', 'twin', SPECS.OpProposer, { labels: {} })], 'DUPLICATE_NAME metadata.name', 'name: twin\n  namespace: acme\n  labels'],
  ['a challenger beside a node without HTTP', rollupWith('OpNode', { ...SPECS.OpNode, opGeth: { networking: { http: { enabled: false } } } }).filter(({ kind }) => kind !== 'OpBatcher' && kind !== 'OpProposer'), 'RPC_DISABLED spec.opGeth.networking.http.enabled', 'enabled: false'],
  ['a challenger without a beacon', [...rollupOf({ OptimismNetwork: { rollupConfig: { configMapRef: { name: 'f', key: 'r' } }, l2Genesis: { configMapRef: { name: 'f', key: 'g' } }, chainID: 1, l1ChainID: 1, l1BeaconUrl: undefined } })].slice(0, 1), 'MISSING_L1_BEACON spec.l1BeaconUrl', 'spec'],
  ['a key in plain text', rollupWith('OpNode', { opNode: { p2p: { sequencerKey: secretRef('s'), static: [DEV_KEY] } } }), 'LITERAL_KEY spec.opNode.p2p.static[0]', `"${DEV_KEY}`],
];

/** Line and column, counted from 1, on which the text has something first. */
const placeOf = (text: string, part: string): string => {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
};

describe('what is wrong is found with its field, line and column', () => {
  test.each(BROKEN)('%s', (_, source, expected, at) => {
    const text = typeof source === 'string' ? source : textOf(source);
    const problems = problemsOf(() => { warningsOf(() => { made(text); }); });
    expect(problems.map(({ code, prop }) => `${code} ${prop}`.trim())).toEqual([expected]);
    expect(text).toContain(at);
    expect(problems[0]!.path).toBe(`yaml:${placeOf(text, at)}`);
    expect(problems[0]!.hint.length).toBeGreaterThan(5);
  });

  test('as editors count, which pass over the mark of the encoding, and with the ends of lines of Windows', () => {
    const text = textOf(rollupWith('OpBatcher', { batchin: {} })).replace('apiVersion', 'apiVersio').replaceAll('\n', '\r\n');
    expect(problemsOf(() => made(`\uFEFF${text}`)).map(({ code, path }) => `${code} ${path}`)).toEqual(['NOT_A_RESOURCE yaml:1:1', `UNKNOWN_FIELD yaml:${placeOf(text, 'batchin:')}`]);
  });

  test.each<[string, readonly unknown[], RegExp]>([
    ['an id', rollupWith('OptimismNetwork', { rollupConfig: { configMapRef: { name: 'a', key: 'b' } }, l2Genesis: { configMapRef: { name: 'a', key: 'c' } }, l1ChainID: 1 }).slice(0, 1), /^Set chainID$/],
    ['a key', rollupWith('OpNode', { opNode: undefined }), /^Set opNode\.p2p\.sequencerKey\.secretRef: /],
    ['an RPC', rollupWith('OpNode', { ...SPECS.OpNode, opGeth: { networking: { http: { enabled: false } } } }), /^Leave opGeth\.networking\.http\.enabled out/],
  ])('the hint names the field, and not the prop: %s', (_, source, hint) => {
    const [problem] = problemsOf(() => { warningsOf(() => { made(source); }); });
    expect(problem?.hint).toMatch(hint);
  });

  test('of all codes of the folder', () => {
    const folder = join(__dirname, '../../src/resources');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const source = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const codes = new Set([...source.matchAll(/(?:error|warn|report)\('([A-Z][A-Z0-9_]+)'/g)].map(([, code]) => code!));
    const tested = new Set([...BROKEN.map(([, , each]) => each.split(' ')[0]!), 'CHART_EXISTS', 'FIELD_IGNORED', 'NEEDED_IN_NAMESPACE', 'TWO_SEQUENCERS']);
    expect(codes.size).toBeGreaterThan(20);
    expect([...codes].filter((code) => !tested.has(code))).toEqual([]);
  });
});

describe('keys', () => {
  const secrets = [DEV_KEY, DEV_KEY.slice(2), MNEMONIC];
  test.each(secrets)('one in plain text is not repeated, wherever it stands', (secret) => {
    const places: readonly (readonly unknown[])[] = [
      rollupWith('OpBatcher', { privateKey: secret }),
      rollupWith('OpBatcher', { privateKey: { secretRef: secret } }),
      rollupWith('OpBatcher', { privateKey: { secretRef: { name: secret, key: 'key' } } }),
      rollupWith('OpBatcher', { [secret]: 'x' }),
      rollupWith('OpBatcher', { dataAvailability: { type: secret } }),
      rollupWith('OpBatcher', { sequencerRef: { name: secret } }),
      rollupWith('OptimismNetwork', { networkName: secret }),
      [resource('OpNode', secret, SPECS.OpNode, { namespace: secret })],
      [resource('OpNode', 'n', SPECS.OpNode, { labels: { a: secret } })],
    ];
    for (const place of places) {
      for (const text of [textOf(place), textOf(place).replaceAll(`"${secret}"`, secret)]) {
        const problems = problemsOf(() => { warningsOf(() => { made(text); }); });
        expect(problems.map(({ code }) => code)).toContain('LITERAL_KEY');
        expect(JSON.stringify(problems)).not.toContain(secret.slice(2, 40));
      }
    }
  });

  test('without quotes, a key is no number either', () => {
    const text = textOf(rollupWith('OpBatcher', { privateKey: 'KEY' })).replace('KEY', `1e${'1'.repeat(62)}`);
    const codes = problemsOf(() => made(text)).map(({ code, prop }) => `${code} ${prop}`);
    expect(codes).toContain('LITERAL_KEY spec.privateKey');
  });

  test('the hashes of rollup.json are none', () => {
    expect(() => made(rollupOf())).not.toThrow();
  });
});

describe('all of it at once', () => {
  test('of several texts and documents', () => {
    const [network, node, batcher] = rollupOf({ OptimismNetwork: { l1RpcKind: 'best', chainId: 1 }, OpNode: { opNode: { p2p: { sequencerKey: secretRef('s'), listenPort: 0 } } }, OpBatcher: { batching: { approxComprRatio: 2 }, dataAvailability: { type: 'x' } } });
    const problems = problemsOf(() => fromResources(new App(), [{ name: 'network.yaml', text: textOf([network]) }, { name: 'rest.yaml', text: textOf([node, batcher]) }]));
    expect(problems.map(({ code, path, prop }) => `${path.split(':')[0]} ${code} ${prop}`)).toEqual([
      'network.yaml INVALID_CHOICE spec.l1RpcKind',
      'network.yaml UNKNOWN_FIELD spec.chainId',
      'rest.yaml INVALID_CHOICE spec.dataAvailability.type',
      'rest.yaml INVALID_PORT spec.opNode.p2p.listenPort',
      'rest.yaml INVALID_NUMBER spec.batching.approxComprRatio',
    ]);
    expect(problems[1]!.hint).toMatch(/^Did you mean chainID or l1ChainID\?/);
  });

  test('without a network the others are looked at by themselves', () => {
    const problems = found(rollupOf({
      OptimismNetwork: { l1BeaconUrl: undefined }, OpNode: { ...SPECS.OpNode, opGeth: { cache: 0 } }, OpBatcher: { throttling: { maxPendingTx: 1 }, batching: { approxComprRatio: 2 } },
      OpProposer: { disputeGame: { factoryAddr: '0x1' } }, OpChallenger: { dataDir: '/tmp' },
    }));
    expect(problems).toEqual([
      'MISSING_L1_BEACON spec.l1BeaconUrl', 'INVALID_COUNT spec.opGeth.cache', 'INVALID_NUMBER spec.batching.approxComprRatio', 'INVALID_ADDRESS spec.disputeGame.factoryAddr', 'INVALID_DATA_DIR spec.dataDir',
    ]);
  });

  test('without a node its services are looked at with the network', () => {
    expect(found(rollupOf({ OpNode: { opNode: undefined }, OpBatcher: { batching: { maxChannelDuration: '13h' } } }))).toEqual([
      'MISSING_SEQUENCER_KEY spec.opNode.p2p.sequencerKey.secretRef', 'CHANNEL_TOO_LONG spec.batching.maxChannelDuration',
    ]);
  });

  test('what is no YAML hides references that may lead there', () => {
    expect(found(`${textOf(rollupOf().slice(1, 2))}---\na: [\n`)).toEqual(['INVALID_YAML']);
    expect(found(`${textOf(rollupOf().slice(1, 2))}---\nkind: OptimismNetwork\napiVersion: x\n`)).toEqual(['UNKNOWN_API_VERSION apiVersion']);
  });

  test('resources without names, or with such that cannot be, are told apart', () => {
    const nameless = resource('OptimismNetwork', 'x', SPECS.OptimismNetwork, { name: undefined });
    expect(found([nameless, nameless])).toEqual(['MISSING_FIELD metadata.name', 'MISSING_FIELD metadata.name']);
    const names = ['a/b', 'a--b', 'a b', 'a.b', 'a--b.acme'];
    expect(found(names.map((name) => resource('OptimismNetwork', name, SPECS.OptimismNetwork)))).toEqual(names.filter((name) => name !== 'a--b').map(() => 'INVALID_NAME metadata.name'));
  });

  test('two sequencers of one network, both with their lines', () => {
    const text = textOf([...rollupOf().slice(0, 2), resource('OpNode', 'second', SPECS.OpNode)]);
    const [problem, ...others] = problemsOf(() => made(text));
    expect([problem!.code, problem!.prop, others]).toEqual(['TWO_SEQUENCERS', 'spec.nodeType', []]);
    expect(problem!.message).toContain('OpNode acme/acme-sequencer');
  });

  test('a circle of replicas', () => {
    expect(found([...rollupOf(), replica('a', { sequencerRef: { name: 'b' } }), replica('b', { sequencerRef: { name: 'a' } })])).toEqual(['REFERENCE_CYCLE spec.sequencerRef', 'REFERENCE_CYCLE spec.sequencerRef']);
  });

  test('a namespace of which the app has a chart', () => {
    const app = new App();
    new Chart(app, 'acme');
    expect(problemsOf(() => fromResources(app, textOf(rollupOf()))).map(({ code, prop }) => `${code} ${prop}`)).toEqual(['CHART_EXISTS metadata.namespace']);
  });
});

const ignored = (kind: Kind, spec: Spec): readonly string[] =>
  warningsOf(() => { made(rollupOf({ [kind]: { ...SPECS[kind], ...spec } })); }).map(({ code, message }) => `${code} ${/ (\S+): /.exec(message)?.[1]}`);

describe('what constructs warn of', () => {
  test('has the field, line and column too', () => {
    const source = [...rollupOf(), resource('OpProposer', 'second', { ...SPECS.OpProposer, privateKey: secretRef('batcher-key') })];
    const text = textOf(source);
    const [warning, ...others] = warningsOf(() => { made(text); });
    const before = text.slice(0, text.lastIndexOf('secretRef')).split('\n');
    expect([warning?.code, others]).toEqual(['SHARED_ACCOUNT', []]);
    expect(warning?.message).toContain(`[yaml:${before.length}:5] spec.privateKey.secretRef: `);
  });
});

describe('fields of which nothing can be made', () => {
  test.each<[string, Kind, Spec, readonly string[]]>([
    ['a host of the engine API', 'OpNode', { opGeth: { networking: { authrpc: { host: '0.0.0.0', apis: ['engine'] } } } }, ['opGeth.networking.authrpc.host', 'opGeth.networking.authrpc.apis']],
    ['loopback', 'OpNode', { opGeth: { networking: { authrpc: { host: '127.0.0.1', port: 8551 } } } }, []],
    ['an RPC that is on', 'OpBatcher', { rpc: { enabled: true } }, []],
    ['an RPC that is off', 'OpBatcher', { rpc: { enabled: false } }, ['rpc.enabled']],
    ['an address of metrics', 'OpProposer', { metrics: { host: '127.0.0.1' } }, ['metrics.host']],
    ['every address', 'OpProposer', { metrics: { host: '0.0.0.0' } }, []],
    ['an RPC that there is not', 'OpChallenger', { rpc: { enabled: true, host: '127.0.0.1', port: 8545 } }, ['rpc.enabled', 'rpc.host', 'rpc.port']],
    ['an RPC that there is not, and is off', 'OpChallenger', { rpc: { enabled: false } }, []],
    ['games', 'OpChallenger', { monitoring: { maxGames: '100' } }, ['monitoring.maxGames']],
    ['a margin', 'OpBatcher', { throttling: { backlogSafetyMargin: 10 } }, ['throttling.backlogSafetyMargin']],
    ['how addresses are found', 'OptimismNetwork', { contractAddresses: { ...untypedSpec('contractAddresses'), discoveryMethod: 'auto', cacheTimeout: '24h' } }, ['contractAddresses.discoveryMethod', 'contractAddresses.cacheTimeout']],
    ['by hand', 'OptimismNetwork', { contractAddresses: { ...untypedSpec('contractAddresses'), discoveryMethod: 'manual' } }, []],
    ['what op-geth alone has', 'OpNode', { opGeth: { stateScheme: 'path', dbEngine: 'pebble', syncMode: 'full', txpool: { journalRemotes: false, accountQueue: 1 } } }, ['opGeth.stateScheme', 'opGeth.dbEngine', 'opGeth.syncMode', 'opGeth.txpool.journalRemotes', 'opGeth.txpool.accountQueue']],
    ['methods of CORS', 'OpNode', { opGeth: { networking: { http: { cors: { origins: ['*'], methods: ['POST'] } } } } }, ['opGeth.networking.http.cors.methods']],
    ['ports of the Service', 'OpNode', { service: { ports: [{ name: 'geth-http', port: 8545 }] } }, ['service.ports']],
    ['an engine elsewhere', 'OpNode', { opNode: { p2p: { sequencerKey: secretRef('s') }, engine: { endpoint: 'http://geth:8551' } } }, ['opNode.engine.endpoint']],
  ])('%s', (_, kind, spec, fields) => {
    expect(ignored(kind, spec)).toEqual(fields.map((field) => `FIELD_IGNORED spec.${field}`));
  });

  test('are errors for those who want that', () => {
    expect(found(rollupOf({ OpBatcher: { rpc: { enabled: false } } }), { strict: true })).toEqual(['FIELD_IGNORED spec.rpc.enabled']);
  });
});

function untypedSpec(field: string): Spec {
  const value = SPECS.OptimismNetwork[field];
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

test('a list of kubectl is read with what the API server added', () => {
  const items = rollupOf().map((each) => ({ ...each, metadata: { ...Object(each.metadata), uid: 'x', generation: 1, resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z', managedFields: [{}], annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } }, status: { phase: 'Ready' } }));
  const text = stringify({ apiVersion: 'v1', kind: 'List', items });
  expect(made(text).app.synthYaml()).toBe(made(rollupOf()).app.synthYaml());
  const broken = text.replace('nodeType: sequencer', 'nodeTyp: sequencer');
  const [problem] = problemsOf(() => made(broken));
  expect(problem).toMatchObject({ code: 'UNKNOWN_FIELD', prop: 'spec.nodeTyp', path: `yaml:${placeOf(broken, 'nodeTyp')}` });
});
