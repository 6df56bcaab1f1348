import { App } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import {
  BatcherConstruct, Jwt, OpNodeConstruct, OpStackChart, OpStackError, SecretValue, Signer,
  type BatcherProps, type OpNodeProps, type OpStackChartProps,
} from '../../src';
import { Problems } from '../../src/errors';
import { checkAddress, checkEndpoint, checkNoLiteralKeys, checkUrl, checksumAddress } from '../../src/keys';
import { ADDRESS, DEV_KEY, customNetwork, emitted, flagsOf, newChart, podOf, problem, problemsOf, sequencerKey, signer, warningsOf, withNetwork } from '../support/fixtures';
import { everythingOf, thrownBy } from '../support/thrown';

const HASH = 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470';
const MNEMONIC = 'test test test test test test test test test test test junk';
// @ts-expect-error a caller in JavaScript can do this
const KEY_AS_TEXT: SecretValue = DEV_KEY;
// @ts-expect-error a caller in JavaScript can do this
const MNEMONIC_AS_TEXT: SecretValue = MNEMONIC;
const TLS_FLAGS = { 'signer.tls.ca': '/signer-tls/ca.crt', 'signer.tls.cert': '/signer-tls/tls.crt', 'signer.tls.key': '/signer-tls/tls.key' };

/** What a check reports, as errors and warnings alike. */
function found(check: (problems: Problems) => void): readonly { code: string; prop: string; message: string; hint: string }[] {
  const problems = new Problems();
  check(problems);
  process.env.OP_STACK_STRICT = '1';
  try {
    problems.settle();
    return [];
  } catch (error) {
    if (error instanceof OpStackError) return error.problems;
    throw error;
  } finally {
    delete process.env.OP_STACK_STRICT;
  }
}

/** Where literal keys are found in a value. */
const places = (value: unknown): string[] => found((problems) => checkNoLiteralKeys(problems, '', value)).map(({ prop }) => prop);

function batcher(props: Partial<BatcherProps>) {
  const { chart, network } = withNetwork(customNetwork());
  const endpoints = { l2EthRpc: ['http://el:8545'], rollupRpc: ['http://cl:9545'] };
  void new BatcherConstruct(chart, 'batcher', { network, endpoints, signer: signer('batcher-key'), ...props });
  return podOf(emitted(chart), 'acme-batcher');
}

function node(props: Partial<OpNodeProps>) {
  const { chart, network } = withNetwork(customNetwork());
  void new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, ...props });
  return podOf(emitted(chart), 'acme-sequencer');
}

describe('addresses', () => {
  // The examples of EIP-55: all capitals, all lower case, and mixed.
  it.each([
    '0x52908400098527886E0F7030069857D2E4169EE7',
    '0x8617E340B3D01FA5F11F306F4090FD50E238070D',
    '0xde709f2102306220921060314715629080e2fb77',
    '0x27b1fdb04752bbc536007a920d24acb045561c26',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
    '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
    '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
  ])('%s is written as EIP-55 says', (address) => {
    expect(checksumAddress(address.toLowerCase())).toBe(address);
    expect(checksumAddress(`0x${address.slice(2).toUpperCase()}`)).toBe(address);
    expect(found((problems) => checkAddress(problems, 'a', address))).toEqual([]);
  });

  it('is reported without a checksum, with the right one in the hint', () => {
    expect(found((problems) => checkAddress(problems, 'a.b', ADDRESS.portal.toLowerCase()))).toEqual([
      { code: 'ADDRESS_CHECKSUM', path: '', prop: 'a.b', message: `${ADDRESS.portal.toLowerCase()} has no checksum`, hint: `Write it as ${ADDRESS.portal}` },
    ]);
  });

  it('is reported with a wrong checksum', () => {
    const wrong = ADDRESS.portal.replace('F', 'f');
    expect(found((problems) => checkAddress(problems, 'a', wrong))).toMatchObject([
      { code: 'ADDRESS_CHECKSUM', message: expect.stringContaining(`the checksum of ${wrong} is wrong`), hint: expect.stringContaining(`it is ${ADDRESS.portal}`) },
    ]);
  });

  it.each(['', '0x', ADDRESS.portal.slice(2), `${ADDRESS.portal}0`, ADDRESS.portal.replace('0x', '0X'), 'vitalik.eth', ` ${ADDRESS.portal}`, DEV_KEY])('"%s" is none', (text) => {
    expect(found((problems) => checkAddress(problems, 'a', text))).toEqual([{ code: 'INVALID_ADDRESS', path: '', prop: 'a', message: 'this is no address', hint: 'Write 0x and 40 hex digits' }]);
  });

  it('may be left out', () => expect(found((problems) => checkAddress(problems, 'a', undefined))).toEqual([]));
});

describe('URLs', () => {
  it.each(['https://l1.example.com', 'http://10.0.0.1:8545/path', 'https://[::1]:8545', 'HTTPS://L1.example.com'])('%s is one', (url) => {
    expect(found((problems) => checkUrl(problems, 'u', url, ['https', 'http']))).toEqual([]);
  });

  it.each(['', 'l1.example.com', 'l1.example.com:8545', '//l1', 'http://', 'http://l1:99999', 'ws://l1', 'file:///etc/passwd', 'https//l1', DEV_KEY])('"%s" is none of them', (url) => {
    expect(found((problems) => checkUrl(problems, 'u', url, ['https', 'http']))).toEqual([
      { code: 'INVALID_URL', path: '', prop: 'u', message: 'this is no https or http URL', hint: 'Write it like https://host:port, or take it from a Secret with SecretValue.fromSecret' },
    ]);
  });

  it('of a file has no host', () => {
    expect(found((problems) => checkUrl(problems, 'u', 'file:///prestates', ['https', 'file']))).toEqual([]);
  });

  it('from a Secret cannot be judged, nor one that is left out', () => {
    for (const url of [SecretValue.fromSecret('l1', 'url'), undefined]) {
      expect(found((problems) => checkEndpoint(problems, 'u', url, ['https']))).toEqual([]);
    }
  });

  const key = 'aBcD1234eFgH5678iJkL';
  it.each([
    `https://eth-mainnet.g.alchemy.com/v2/${key}`, `https://acme.quiknode.pro/${'0f'.repeat(20)}/`, `https://l1.example.com/?apikey=short`,
    `https://l1.example.com/rpc?x=${key}`, `https://user:pass@l1.example.com`, `https://user@l1.example.com`, `wss://l1.example.com/ws?auth_token=1`,
  ])('%s seems to hold an API key, which is not repeated', (url) => {
    const reported = found((problems) => checkEndpoint(problems, 'l1RpcUrl', url, ['https', 'http', 'wss']));
    expect(reported).toEqual([
      { code: 'URL_HOLDS_SECRET', path: '', prop: 'l1RpcUrl', message: 'the URL seems to hold an API key, and would stand in the manifests', hint: 'Put it into a Secret and use SecretValue.fromSecret' },
    ]);
  });

  it.each(['https://ethereum-rpc.publicnode.com', 'https://l1.example.com/a-long-path-without-any-digit', 'http://geth:8545', 'https://l1.example.com/genesis-2026-01-07-final.json'])('%s does not', (url) => {
    expect(found((problems) => checkEndpoint(problems, 'u', url, ['https', 'http', 'wss']))).toEqual([]);
  });
});

describe('SecretValue', () => {
  it('becomes a reference by name, or by a cdk8s-plus Secret', () => {
    expect(SecretValue.fromSecret('l1-endpoints', 'rpc').envVarSource()).toEqual({ secretKeyRef: { name: 'l1-endpoints', key: 'rpc' } });
    const chart = newChart();
    const secret = Secret.fromSecretName(chart, 'existing', 'l1-endpoints');
    expect(SecretValue.fromSecret(secret, 'rpc')).toEqual(SecretValue.fromSecret('l1-endpoints', 'rpc'));
  });

  it('stands in an environment variable, and on no command line', () => {
    const container = batcher({}).container('op-batcher');
    expect(container.env).toContainEqual({ name: 'OP_BATCHER_L1_ETH_RPC', valueFrom: { secretKeyRef: { name: 'l1-endpoints', key: 'rpc' } } });
    expect(Object.keys(flagsOf(container))).not.toContain('l1-eth-rpc');
  });
});

describe('Signer', () => {
  const prefix = 'OP_BATCHER';
  const reference = { valueFrom: { secretKeyRef: { name: 'batcher', key: 'secret' } } };
  const secret = SecretValue.fromSecret('batcher', 'secret');

  it('with a private key', () => {
    const container = batcher({ signer: Signer.privateKey(secret) }).container('op-batcher');
    expect(container.env).toContainEqual({ name: `${prefix}_PRIVATE_KEY`, ...reference });
    expect(Object.keys(flagsOf(container)).filter((flag) => /key|mnemonic|signer/.test(flag))).toEqual([]);
    expect(Signer.privateKey(secret).kind).toBe('privateKey');
  });

  it('with a mnemonic', () => {
    const container = batcher({ signer: Signer.mnemonic(secret, "m/44'/60'/0'/0/2") }).container('op-batcher');
    expect(container.env).toContainEqual({ name: `${prefix}_MNEMONIC`, ...reference });
    expect(flagsOf(container)).toMatchObject({ 'hd-path': "m/44'/60'/0'/0/2" });
    expect(Signer.mnemonic(secret, 'm/0').kind).toBe('mnemonic');
  });

  it('with a remote signer without TLS', () => {
    const pod = batcher({ signer: Signer.remote({ endpoint: 'http://signer:8080', address: ADDRESS.portal }) });
    expect(flagsOf(pod.container('op-batcher'))).toMatchObject({ 'signer.endpoint': 'http://signer:8080', 'signer.address': ADDRESS.portal, 'signer.tls.enabled': 'false' });
    expect(pod.spec.volumes).toBeUndefined();
  });

  it('with a remote signer, its endpoint from a Secret, and mutual TLS', () => {
    const pod = batcher({ signer: Signer.remote({ endpoint: secret, address: ADDRESS.portal, tls: { secretName: 'signer-tls' } }) });
    const container = pod.container('op-batcher');
    expect(flagsOf(container)).toMatchObject({ 'signer.tls.enabled': true, ...TLS_FLAGS });
    expect(container.env).toContainEqual({ name: `${prefix}_SIGNER_ENDPOINT`, ...reference });
    expect(container.volumeMounts).toContainEqual({ name: 'signer-tls', mountPath: '/signer-tls', readOnly: true });
    const same = ['ca.crt', 'tls.crt', 'tls.key'].map((key) => ({ key, path: key }));
    expect(pod.spec.volumes).toContainEqual({ name: 'signer-tls', secret: { secretName: 'signer-tls', defaultMode: 0o440, items: same } });
  });

  it('with TLS files under other keys', () => {
    const tls = { secretName: 'pki', caKey: 'root', certKey: 'leaf', keyKey: 'private' };
    const pod = batcher({ signer: Signer.remote({ endpoint: 'https://signer', address: ADDRESS.portal, tls }) });
    expect(pod.spec.volumes).toContainEqual({
      name: 'signer-tls',
      secret: { secretName: 'pki', defaultMode: 0o440, items: [{ key: 'root', path: 'ca.crt' }, { key: 'leaf', path: 'tls.crt' }, { key: 'private', path: 'tls.key' }] },
    });
  });

  it('signs blocks for a sequencer too', () => {
    const pod = node({ p2pSequencerKey: undefined, p2pSigner: Signer.remote({ endpoint: 'https://signer', address: ADDRESS.portal, tls: { secretName: 'pki' } }) });
    expect(flagsOf(pod.container('op-node'))).toMatchObject({ 'signer.endpoint': 'https://signer', 'signer.address': ADDRESS.portal, ...TLS_FLAGS });
  });

  const remote = { endpoint: 'https://signer', address: ADDRESS.portal };
  it.each<[string, Signer, string, string]>([
    ['a key that is text', Signer.privateKey(KEY_AS_TEXT), 'LITERAL_KEY', 'signer'],
    ['a mnemonic that is text', Signer.mnemonic(MNEMONIC_AS_TEXT, 'm/0'), 'LITERAL_KEY', 'signer'],
    ['a path that is none', Signer.mnemonic(secret, '44/60'), 'INVALID_HD_PATH', 'signer.hdPath'],
    ['an endpoint that is no URL', Signer.remote({ ...remote, endpoint: 'signer:8080' }), 'INVALID_URL', 'signer.endpoint'],
    ['an address without a checksum', Signer.remote({ ...remote, address: ADDRESS.portal.toLowerCase() }), 'ADDRESS_CHECKSUM', 'signer.address'],
    ['TLS without https', Signer.remote({ ...remote, endpoint: 'http://signer', tls: { secretName: 'pki' } }), 'SIGNER_TLS', 'signer.endpoint'],
  ])('refuses %s', (_, wrong, code, prop) => {
    const reported = problemsOf(() => batcher({ signer: wrong }));
    expect(reported).toContainEqual(expect.objectContaining({ code, prop, path: 'acme/batcher' }));
    expect(JSON.stringify(reported)).not.toMatch(/ac0974|junk/);
  });

  it('warns of an endpoint with an API key', () => {
    const endpoint = 'https://signer/?token=abc';
    expect(warningsOf(() => void batcher({ signer: Signer.remote({ ...remote, endpoint }) }))).toEqual([
      { code: 'URL_HOLDS_SECRET', message: expect.not.stringContaining('abc') },
    ]);
  });

  it('may not be got round', () => {
    expect(problem(() => batcher({ extraArgs: ['--private-key=$(KEY)'] }), 'FIXED_FLAG')).toMatchObject({ prop: 'extraArgs', path: 'acme/batcher', hint: 'Use the typed prop for it' });
    expect(problem(() => batcher({ env: { OP_BATCHER_PRIVATE_KEY: secret } }), 'FIXED_FLAG').prop).toBe('env.OP_BATCHER_PRIVATE_KEY');
  });

  it.each([
    ['a mnemonic', Signer.privateKey(secret), { env: { OP_BATCHER_MNEMONIC: secret } }],
    ['a remote signer', Signer.privateKey(secret), { extraArgs: ['--signer.endpoint=https://signer'] }],
    ['an address to sign for', Signer.mnemonic(secret, "m/44'/60'/0'/0/0"), { extraArgs: [`--signer.address=${ADDRESS.portal}`] }],
    ['a private key', Signer.remote(remote), { env: { OP_BATCHER_PRIVATE_KEY: secret } }],
  ])('has no other beside it: %s', (_, own, given) => {
    expect(problem(() => batcher({ signer: own, ...given }), 'FIXED_FLAG').message).toContain('may not be set here: keys are given through Signer only');
  });
});

describe('Jwt', () => {
  it('is made in the pod, in memory, and once', () => {
    const pod = node({});
    expect(pod.spec.volumes).toContainEqual({ name: 'jwt', emptyDir: { medium: 'Memory' } });
    expect(pod.container('prepare').command?.[2]).toContain('[ -s /jwt/jwt.hex ] || (umask 077 && head -c 32 /dev/urandom');
    expect(pod.container('prepare').volumeMounts).toContainEqual({ name: 'jwt', mountPath: '/jwt' });
    for (const name of ['op-node', 'op-reth']) expect(pod.container(name).volumeMounts).toContainEqual({ name: 'jwt', mountPath: '/jwt', readOnly: true });
    expect(flagsOf(pod.container('op-node'))['l2.jwt-secret']).toBe('/jwt/jwt.hex');
    expect(flagsOf(pod.container('op-reth'))['authrpc.jwtsecret']).toBe('/jwt/jwt.hex');
  });

  it('comes from a Secret', () => {
    const pod = node({ jwt: Jwt.fromSecret('engine', 'jwt') });
    expect(pod.spec.volumes).toContainEqual({ name: 'jwt', secret: { secretName: 'engine', defaultMode: 0o440, items: [{ key: 'jwt', path: 'jwt.hex' }] } });
    expect(pod.container('prepare').command?.[2]).not.toContain('urandom');
  });
});

describe('literal keys', () => {
  it.each<[unknown, string[]]>([
    [{ a: { b: ['x', DEV_KEY] } }, ['a.b[1]']],
    [{ a: DEV_KEY.slice(2).toUpperCase() }, ['a']],
    [{ env: { KEY: `prefix ${DEV_KEY} suffix` }, extraArgs: [`--private-key=${DEV_KEY}`] }, ['env.KEY', 'extraArgs[0]']],
    [{ a: MNEMONIC, b: `${MNEMONIC} test test test test test test test test test test test test` }, ['a', 'b']],
    [{ env: { [DEV_KEY]: 'x', [MNEMONIC]: 'y' } }, ['env.<secret>', 'env.<secret>']],
    [{ signer: SecretValue.fromSecret(DEV_KEY.slice(2), 'key') }, ['signer.secretName']],
    [{ signer: Signer.privateKey(SecretValue.fromSecret('batcher', DEV_KEY)) }, ['signer.source.key.key']],
    [{ jwt: Jwt.fromSecret('engine', HASH) }, ['jwt.secret.key']],
    [DEV_KEY, ['']],
  ])('are found in %j', (value, where) => expect(places(value)).toEqual(where));

  it.each<[string, unknown]>([
    ['a digest', { image: `op-node@sha256:${HASH}`, digest: `sha256:${HASH}` }],
    ['a checksum', { snapshot: { sha256: HASH } }],
    ['a node id', { nodeId: `${HASH}${HASH}`, static: [`enode://${HASH}${HASH}@10.0.0.1:30303`] }],
    ['block hashes in flags', ['--required-block-hashes', `1=0x${HASH}`, `--debug.tip=0x${HASH}`, `--eth.requiredblocks=1=0x${HASH}`]],
    ['a prestate by its hash', { prestate: `/prestates/0x${HASH}.bin.gz`, extraArgs: [`--cannon-kona-prestate=/0x${HASH}.bin.gz`, `--cannon-prestate`, `/0x${HASH}.json`] }],
    ['an address', { a: ADDRESS.factory }],
    ['eleven words', { a: 'one two three four five six seven eight nine ten more' }],
    ['other values', { a: 1, b: null, c: undefined, d: true, e: new Date(0) }],
  ])('are not seen in %s', (_, value) => expect(places(value)).toEqual([]));

  it('are seen behind a flag that takes no hash', () => {
    expect(places(['--debug.tip', `--x=0x${HASH}`, `0x${HASH}`])).toEqual(['[1]', '[2]']);
    expect(places([`--debug.tip=0x${HASH}`, `0x${HASH}`])).toEqual(['[1]']);
  });

  const key = fc.stringMatching(/^(0x)?[0-9a-f]{64}$/);
  /** Somewhere in the props of a chart, as a user may put a key there. */
  const placed: fc.Arbitrary<(secret: string) => Partial<OpStackChartProps>> = fc.constantFrom<((secret: string) => Partial<OpStackChartProps>)[]>(
    (secret) => ({ network: customNetwork({ l1RpcUrl: `https://l1.example.com/${secret}` }) }),
    (secret) => ({ network: customNetwork({ networkName: secret }) }),
    (secret) => ({ network: customNetwork({ name: secret }) }),
    (secret) => ({ network: customNetwork({ l1BeaconFallbacks: ['https://beacon', secret] }) }),
    (secret) => ({ network: customNetwork({ altDa: { server: secret } }) }),
    (secret) => ({ network: customNetwork({ images: { release: secret, registry: secret, pullSecrets: [secret], components: { 'op-node': { version: secret, image: secret } } } }) }),
    (secret) => ({ sequencer: { p2pSequencerKey: SecretValue.fromSecret('key', secret) } }),
    (secret) => ({ sequencer: { name: secret, p2pSequencerKey: sequencerKey } }),
    (secret) => ({ sequencer: { p2pSequencerKey: sequencerKey, consensus: { extraArgs: [`--p2p.sequencer.key=${secret}`] } } }),
    (secret) => ({ sequencer: { p2pSequencerKey: sequencerKey, consensus: { extraArgs: [`--${secret}`, secret] } } }),
    (secret) => ({ sequencer: { p2pSequencerKey: sequencerKey, execution: { extraArgs: ['--p2p-secret-key-hex', secret], env: { [secret]: 'x' } } } }),
    (secret) => ({ sequencer: { p2pSequencerKey: sequencerKey, podAnnotations: { note: secret }, nodeSelector: { [secret]: 'x' } } }),
    (secret) => ({ sequencer: { p2pSequencerKey: sequencerKey, podOverrides: { containers: [{ name: 'op-node', env: [{ name: 'X', value: secret }] }] } } }),
    (secret) => ({ batcher: { signer: signer('batcher-key'), env: { OP_BATCHER_PRIVATE_KEY: secret, OTHER: `a ${secret}` } } }),
    (secret) => ({ batcher: { signer: Signer.mnemonic(SecretValue.fromSecret(secret, 'key'), secret) } }),
    (secret) => ({ challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl: `https://prestates/${secret}` } } }),
  );

  it('are found wherever they stand in a chart, and never shown', () => {
    expect.hasAssertions();
    fc.assert(fc.property(key, placed, (secret, place) => {
      const props: OpStackChartProps = { namespace: 'acme', network: customNetwork(), sequencer: { p2pSequencerKey: sequencerKey }, ...place(secret) };
      const error = thrownBy(() => new OpStackChart(new App(), 'acme', props));
      expect(error.problems.map(({ code }) => code)).toContain('LITERAL_KEY');
      expect(everythingOf(error).toLowerCase()).not.toContain(secret.replace('0x', ''));
    }), { numRuns: 150 });
  });

  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const name = fc.stringMatching(/^[a-z]{1,5}$/);
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(name, tie('tree'), { maxKeys: 3 })),
  }));

  it('are found at any depth', () => {
    expect.hasAssertions();
    fc.assert(fc.property(tree, fc.array(fc.oneof(name, fc.nat(3)), { maxLength: 6 }), key, (rest, path, secret) => {
      const value = path.reduceRight<unknown>((inner, step) => (typeof step === 'number' ? [...Array.from({ length: step }, () => rest), inner] : { other: rest, [step]: inner }), secret);
      const where = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('').replace(/^\./, '');
      expect(places(value)).toContain(where);
    }));
  });
});
