import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { Artifacts, BuilderPlaygroundDeployment, BuilderPlaygroundWorkloads, readPlayground, readPlaygroundDeployment, type BuilderPlaygroundDeploymentProps } from '../../src/playground';
import { SecretValue } from '../../src/keys';
import { Storage } from '../../src/kube';
import { shellWords } from '../../src/playground/plan/shell-words';
import { expectValid, find, manifestsOf, type Manifest } from '../../src/testing';
import { newChart, problemsOf, untyped, warningsOf } from '../support/fixtures';
import { GENESIS_TIME, fixtures, outputFolder, removeFolders, service } from './support/folder';
import { el, podOf, resource, watcher } from './support/resource';

afterAll(removeFolders);

const shared = fixtures();
const published = shared === undefined ? [] : readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('manifest.json'));

/** A service with everything that a manifest can say of one. */
const full = service('el', {
  labels: { 'health-check-sidecar': 'el_healthmon', metrics_path: '/debug/metrics', team: 'x' },
  entrypoint: "/bin/sh -c 'exec reth \"$$@\"' --",
  args: ['node', '--http.port', '{{Port "http" 8545}}', '--peer={{Bootnode}}', ''],
  env: { B: '{{Service "boot" "rpc" "http" ""}}', A: 'on' },
  ports: [{ name: 'http', port: 8545, Protocol: 'tcp', HostPort: 0 }, { name: 'p2p', port: 9000, Protocol: 'udp' }, { name: 'p2p', port: 9000, Protocol: 'tcp' }],
  files_mapped: { '/data/genesis.json': 'genesis.json', '/data/testnet-dir': 'testnet' },
  volumes_mapped: { '/data_reth': { Name: 'data', IsLocal: true }, '/shared': { Name: 'shared:boot-data' } },
  depends_on: [{ Name: 'boot', Condition: '' }],
});
const manifest = {
  session_id: 'swift-otter',
  setup: ['make keys'],
  bootnode: { Service: 'boot', ID: 'ab' },
  services: [
    service('boot', { ports: [{ name: 'rpc', port: 30303, Protocol: 'tcp' }], volumes_mapped: { '/data': 'data' }, ungraceful_shutdown: true }),
    full,
    service('el_healthmon', {
      args: ['--url', '{{Service "el" "http" "http" ""}}'],
      ready_check: { query_url: '', test: ['CMD-SHELL', 'wget http://127.0.0.1:21171/ready'], interval: 1.5e9, start_period: 0, timeout: 6e11, retries: 20 },
    }),
    service('validator', { files_mapped: { '/data/validator': 'data_validator' }, depends_on: [{ Name: 'el', Condition: 'service_healthy' }, { Name: 'el', Condition: '' }] }),
    service('api', { ports: [{ name: 'http', port: 8080 }], ready_check: { query_url: 'http://localhost:8080/ready', test: null } }),
  ],
};

function resourceOf(props: BuilderPlaygroundDeploymentProps): { text: string; manifests: Manifest[] } {
  const chart = newChart();
  warningsOf(() => new BuilderPlaygroundDeployment(chart, 'resource', { name: 'playground', ...props }));
  expect(() => expectValid(chart, { crds: [BuilderPlaygroundDeployment.definition] })).not.toThrow();
  const manifests = manifestsOf(chart);
  return { text: stringify(find(manifests, 'BuilderPlaygroundDeployment', 'playground')), manifests };
}

/** Folder to pod, and folder to resource to pod. */
function bothWays(output: string, props: Omit<BuilderPlaygroundDeploymentProps, 'output'> = {}): { direct: Manifest[]; back: Manifest[] } {
  const { recipe: _, release: _release, mode: _mode, ...same } = props;
  const { text } = resourceOf({ output, ...props });
  return { direct: podOf({ output, ...same }), back: podOf(readPlaygroundDeployment(text, { output }).props) };
}

describe('folder to resource to pod is folder to pod', () => {
  test('with everything that a manifest can say', () => {
    const { direct, back } = bothWays(outputFolder(manifest));
    expect(stringify(back)).toBe(stringify(direct));
  });

  const table = (published.length === 0 ? ['none'] : published).map((path) => [path] as const);
  (published.length === 0 ? describe.skip : describe)('with what the tool wrote', () => {
    test.each(table)('%s', (path) => {
      const { direct, back } = bothWays(outputFolder(readFileSync(join(shared ?? '', path), 'utf8')));
      expect(stringify(back)).toBe(stringify(direct));
    });
  });

  test.each<readonly [string, Omit<BuilderPlaygroundDeploymentProps, 'output'>]>([
    ['a folder of the node', { storage: 'local-path' }],
    ['another folder of the node', { storage: Storage.hostPath('/srv/l1') }],
    ['a claim', { storage: 'pvc' }],
    ['a claim of its own measure', { storage: Storage.claim({ size: Size.mebibytes(1500), storageClass: 'fast', accessModes: ['ReadWriteOncePod'] }) }],
    ['a claim of some tebibytes', { storage: Storage.claim({ size: Size.tebibytes(2) }) }],
    ['nothing that outlives the pod', { storage: 'ephemeral' }],
    ['files on the node', { artifacts: Artifacts.hostPath('/srv/files') }],
    ['files in a claim', { artifacts: Artifacts.claim('files', 'l1') }],
    ['files in an image', { artifacts: Artifacts.image('ghcr.io/example/files:v1', '/out') }],
    ['the whole folder everywhere', { mountOutput: true }],
    ['other images, resources and a way in', {
      services: {
        el: { image: 'ghcr.io/example/reth:v2', resources: { requests: { cpu: 2 }, limits: { memory: '8Gi' } }, expose: { type: 'NodePort', ports: ['http'], nodePorts: { http: 30545 }, annotations: { a: 'b' } } },
        validator: { image: 'localhost:5000/validator:v1' },
        boot: { image: `ghcr.io/example/boot@sha256:${'ab'.repeat(32)}` },
      },
    }],
    ['secrets and a security context', {
      podSecurityContext: { fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      services: { el: { env: { KEY: SecretValue.fromSecret('keys', 'el'), A: SecretValue.fromSecret('keys', 'a') }, securityContext: { runAsUser: 0, capabilities: { drop: ['ALL'] } } } },
    }],
    ['a service that runs elsewhere', { services: { boot: { run: { external: '10.0.0.5' } } } }],
    ['everything for the pod', {
      recipe: 'l1', release: 'v0.3.1', mode: 'pod', resources: { limits: { memory: '1Gi' } }, imagePullPolicy: 'Always', imagePullSecrets: ['registry'],
      nodeSelector: { disk: 'fast' }, tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }, { key: 'b', value: 'c' }],
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'x', operator: 'In', values: ['y'] }] }] } } },
      priorityClassName: 'high', serviceAccountName: 'runner', terminationGracePeriod: Duration.minutes(2),
    }],
  ])('with %s', (_, props) => {
    const { direct, back } = bothWays(outputFolder(manifest), props);
    expect(stringify(back)).toBe(stringify(direct));
  });

  test('and the model is the same, with what no pod shows', () => {
    const output = outputFolder(manifest);
    writeFileSync(join(output, 'testnet/config.yaml'), 'SECONDS_PER_SLOT: 3\n');
    const { text } = resourceOf({ output });
    expect(readPlaygroundDeployment(text, { output }).props.output).toEqual(readPlayground(output));
    expect(readPlayground(output)).toMatchObject({ setup: ['make keys'], slotSeconds: 3 });
  });

  test('with a workload for each service', () => {
    const output = outputFolder(manifest);
    const { mode, props } = readPlaygroundDeployment(resourceOf({ output, mode: 'workloads' }).text, { output });
    const [direct, back] = [{ output }, props].map((each) => {
      const chart = newChart();
      warningsOf(() => new BuilderPlaygroundWorkloads(chart, 'playground', { name: 'playground', ...each }));
      return stringify(manifestsOf(chart));
    });
    expect([mode, back]).toEqual(['workloads', direct]);
  });

  test('and the resource of the resource is the resource', () => {
    const output = outputFolder(manifest);
    const { text } = resourceOf({ output });
    const { output: playground } = readPlaygroundDeployment(text, { output }).props;
    expect(resourceOf({ output: playground }).text).toBe(text);
  });
});

describe('the resource', () => {
  test('says what the folder and the props say, in its own words', () => {
    const { text } = resourceOf({ output: outputFolder(manifest), recipe: 'l1', release: 'v0.3.1', mode: 'workloads' });
    expect(parse(text)).toMatchObject({
      apiVersion: 'playground.flashbots.io/v1alpha1',
      kind: 'BuilderPlaygroundDeployment',
      metadata: { name: 'playground', namespace: 'acme' },
      spec: {
        recipe: 'l1',
        manifestVersion: 'v0.3.1',
        mode: 'workloads',
        sessionId: 'swift-otter',
        genesisTime: GENESIS_TIME,
        bootnode: { service: 'boot', id: 'ab' },
        storage: { type: 'ephemeral' },
        artifacts: {
          configMapName: 'playground-artifacts',
          secretName: 'playground-keys',
          files: [{ path: 'data_validator', kind: 'folder', size: 8 }, { path: 'genesis.json', kind: 'file', size: expect.any(Number) }, { path: 'testnet', kind: 'folder' }],
        },
        services: [
          { name: 'boot', image: 'ghcr.io/example/it', tag: 'v1', ungracefulShutdown: true, volumes: [{ name: 'boot-data', mountPath: '/data' }] },
          {
            name: 'el',
            entrypoint: ["/bin/sh -c 'exec reth \"$$@\"' --"],
            args: ['node', '--http.port', '{{Port "http" 8545}}', '--peer={{Bootnode}}', ''],
            env: { A: 'on', B: '{{Service "boot" "rpc" "http" ""}}' },
            ports: [{ name: 'http', port: 8545, protocol: 'tcp' }, { name: 'p2p', port: 9000, protocol: 'udp' }, { name: 'p2p', port: 9000, protocol: 'tcp' }],
            healthCheckSidecar: 'el_healthmon',
            metricsPath: '/debug/metrics',
            labels: { team: 'x' },
            files: [{ mountPath: '/data/genesis.json', artifact: 'genesis.json' }, { mountPath: '/data/testnet-dir', artifact: 'testnet' }],
            volumes: [{ name: 'el-data', mountPath: '/data_reth' }, { name: 'boot-data', mountPath: '/shared' }],
            dependencies: [{ name: 'boot', condition: 'running' }],
          },
          { name: 'el_healthmon', readyCheck: { test: ['CMD', '/bin/sh', '-c', 'wget http://127.0.0.1:21171/ready'], interval: '1.5s', timeout: '600s', startPeriod: '0s', retries: 20 } },
          { name: 'validator', dependencies: [{ name: 'el_healthmon', condition: 'healthy' }, { name: 'el', condition: 'running' }] },
          { name: 'api', readyCheck: { queryURL: 'http://localhost:8080/ready', interval: '30s', timeout: '30s', retries: 3 } },
        ],
      },
    });
  });

  test('comes with its files, the keys apart', () => {
    const { manifests } = resourceOf({ output: outputFolder(manifest) });
    expect(manifests.map(({ kind }) => kind)).toEqual(['ConfigMap', 'Secret', 'BuilderPlaygroundDeployment']);
    expect(resourceOf({ output: outputFolder(manifest), artifacts: Artifacts.claim('files') }).manifests.map(({ kind }) => kind)).toEqual(['BuilderPlaygroundDeployment']);
  });

  test.each([
    ['release', { labels: { 'use-host-execution': 'true' } }, { useHostExecution: true, image: 'ghcr.io/example/it' }],
    ['binary', { host_path: '/usr/bin/reth', image: '', tag: '' }, { hostExecution: { path: '/usr/bin/reth' } }],
    ['commands', { lifecycle_hooks: true, init: ['a'], start: 'b', stop: ['c'], recipe_dir: '/r', image: '', tag: '' }, { hostExecution: { lifecycle: { init: ['a'], start: 'b', stop: ['c'], dir: '/r' } } }],
  ])('keeps how a service runs on the machine of its author: %s', (kind, fields, expected) => {
    const { text } = resourceOf({ output: outputFolder({ services: [service('a'), service('b', fields)] }) });
    expect(parse(text)).toMatchObject({ spec: { services: [{}, expected] } });
    const { output } = readPlaygroundDeployment(text).props;
    expect(output).toMatchObject({ services: [{}, { hostExecution: { kind } }] });
  });

  test('is read from an object too, and tells recipe and mode', () => {
    expect(readPlaygroundDeployment(resource({ mode: 'workloads' }))).toMatchObject({ recipe: 'l1', mode: 'workloads', props: { name: 'playground' } });
    expect(readPlaygroundDeployment(resource())).toMatchObject({ mode: 'pod' });
  });

  test.each([
    ['1m30s', 90],
    ['1.5s', 1.5],
    ['250ms', 0.25],
    ['1h0m1s', 3601],
    ['500us', 0.0005],
    ['9000000h', Number.MAX_SAFE_INTEGER / 1e9],
  ])('reads the duration %s', (interval, intervalSeconds) => {
    const { output } = readPlaygroundDeployment(resource({ services: [el(), watcher({ readyCheck: { test: ['CMD', 'x'], interval } })] })).props;
    expect(output).toMatchObject({ services: [{}, { readyCheck: { intervalSeconds } }] });
  });

  test('names a sidecar and a dependency once, healthy rather than started', () => {
    const services = [service('a', { labels: { 'health-check-sidecar': 'b', team: 'x' } }), service('b', { ready_check: { test: ['CMD', 'true'] } }), service('c', { depends_on: [{ Name: 'b', Condition: 'service_healthy' }, { Name: 'b', Condition: '' }] })];
    const { spec } = untyped<{ spec: { services: { labels?: object; dependencies?: object }[] } }>(parse(resourceOf({ output: outputFolder({ services }) }).text));
    expect(spec.services.map(({ labels, dependencies }) => [labels, dependencies])).toEqual([[{ team: 'x' }, undefined], [undefined, undefined], [undefined, [{ name: 'b', condition: 'healthy' }]]]);
  });

  test('says without a label that a service runs on the machine of its author, and without a tag which image', () => {
    const { output } = readPlaygroundDeployment(resource({ services: [el({ useHostExecution: true, image: 'localhost:5000/reth', tag: undefined }), watcher()] })).props;
    expect(output).toMatchObject({ services: [{ image: 'localhost:5000/reth:latest', hostExecution: { kind: 'release' } }, {}] });
  });

  test('may repeat itself by anchors, as kubectl takes them', () => {
    const head = 'apiVersion: playground.flashbots.io/v1alpha1\nkind: BuilderPlaygroundDeployment\nmetadata: { name: x }\n';
    const text = `${head}spec:\n  services:\n    - &base { name: a, image: ghcr.io/example/it, tag: v1, args: &args [x] }\n    - { <<: *base, name: b }\n    - { name: c, image: ghcr.io/example/it, args: *args }\n`;
    expect(readPlaygroundDeployment(text).props.output).toMatchObject({ services: [{ name: 'a' }, { name: 'b', image: 'ghcr.io/example/it:v1' }, { name: 'c', image: 'ghcr.io/example/it:latest', args: [{ source: 'x' }] }] });
  });

  test('splits nothing that is split already', () => {
    const [found] = untyped<{ services: { entrypoint: string }[] }>(readPlaygroundDeployment(resource({ services: [el({ entrypoint: ['/bin/sh', '-c', "echo 'a  b'"] }), watcher()] })).props.output).services;
    expect(shellWords(found!.entrypoint)).toEqual(['/bin/sh', '-c', "echo 'a  b'"]);
  });

  test.each<readonly [string, readonly object[], Omit<BuilderPlaygroundDeploymentProps, 'output'>, string, string]>([
    ['a service that is not there', [service('a')], { services: { b: {} } }, 'UNKNOWN_SERVICE', 'services.b'],
    ['a name that is none', [service('a')], { name: 'A' }, 'INVALID_NAME', 'name'],
    ['a volume of the name of the folder', [service('a', { volumes_mapped: { '/a': 'shared:artifacts' } })], {}, 'RESERVED_NAME', 'services.a.volumes_mapped./a'],
    ['a service that nothing can run', [service('a', { image: '', tag: '' })], {}, 'RULE_VIOLATED', 'spec.services[0]'],
    ['a limit of ephemeral storage', [service('a')], { storage: Storage.ephemeral(Size.gibibytes(1)) }, 'NOT_IN_RESOURCE', 'storage'],
    ['where a claim is filled from', [service('a')], { storage: Storage.claim({ size: Size.gibibytes(1), annotations: { a: 'b' } }) }, 'NOT_IN_RESOURCE', 'storage'],
    ['a path that is none', [service('a')], { artifacts: Artifacts.hostPath('files') }, 'INVALID_PATH', 'artifacts'],
    ['a mode that is none', [service('a')], { mode: untyped('pods') }, 'INVALID_FIELD', 'spec.mode'],
    ['a taint that is none', [service('a')], { tolerations: [{ operator: 'exists' }] }, 'INVALID_FIELD', 'spec.tolerations[0].operator'],
    ['storage that is none', [service('a')], { storage: untyped('disk') }, 'INVALID_CHOICE', 'storage'],
    ['a way in to a port that is not there', [service('a', { ports: [{ name: 'http', port: 1 }] })], { services: { a: { expose: { type: 'NodePort', ports: ['ws'] } } } }, 'UNKNOWN_PORT', 'services.a.expose.ports[0]'],
    ['resources that are none', [service('a')], { resources: { limits: { memory: 'much' } } }, 'INVALID_QUANTITY', 'resources.limits.memory'],
    ['a selector of numbers', [service('a')], { nodeSelector: untyped({ a: 1 }) }, 'INVALID_FIELD', 'spec.nodeSelector.a'],
  ])('refuses %s', (_, services, props, code, prop) => {
    const output = outputFolder({ services });
    expect(problemsOf(() => new BuilderPlaygroundDeployment(newChart(), 'resource', { name: 'playground', output, ...props }))).toMatchObject([{ code, prop, path: 'acme/resource' }]);
  });

  test('reports what is wrong in the folder', () => {
    expect(problemsOf(() => new BuilderPlaygroundDeployment(newChart(), 'resource', { output: '/nowhere' }))).toMatchObject([{ code: 'FOLDER_NOT_FOUND', prop: 'output' }]);
  });
});
