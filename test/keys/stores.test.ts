import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Duration } from 'cdk8s';
import {
  BatcherConstruct, ConfigSource, Jwt, OpNodeConstruct, OpStackChart, OptimismNetworkConstruct, ProposerConstruct, SecretValue, Signer,
  type BatcherProps, type CertificateOptions, type CsiOptions, type ExternalSecretOptions, type OptimismNetworkProps, type SealedSecretManifest,
} from '../../src';
import { type Manifest } from '../../src/testing';
import { ADDRESS, DEV_KEY, customNetwork, emitted, knownNetwork, newChart, podOf, problemsOf, sequencerKey, signer, untyped, withNetwork, type EmittedContainer } from '../support/fixtures';

const endpoints = { l2EthRpc: ['http://el:8545'], rollupRpc: ['http://cl:9545'] };
const kinds = ['ExternalSecret', 'SecretProviderClass', 'Certificate', 'SealedSecret', 'Secret'];
const made = (manifests: readonly Manifest[]): Manifest[] => manifests.filter(({ kind }) => kinds.includes(kind));
const of = (manifests: readonly Manifest[], kind: string, name: string): Manifest => {
  const found = manifests.filter((each) => each.kind === kind && untyped<{ name: string }>(each.metadata).name === name);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const specOf = (manifests: readonly Manifest[], kind: string, name: string): unknown => of(manifests, kind, name).spec;

function batcher(over: Partial<BatcherProps>, network: OptimismNetworkProps = knownNetwork): Chart {
  const { chart, network: wired } = withNetwork(network);
  new BatcherConstruct(chart, 'batcher', { network: wired, endpoints, signer: signer('batcher-key'), ...over });
  return chart;
}

const vault = (key: string, over: Partial<ExternalSecretOptions> = {}): ExternalSecretOptions => ({ store: 'vault', remoteKey: `acme/${key}`, ...over });
const external = (secret: string, key: string, over?: Partial<ExternalSecretOptions>): SecretValue => SecretValue.fromExternalSecret(secret, key, vault(key, over));
const csi = (secret: string, key: string, over: Partial<CsiOptions> = {}): SecretValue =>
  SecretValue.fromCsi(secret, key, { provider: 'vault', parameters: { roleName: 'acme', objects: '- objectName: key' }, ...over });
const certified = (over: Partial<CertificateOptions> = {}, tls: object = {}): Signer =>
  Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.portal, tls: { secretName: 'batcher-tls', certificate: { issuer: 'signers', ...over }, ...tls } });
const sealed = (over: object = {}): SealedSecretManifest => ({
  apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'batcher-key', namespace: 'acme' }, spec: { encryptedData: { key: 'AgB…' } }, ...over,
});

describe('an external secret', () => {
  test('every option becomes a field', () => {
    const all: Required<ExternalSecretOptions> = { store: { name: 'aws', kind: 'ClusterSecretStore' }, remoteKey: 'prod/batcher', property: 'private-key', version: 'v3', refreshInterval: Duration.minutes(10) };
    const manifests = emitted(batcher({ signer: Signer.privateKey(SecretValue.fromExternalSecret('batcher-key', 'key', all)) }));
    expect(of(manifests, 'ExternalSecret', 'batcher-key')).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      metadata: { namespace: 'acme', labels: { 'app.kubernetes.io/instance': 'acme-batcher', 'app.kubernetes.io/managed-by': 'cdk8s-op-stack' } },
      spec: {
        refreshInterval: '600s', secretStoreRef: { name: 'aws', kind: 'ClusterSecretStore' }, target: { name: 'batcher-key' },
        data: [{ secretKey: 'key', remoteRef: { key: 'prod/batcher', property: 'private-key', version: 'v3' } }],
      },
    });
    expect(podOf(manifests, 'acme-batcher').container('op-batcher').env).toContainEqual({ name: 'OP_BATCHER_PRIVATE_KEY', valueFrom: { secretKeyRef: { name: 'batcher-key', key: 'key' } } });
  });

  test('with the fewest options', () => {
    expect(specOf(emitted(batcher({ signer: Signer.privateKey(external('batcher-key', 'key')) })), 'ExternalSecret', 'batcher-key')).toEqual({
      refreshInterval: '1h', secretStoreRef: { name: 'vault', kind: 'SecretStore' }, target: { name: 'batcher-key' }, data: [{ secretKey: 'key', remoteRef: { key: 'acme/key' } }],
    });
  });

  test('is one for each Secret of a namespace, with the keys that pods use', () => {
    const app = new App();
    const l1 = { l1RpcUrl: external('l1', 'rpc'), l1BeaconUrl: external('l1', 'beacon') };
    const chart = new OpStackChart(app, 'acme', {
      namespace: 'acme', network: { ...customNetwork(l1) }, sequencer: { p2pSequencerKey: external('sequencer', 'key') }, replicas: { count: 2 },
      batcher: { signer: Signer.privateKey(external('batcher', 'key')) }, proposer: { signer: Signer.privateKey(external('proposer', 'key')) },
    });
    const manifests = emitted(chart);
    expect(made(manifests).map(({ kind, metadata }) => `${kind} ${untyped<{ name: string }>(metadata).name}`)).toEqual(['ExternalSecret l1', 'ExternalSecret sequencer', 'ExternalSecret batcher', 'ExternalSecret proposer']);
    expect(specOf(manifests, 'ExternalSecret', 'l1')).toMatchObject({ data: [{ secretKey: 'rpc' }, { secretKey: 'beacon' }] });
  });

  test('has no key that no pod uses, though a prop names it', () => {
    const chart = batcher({}, { ...knownNetwork, l1RpcUrl: external('l1', 'rpc'), l1BeaconUrl: external('l1', 'beacon') });
    expect(specOf(emitted(chart), 'ExternalSecret', 'l1')).toMatchObject({ data: [{ secretKey: 'rpc' }] });
  });

  test('is not made for a key that it does not fill', () => {
    const chart = batcher({}, { ...knownNetwork, l1RpcUrl: SecretValue.fromSecret('l1', 'rpc'), l1BeaconUrl: external('l1', 'beacon') });
    expect(made(emitted(chart))).toEqual([]);
  });

  test('is made in each namespace whose pods use it, and for each chart that has none', () => {
    const app = new App();
    const key = external('batcher-key', 'key');
    const charts = (['a', 'b', undefined, undefined] as const).map((namespace, index) => new Chart(app, `chart-${index}`, { namespace }));
    for (const chart of charts) new BatcherConstruct(chart, 'batcher', { network: new OptimismNetworkConstruct(chart, 'network', knownNetwork), endpoints, signer: Signer.privateKey(key) });
    for (const chart of charts) expect(specOf(emitted(chart), 'ExternalSecret', 'batcher-key')).toMatchObject({ data: [{ secretKey: 'key' }] });
  });

  test.each<[string, Partial<BatcherProps>, OptimismNetworkProps]>([
    ['the environment', { env: { TOKEN: external('wanted', 'k') } }, knownNetwork],
    ['a mnemonic', { signer: Signer.mnemonic(external('wanted', 'k'), "m/44'/60'/0'/0/2") }, knownNetwork],
    ["a signer's address", { signer: Signer.remote({ endpoint: external('wanted', 'k'), address: ADDRESS.portal }) }, knownNetwork],
    ['a list of endpoints', { endpoints: { l2EthRpc: [external('wanted', 'k')], rollupRpc: ['http://cl:9545'] } }, knownNetwork],
    ['the network', {}, { ...knownNetwork, l1RpcUrl: external('wanted', 'k') }],
  ])('is found in %s', (_, over, network) => {
    expect(specOf(emitted(batcher(over, network)), 'ExternalSecret', 'wanted')).toMatchObject({ data: [{ secretKey: 'k' }] });
  });

  test.each<[string, object, Partial<OptimismNetworkProps>]>([
    ["a file's URL", {}, { l2Genesis: ConfigSource.fromUrl(external('wanted', 'k'), { sha256: 'a'.repeat(64) }) }],
    ['a snapshot', { snapshot: { url: external('wanted', 'k'), sha256: 'a'.repeat(64) } }, {}],
    ['the JWT', { jwt: Jwt.fromValue(external('wanted', 'k')) }, {}],
    ['a key of the gossip network', { consensus: { p2p: { privateKey: external('wanted', 'k') } } }, {}],
    ['a key of the execution network', { execution: { p2p: { nodeKey: external('wanted', 'k') } } }, {}],
  ])('of a node is found in %s', (_, over, network) => {
    const { chart, network: wired } = withNetwork(customNetwork(network));
    new OpNodeConstruct(chart, 'sequencer', { network: wired, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, ...over });
    expect(specOf(emitted(chart), 'ExternalSecret', 'wanted')).toMatchObject({ data: [{ secretKey: 'k' }] });
  });
});

const mounts = (container: EmittedContainer): string[] => (container.volumeMounts ?? []).map(({ name }) => name).filter((name) => name.startsWith('csi-'));

describe('a value of the CSI driver', () => {
  const volume = { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'batcher-key' } };

  test('as a variable: the driver makes the Secret while the container that reads it mounts the volume', () => {
    const all: Required<Omit<CsiOptions, 'providerClass'>> = { provider: 'aws', parameters: { region: 'eu-west-1', objects: '- objectName: prod/batcher' }, objectName: 'batcher-alias' };
    const manifests = emitted(batcher({ signer: Signer.privateKey(SecretValue.fromCsi('batcher-key', 'key', all)) }));
    expect(of(manifests, 'SecretProviderClass', 'batcher-key')).toMatchObject({
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      metadata: { namespace: 'acme' },
      spec: { provider: 'aws', parameters: all.parameters, secretObjects: [{ secretName: 'batcher-key', type: 'Opaque', data: [{ key: 'key', objectName: 'batcher-alias' }] }] },
    });
    const pod = podOf(manifests, 'acme-batcher');
    expect(pod.spec.volumes).toEqual([{ name: 'csi-batcher-key', csi: volume }]);
    expect(pod.container('op-batcher').volumeMounts).toEqual([{ name: 'csi-batcher-key', mountPath: '/secrets-store/batcher-key', readOnly: true }]);
    expect(pod.container('op-batcher').env).toContainEqual({ name: 'OP_BATCHER_PRIVATE_KEY', valueFrom: { secretKeyRef: { name: 'batcher-key', key: 'key' } } });
  });

  test('as a file: it is mounted from the volume, and no Secret is made', () => {
    const { chart, network } = withNetwork(customNetwork());
    new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, jwt: Jwt.fromValue(csi('engine', 'jwt', { objectName: 'jwt-alias' })) });
    const manifests = emitted(chart);
    expect(specOf(manifests, 'SecretProviderClass', 'engine')).not.toHaveProperty('secretObjects');
    const pod = podOf(manifests, 'acme-sequencer');
    expect(pod.spec.volumes).toContainEqual({ name: 'jwt', csi: { ...volume, volumeAttributes: { secretProviderClass: 'engine' } } });
    for (const name of ['op-reth', 'op-node']) {
      expect(pod.container(name).volumeMounts).toContainEqual({ name: 'jwt', mountPath: '/jwt/jwt.hex', subPath: 'jwt-alias', readOnly: true });
    }
    expect(pod.container('prepare').volumeMounts?.map(({ name }) => name)).not.toContain('jwt');
  });

  test('of a class that exists: none is made', () => {
    const manifests = emitted(batcher({ signer: Signer.privateKey(SecretValue.fromCsi('batcher-key', 'key', { providerClass: 'shared-keys' })) }));
    expect(made(manifests)).toEqual([]);
    expect(podOf(manifests, 'acme-batcher').spec.volumes).toEqual([{ name: 'csi-shared-keys', csi: { ...volume, volumeAttributes: { secretProviderClass: 'shared-keys' } } }]);
  });

  test('two of one Secret share class and volume; other containers and pods mount nothing', () => {
    const { chart, network } = withNetwork(customNetwork({ l1RpcUrl: csi('l1', 'rpc'), l1BeaconUrl: csi('l1', 'beacon') }));
    const sequencer = new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
    new BatcherConstruct(chart, 'batcher', { network, nodes: sequencer, signer: signer('batcher-key') });
    const manifests = emitted(chart);
    expect(specOf(manifests, 'SecretProviderClass', 'l1')).toMatchObject({ secretObjects: [{ data: [{ key: 'rpc', objectName: 'rpc' }, { key: 'beacon', objectName: 'beacon' }] }] });
    const pod = podOf(manifests, 'acme-sequencer');
    expect(mounts(pod.container('op-node'))).toEqual(['csi-l1']);
    expect(mounts(pod.container('op-reth'))).toEqual([]);
    expect(mounts(pod.container('prepare'))).toEqual([]);
    expect(untyped<{ name: string }[]>(pod.spec.volumes).filter(({ name }) => name === 'csi-l1')).toHaveLength(1);
  });
});

describe('a sealed secret', () => {
  test('is referred to by its name, or read to be checked; nothing is made', () => {
    for (const value of [SecretValue.fromSealedSecret('batcher-key', 'key'), SecretValue.fromSealedSecret(sealed(), 'key')]) {
      const manifests = emitted(batcher({ signer: Signer.privateKey(value) }));
      expect(made(manifests)).toEqual([]);
      expect(podOf(manifests, 'acme-batcher').container('op-batcher').env).toContainEqual({ name: 'OP_BATCHER_PRIVATE_KEY', valueFrom: { secretKeyRef: { name: 'batcher-key', key: 'key' } } });
    }
  });

  test('that is sealed for the whole cluster may be of another namespace', () => {
    const anywhere = sealed({ metadata: { name: 'batcher-key', namespace: 'other', annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' } } });
    expect(() => batcher({ signer: Signer.privateKey(SecretValue.fromSealedSecret(anywhere, 'key')) })).not.toThrow();
  });
});

describe("a remote signer's certificate", () => {
  test('every option becomes a field of a Certificate, whose Secret is mounted', () => {
    const all: Required<CertificateOptions> = { issuer: { name: 'ca', kind: 'ClusterIssuer', group: 'cert-manager.io' }, dnsNames: ['batcher.acme', 'batcher'], duration: Duration.days(30), renewBefore: Duration.days(10) };
    const manifests = emitted(batcher({ signer: certified(all) }));
    expect(of(manifests, 'Certificate', 'batcher-tls')).toMatchObject({
      apiVersion: 'cert-manager.io/v1',
      metadata: { namespace: 'acme' },
      spec: {
        secretName: 'batcher-tls', issuerRef: all.issuer, dnsNames: ['batcher.acme', 'batcher'], duration: '2592000s', renewBefore: '864000s',
        usages: ['client auth', 'digital signature'], privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      },
    });
    expect(podOf(manifests, 'acme-batcher').spec.volumes).toEqual([
      { name: 'signer-tls', secret: { secretName: 'batcher-tls', defaultMode: 0o440, items: ['ca.crt', 'tls.crt', 'tls.key'].map((key) => ({ key, path: key })) } },
    ]);
  });

  test('with the fewest options', () => {
    expect(specOf(emitted(batcher({ signer: certified() })), 'Certificate', 'batcher-tls')).toEqual({
      secretName: 'batcher-tls', issuerRef: { name: 'signers', kind: 'Issuer' }, dnsNames: ['batcher-tls'],
      usages: ['client auth', 'digital signature'], privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    });
  });

  test('of a sequencer is made too', () => {
    const { chart, network } = withNetwork(customNetwork());
    new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSigner: certified() });
    expect(made(emitted(chart)).map(({ kind }) => kind)).toEqual(['Certificate']);
  });

  test('from a Secret that others fill takes none', () => {
    expect(made(emitted(batcher({ signer: certified(undefined, { certificate: undefined, caKey: 'ca' }) })))).toEqual([]);
  });
});

/** Two services of one namespace. */
function twoOf(one: SecretValue, other: SecretValue): () => unknown {
  return () => {
    const { chart, network } = withNetwork(knownNetwork);
    new BatcherConstruct(chart, 'batcher', { network, endpoints, signer: Signer.privateKey(one) });
    return new ProposerConstruct(chart, 'proposer', { network, endpoints, signer: Signer.privateKey(other), disputeGame: { factoryAddr: ADDRESS.factory, gameType: 8 } });
  };
}

const using = (value: SecretValue) => () => batcher({ signer: Signer.privateKey(value) });

const broken: readonly (readonly [what: string, make: () => unknown, code: string, prop: string, hint: RegExp])[] = [
  ['a name with a capital', using(SecretValue.fromSecret('Batcher', 'key')), 'INVALID_SECRET_NAME', 'signer', /lower-case/],
  ['no name', using(SecretValue.fromSecret('', 'key')), 'INVALID_SECRET_NAME', 'signer', /lower-case/],
  ['a long name', using(SecretValue.fromSecret('a'.repeat(254), 'key')), 'INVALID_SECRET_NAME', 'signer', /253/],
  ['a sealed secret without a name', using(SecretValue.fromSealedSecret(untyped({ ...sealed(), metadata: {} }), 'key')), 'INVALID_SECRET_NAME', 'signer', /lower-case/],
  ['the name of a certificate', () => batcher({ signer: certified({}, { secretName: 'Batcher_TLS' }) }), 'INVALID_SECRET_NAME', 'signer.tls', /lower-case/],
  ['a class that no volume can be named after', using(csi('batcher.key', 'key')), 'INVALID_SECRET_NAME', 'signer', /58/],
  ['a class with a long name', using(csi('b'.repeat(59), 'key')), 'INVALID_SECRET_NAME', 'signer', /58/],
  ["a network's Secret", () => withNetwork({ ...knownNetwork, l1RpcUrl: SecretValue.fromSecret('l1_endpoints', 'rpc') }), 'INVALID_SECRET_NAME', 'l1RpcUrl', /lower-case/],
  ['a Secret of a file', () => withNetwork(customNetwork({ l2Genesis: ConfigSource.fromUrl(SecretValue.fromSecret('L', 'u'), { sha256: 'a'.repeat(64) }) })), 'INVALID_SECRET_NAME', 'l2Genesis.url', /lower-case/],
  ['a key with a slash', using(SecretValue.fromSecret('batcher', 'a/b')), 'INVALID_SECRET_KEY', 'signer', /letters/],
  ['no key', using(SecretValue.fromSecret('batcher', '')), 'INVALID_SECRET_KEY', 'signer', /letters/],
  ['a store without a name', using(external('a', 'key', { store: '' })), 'INVALID_SECRET_STORE', 'signer.store', /SecretStore/],
  ['a value without a name', using(external('a', 'key', { remoteKey: '' })), 'INVALID_SECRET_STORE', 'signer.remoteKey', /name/],
  ['a store of no kind', using(external('a', 'key', { store: untyped({ name: 'v', kind: 'ClusterStore' }) })), 'INVALID_CHOICE', 'signer.store.kind', /./],
  ['neither provider nor class', using(SecretValue.fromCsi('a', 'key', {})), 'INVALID_SECRET_STORE', 'signer', /provider/],
  ['provider and class', using(SecretValue.fromCsi('a', 'key', { provider: 'aws', providerClass: 'b' })), 'INVALID_SECRET_STORE', 'signer', /provider/],
  ['parameters of a class that exists', using(SecretValue.fromCsi('a', 'key', { providerClass: 'b', parameters: {} })), 'INVALID_SECRET_STORE', 'signer.parameters', /provider/],
  ['an object that is no file', using(csi('a', 'key', { objectName: 'prod/key' })), 'INVALID_SECRET_STORE', 'signer.objectName', /alias/],
  ['a sealed secret of another kind', using(SecretValue.fromSealedSecret(sealed({ kind: 'Secret' }), 'key')), 'INVALID_SEALED_SECRET', 'signer', /kubeseal/],
  ['a sealed secret of another group', using(SecretValue.fromSealedSecret(sealed({ apiVersion: 'v1' }), 'key')), 'INVALID_SEALED_SECRET', 'signer', /kubeseal/],
  ['a sealed secret without the key', using(SecretValue.fromSealedSecret(sealed(), 'private')), 'INVALID_SEALED_SECRET', 'signer', /are key$/],
  ['a sealed secret of another namespace', using(SecretValue.fromSealedSecret(sealed({ metadata: { name: 'a', namespace: 'other' } }), 'key')), 'INVALID_SEALED_SECRET', 'signer', /namespace/],
  ['an issuer without a name', () => batcher({ signer: certified({ issuer: { name: '' } }) }), 'INVALID_CERTIFICATE', 'signer.tls.certificate.issuer', /Issuer/],
  ['no DNS names', () => batcher({ signer: certified({ dnsNames: [] }) }), 'INVALID_CERTIFICATE', 'signer.tls.certificate.dnsNames', /like/],
  ['a DNS name that is none', () => batcher({ signer: certified({ dnsNames: ['a b'] }) }), 'INVALID_CERTIFICATE', 'signer.tls.certificate.dnsNames', /like/],
  ['a certificate that is renewed at once', () => batcher({ signer: certified({ duration: Duration.days(2), renewBefore: Duration.days(2) }) }), 'INVALID_CERTIFICATE', 'signer.tls.certificate.renewBefore', /duration/],
  ['a renewal longer than 90 days', () => batcher({ signer: certified({ renewBefore: Duration.days(90) }) }), 'INVALID_CERTIFICATE', 'signer.tls.certificate.renewBefore', /duration/],
  ['a certificate for minutes', () => batcher({ signer: certified({ duration: Duration.minutes(59) }) }), 'INVALID_CERTIFICATE', 'signer.tls.certificate.duration', /hour/],
  ['keys that cert-manager does not write', () => batcher({ signer: certified({}, { certKey: 'cert.pem' }) }), 'SIGNER_TLS', 'signer.tls', /tls\.crt/],
  ['two stores for one Secret', twoOf(external('keys', 'a'), external('keys', 'b', { store: 'other' })), 'CONFLICTING_SECRET', 'signer', /same store/],
  ['two refresh intervals for one Secret', twoOf(external('keys', 'a'), external('keys', 'b', { refreshInterval: Duration.days(1) })), 'CONFLICTING_SECRET', 'signer', /same store/],
  ['two kinds for one Secret', twoOf(external('keys', 'a'), csi('keys', 'b')), 'CONFLICTING_SECRET', 'signer', /same store/],
  ['two values under one key', twoOf(external('keys', 'a'), external('keys', 'a', { version: '2' })), 'CONFLICTING_SECRET', 'signer', /another key/],
  ['two files under one key', twoOf(csi('keys', 'a'), csi('keys', 'a', { objectName: 'b' })), 'CONFLICTING_SECRET', 'signer', /another key/],
];

describe('what is wrong is reported', () => {
  test.each(broken)('%s', (_, make, code, prop, hint) => {
    const problems = problemsOf(make);
    expect(problems.map((each) => [each.code, each.prop])).toEqual([[code, prop]]);
    expect(problems[0]!.hint).toMatch(hint);
  });

  test.each<[string, () => SecretValue, string]>([
    ['a name', () => SecretValue.fromSecret(untyped(undefined), 'key'), 'INVALID_SECRET_NAME'],
    ['a store', () => SecretValue.fromExternalSecret('a', 'key', untyped(undefined)), 'INVALID_SECRET_STORE'],
    ['a provider', () => SecretValue.fromCsi('a', 'key', untyped(undefined)), 'INVALID_SECRET_STORE'],
    ['a manifest', () => SecretValue.fromSealedSecret(untyped(undefined), 'key'), 'INVALID_SEALED_SECRET'],
  ])('%s that no compiler missed', (_, value, code) => expect(problemsOf(using(value())).map((each) => each.code)).toContain(code));

  test('an issuer that no compiler missed', () => {
    expect(problemsOf(() => batcher({ signer: certified({ issuer: untyped(undefined) }) })).map(({ code }) => code)).toEqual(['INVALID_CERTIFICATE']);
    expect(problemsOf(() => batcher({ signer: certified({}, { secretName: undefined }) })).map(({ code }) => code)).toEqual(['INVALID_SECRET_NAME']);
  });

  test('equal values in two places are none', () => {
    expect(twoOf(external('keys', 'a'), external('keys', 'a'))).not.toThrow();
    expect(twoOf(csi('keys', 'a'), csi('keys', 'b'))).not.toThrow();
    expect(twoOf(external('keys', 'a'), SecretValue.fromSecret('keys', 'b'))).not.toThrow();
  });

  test('a conflict names the construct that came first, and no contents', () => {
    const [found] = problemsOf(twoOf(external('keys', 'a'), external('keys', 'b', { store: 'other' })));
    expect(found).toMatchObject({ path: 'acme/proposer', message: expect.stringContaining('acme/batcher') });
  });

  test('a key among the parameters of a provider, without repeating it', () => {
    const problems = problemsOf(using(csi('a', 'key', { parameters: { token: DEV_KEY } })));
    expect(problems.map(({ code }) => code)).toContain('LITERAL_KEY');
    expect(JSON.stringify(problems)).not.toContain(DEV_KEY.slice(4));
  });

  test('every code of the folder has a broken input', () => {
    const folder = join(__dirname, '../../src/keys/stores');
    const codes = readdirSync(folder).flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\.(?:error|warn)\(\s*'([A-Z_]+)'/g)].map(([, code]) => code));
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => !broken.some((row) => row[2] === code))).toEqual([]);
  });
});

test('no chart makes a Secret, a ServiceAccount or a Role, and no pod gets a token', () => {
  const chart = newChart();
  const network = new OptimismNetworkConstruct(chart, 'network', customNetwork({ l1RpcUrl: external('l1', 'rpc'), l1BeaconUrl: csi('beacon', 'url') }));
  const nodes = new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSigner: certified() });
  new BatcherConstruct(chart, 'batcher', { network, nodes, signer: Signer.privateKey(SecretValue.fromSealedSecret('batcher', 'key')) });
  const manifests = emitted(chart);
  expect(manifests.map(({ kind }) => kind).filter((kind) => /^(Secret|ServiceAccount|(Cluster)?Role(Binding)?)$/.test(kind))).toEqual([]);
  for (const name of ['acme-sequencer', 'acme-batcher']) expect(podOf(manifests, name).spec.automountServiceAccountToken).toBe(false);
});
