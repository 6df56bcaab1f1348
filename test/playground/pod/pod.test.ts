import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, Size, Yaml } from 'cdk8s';
import { Artifacts, BuilderPlaygroundChart, SecretValue, Storage, type BuilderPlaygroundPodProps } from '../../../src';
import { readPlayground } from '../../../src/playground';
import { expectValid, find, findAll, type Manifest } from '../../../src/testing';
import { untyped, warningsOf } from '../../support/fixtures';
import { GENESIS_TIME, artifacts, folderOf, outputFolder, removeFolders, service } from '../support/folder';
import { container, emitted, podOf, podSpec } from '../support/pod';

afterAll(removeFolders);

const port = (name: string, number: number, Protocol = 'tcp') => ({ name, port: number, Protocol });
const healthy = (...names: string[]) => ({ depends_on: names.map((Name) => ({ Name, Condition: 'service_healthy' })) });
const geth = (name: string) => service(name, {
  args: ['--http.port', '{{Port "http" 8545}}', '--metrics={{Port "metrics" 6061}}'], ports: [port('http', 8545), port('metrics', 6061)], labels: { metrics_path: '/debug' },
});
const db = service('db', { entrypoint: 'postgres', ready_check: { test: ['CMD-SHELL', 'pg_isready $$(x)'], interval: 5e9, timeout: 5e9, retries: 5, start_period: 2e9 } });
const validator = service('validator', {
  entrypoint: 'lighthouse', args: ['vc'],
  files_mapped: { '/data/validator': 'data_validator', '/data/testnet': 'testnet', '/data/jwtsecret': 'jwtsecret' },
  volumes_mapped: { '/data/validator/validators/logs': 'logs', '/db': 'shared:el-data' },
});
const services = [geth('el'), geth('op-geth'), db, service('api_server', { ...healthy('db'), args: ['a$$(B)'], env: { A: '$$(HOME)' } }), validator];

type Props = Partial<BuilderPlaygroundPodProps>;
const build = (props: Props = {}, level: 'baseline' | 'privileged' = 'baseline'): readonly Manifest[] => emitted(podOf(services, props).chart, level);
const specOf = (manifest: Manifest) => untyped<{ spec: { ports: readonly unknown[]; [field: string]: unknown } }>(manifest).spec;
const namesOf = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe('the Deployment', () => {
  test('has one pod, sidecars for those that are waited for, and no other order', () => {
    const manifests = build();
    expect(find(manifests, 'Deployment', 'l1-playground')).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
    const pod = podSpec(manifests);
    expect([namesOf(pod.initContainers), namesOf(pod.containers)]).toEqual([['prepare', 'db'], ['el', 'op-geth', 'api-server', 'validator']]);
    expect(pod).toMatchObject({
      automountServiceAccountToken: false, enableServiceLinks: false, terminationGracePeriodSeconds: 30, securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      hostAliases: [{ ip: '127.0.0.1', hostnames: ['el', 'op-geth', 'db', 'validator'] }],
    });
    expect(container(pod, 'db')).toMatchObject({ restartPolicy: 'Always' });
    expect(container(pod, 'el')).not.toHaveProperty('restartPolicy');
  });

  test('has all side by side without native sidecars', () => {
    const pod = podSpec(build({ nativeSidecars: false }));
    expect([namesOf(pod.initContainers), namesOf(pod.containers)]).toEqual([['prepare'], ['db', 'el', 'op-geth', 'api-server', 'validator']]);
    expect(container(pod, 'db')).not.toHaveProperty('restartPolicy');
  });

  test('leaves texts to the programs: the kubelet puts in nothing', () => {
    const pod = podSpec(build());
    expect(container(pod, 'db')).toMatchObject({ command: ['postgres'], startupProbe: { exec: { command: ['/bin/sh', '-c', 'pg_isready $$(x)'] } } });
    expect(container(pod, 'db')).not.toHaveProperty('args');
    expect(container(pod, 'api-server')).toMatchObject({ args: ['a$$(B)'], env: [{ name: 'A', value: '$$(HOME)' }] });
  });

  test('asks checks at start with patience, then as Docker does, and never kills', () => {
    const pod = podSpec(build());
    expect(container(pod, 'db')).toMatchObject({
      startupProbe: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 }, readinessProbe: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 5 },
    });
    expect(container(pod, 'db')).not.toHaveProperty('livenessProbe');
  });

  test('asks health sidecars at start alone, unless told otherwise', () => {
    const mon = [service('el', { labels: { 'health-check-sidecar': 'el_mon' } }), service('el_mon', { ready_check: { test: ['CMD', 'x'] } })];
    const probe = (props: Props) => container(podSpec(emitted(podOf(mon, props).chart)), 'el-mon');
    expect(probe({})).toHaveProperty('startupProbe');
    expect(probe({})).not.toHaveProperty('readinessProbe');
    expect(probe({ sidecarReadiness: true })).toHaveProperty('readinessProbe.failureThreshold', 3);
  });

  test('is placed, secured and sized as the user says', () => {
    const manifests = build({
      resources: { requests: { cpu: '1' } },
      services: { el: { resources: { limits: { memory: '8Gi' } }, securityContext: { runAsUser: 5 }, image: 'mine/reth:v2', extraArgs: ['-v'], env: { B: SecretValue.fromSecret('s', 'k') } } },
      nodeSelector: { a: 'b' }, tolerations: [{ key: 'x', operator: 'Exists' }], affinity: { nodeAffinity: {} }, priorityClassName: 'high', imagePullSecrets: ['pull'], imagePullPolicy: 'Never',
      podSecurityContext: { fsGroup: 7 }, podAnnotations: { n: 'm' }, podOverrides: { dnsPolicy: 'Default' }, toolbox: 'mine/busybox:1',
    });
    const pod = podSpec(manifests);
    expect(pod).toMatchObject({
      nodeSelector: { a: 'b' }, tolerations: [{ key: 'x', operator: 'Exists' }], affinity: { nodeAffinity: {} }, priorityClassName: 'high', imagePullSecrets: [{ name: 'pull' }],
      securityContext: { fsGroup: 7 }, dnsPolicy: 'Default',
    });
    expect(container(pod, 'el')).toMatchObject({
      image: 'mine/reth:v2', imagePullPolicy: 'Never', args: ['--http.port', '8545', '--metrics=6061', '-v'], env: [{ name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
      resources: { requests: { cpu: '1', memory: '128Mi' }, limits: { memory: '8Gi' } }, securityContext: { allowPrivilegeEscalation: false, runAsUser: 5 },
    });
    expect(container(pod, 'db')).toMatchObject({ resources: { requests: { cpu: '1', memory: '128Mi' }, limits: { memory: '4Gi' } } });
    expect(container(pod, 'prepare')).toMatchObject({ image: 'mine/busybox:1', imagePullPolicy: 'Never' });
    expect(find(manifests, 'Deployment', 'l1-playground')).toHaveProperty('spec.template.metadata.annotations.n', 'm');
  });

  test('pulls tags that move anew', () => {
    warningsOf(() => {
      const pod = podSpec(emitted(podOf([service('a', { tag: 'latest' }), service('b')]).chart));
      expect([container(pod, 'a').imagePullPolicy, container(pod, 'b').imagePullPolicy]).toEqual(['Always', 'IfNotPresent']);
    });
  });

  test('has no volume, no init container and no file object when nothing is mounted', () => {
    const manifests = emitted(podOf([service('a')]).chart);
    expect(podSpec(manifests)).toMatchObject({ initContainers: [], volumes: [] });
    expect(manifests.map(({ kind }) => kind)).toEqual(['Deployment']);
  });
});

describe('Services', () => {
  test('have the names and numbers of the manifest, and lead to those that hold here', () => {
    const manifests = build();
    expect(findAll(manifests, 'Service').map(({ metadata }) => untyped<{ name: string }>(metadata).name)).toEqual(['el', 'op-geth']);
    expect(specOf(find(manifests, 'Service', 'op-geth'))).toMatchObject({
      type: 'ClusterIP', publishNotReadyAddresses: true,
      ports: [{ name: 'http', port: 8545, targetPort: 8546, protocol: 'TCP' }, { name: 'metrics', port: 6061, targetPort: 6062, protocol: 'TCP' }],
    });
    expect(find(manifests, 'Service', 'op-geth')).toMatchObject({ metadata: { annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '6062', 'prometheus.io/path': '/debug' } } });
  });

  test('name their ports as Kubernetes allows, TCP first', () => {
    const list = [port('p2p', 1, 'udp'), port('p2p', 1), port('P2P', 2), port('a_very_long_name_of_a_port', 3), port('a_very_long_name_of_a_port', 3, 'udp'), port('a-very-long-name-b', 4), port('8545', 5), port('_', 6)];
    const manifests = emitted(podOf([service('a', { ports: list })]).chart);
    expect(specOf(find(manifests, 'Service', 'a')).ports).toMatchObject([
      ['p2p', 1, 'TCP'], ['p2p-tcp', 2, 'TCP'], ['a-very-long-nam', 3, 'TCP'], ['a-very-long-tcp', 4, 'TCP'], ['port-8545', 5, 'TCP'], ['port', 6, 'TCP'], ['p2p-udp', 1, 'UDP'], ['a-very-long-udp', 3, 'UDP'],
    ].map(([name, number, protocol]) => ({ name, port: number, protocol })));
  });

  test('lead in from outside where that is wanted', () => {
    const manifests = build({ services: { 'op-geth': { expose: { type: 'NodePort', ports: ['http'], nodePorts: { http: 30545 } } }, el: { expose: { type: 'LoadBalancer', annotations: { a: 'b' } } } } });
    expect(specOf(find(manifests, 'Service', 'op-geth-external'))).toMatchObject({ type: 'NodePort', ports: [{ name: 'http', port: 8545, targetPort: 8546, nodePort: 30545 }] });
    expect(specOf(find(manifests, 'Service', 'op-geth-external')).ports).toHaveLength(1);
    expect(find(manifests, 'Service', 'el-external')).toMatchObject({ metadata: { annotations: { a: 'b' } }, spec: { type: 'LoadBalancer', ports: [{ port: 8545 }, { port: 6061 }] } });
    expect(specOf(find(manifests, 'Service', 'op-geth'))).toMatchObject({ type: 'ClusterIP' });
  });
});

describe('a service that ran on the machine of the author', () => {
  const binary = service('rb', { host_path: '/bin/rb', ports: [port('http', 7000), port('ws', 7001)], image: '', tag: '' });
  const user = service('user', { args: ['{{Service "rb" "http" "http" ""}}', '{{Service "rb" "ws" "ws" ""}}', 'http://rb:7000'], depends_on: [{ Name: 'rb' }] });
  const userOf = (run: NonNullable<NonNullable<Props['services']>[string]>) => {
    const { chart, pod } = podOf([binary, user], { services: { rb: run } });
    const manifests = emitted(chart);
    return { manifests, waits: pod.plan.services.find(({ service: name }) => name === 'user')?.dependsOn, pod: podSpec(manifests), args: container(podSpec(manifests), 'user').args };
  };

  test('is left out', () => {
    warningsOf(() => {
      const { pod, manifests, waits } = userOf({ run: 'skip' });
      expect(waits).toEqual([]);
      expect(namesOf(pod.containers)).toEqual(['user']);
      expect(pod.hostAliases).toEqual([{ ip: '127.0.0.1', hostnames: ['user'] }]);
      expect(findAll(manifests, 'Service')).toEqual([]);
    });
  });

  test('with its watcher', () => {
    const list = [service('rb', { host_path: '/bin/rb', labels: { 'health-check-sidecar': 'mon' } }), service('mon', { ready_check: { test: ['CMD', 'x'] } }), service('user', healthy('rb'))];
    expect(namesOf(podSpec(emitted(podOf(list, { services: { rb: { run: 'skip' } } }).chart)).containers)).toEqual(['user']);
  });

  test('runs in a container', () => {
    const { pod, args, waits } = userOf({ run: 'container', image: 'mine/rb:v1' });
    expect(waits).toEqual([{ service: 'rb', condition: 'started' }]);
    expect(namesOf(pod.initContainers)).toEqual(['rb']);
    expect(container(pod, 'rb').image).toBe('mine/rb:v1');
    expect(args).toEqual(['http://127.0.0.1:7000', 'ws://127.0.0.1:7001', 'http://rb:7000']);
  });

  test('is reached at an IP address', () => {
    const { pod, args, manifests } = userOf({ run: { external: '10.0.0.5', ports: { http: 9000 } } });
    expect(args).toEqual(['http://10.0.0.5:9000', 'ws://10.0.0.5:7001', 'http://rb:9000']);
    expect(pod.hostAliases).toEqual([{ ip: '127.0.0.1', hostnames: ['user'] }, { ip: '10.0.0.5', hostnames: ['rb'] }]);
    expect(findAll(manifests, 'Service')).toEqual([]);
    expect(userOf({ run: { external: 'fd00::5' } }).args).toEqual(['http://[fd00::5]:7000', 'ws://[fd00::5]:7001', 'http://rb:7000']);
  });

  test('is reached under a host name', () => {
    const { args, manifests, pod } = userOf({ run: { external: 'rb.example' } });
    expect(args).toEqual(['http://rb.example:7000', 'ws://rb.example:7001', 'http://rb:7000']);
    expect(specOf(find(manifests, 'Service', 'rb'))).toEqual({ type: 'ExternalName', externalName: 'rb.example' });
    expect(pod.hostAliases).toEqual([{ ip: '127.0.0.1', hostnames: ['user'] }]);
  });
});

const mounts = (props: Props, level: 'baseline' | 'privileged' = 'baseline') => {
  const manifests = build(props, level);
  const pod = podSpec(manifests);
  return { manifests, pod, mounts: Object.fromEntries((container(pod, 'validator').volumeMounts ?? []).map(({ mountPath, name, subPath }) => [mountPath, `${name}:${subPath}`])) };
};

const content = (data: unknown) => Buffer.from(untyped<Record<string, string>>(data)['artifacts.tar.gz']!, 'base64');
const listed = (data: unknown) => spawnSync('tar', ['-tzf', '-'], { input: content(data), encoding: 'utf8' }).stdout.trim().split('\n');

const checksum = (jwtsecret: string) => {
  const output = folderOf({ ...artifacts, jwtsecret, 'manifest.json': { services } });
  return untyped<{ spec: { template: { metadata: { annotations: object } } } }>(find(emitted(podOf([], { output }).chart), 'Deployment', 'l1-playground')).spec.template.metadata.annotations;
};

const yaml = (source: Props['output']) => Yaml.stringify(...podOf([], { output: source }).chart.toJson());

describe('files', () => {
  test('come packed, keys in a Secret', () => {
    const { manifests, pod, mounts: mounted } = mounts({});
    expect(mounted).toEqual({
      '/data/jwtsecret': 'artifacts:jwtsecret',
      '/data/testnet': 'artifacts:testnet',
      '/data/validator': 'data:copies/validator/data_validator',
      '/data/validator/validators/logs': 'data:volume-validator-logs',
      '/db': 'data:volume-el-data',
    });
    // What is inside of another mount comes after it.
    expect(Object.keys(mounted)).toEqual(['/data/jwtsecret', '/data/testnet', '/data/validator', '/data/validator/validators/logs', '/db']);
    expect(pod.volumes).toMatchObject([{ name: 'artifacts', emptyDir: {} }, { name: 'bundle', configMap: { name: 'l1-playground-artifacts' } }, { name: 'keys', secret: { secretName: 'l1-playground-keys' } }, { name: 'data', emptyDir: {} }]);
    expect(listed(find(manifests, 'ConfigMap', 'l1-playground-artifacts').binaryData)).toEqual(['data_validator/', 'testnet/', 'testnet/config.yaml', 'testnet/genesis.ssz']);
    expect(listed(find(manifests, 'Secret', 'l1-playground-keys').data)).toEqual(['data_validator/secrets/0xaa', 'data_validator/validators/0xaa/voting-keystore.json', 'jwtsecret']);
  });

  test('are unpacked and copied by a script that runs', () => {
    const { manifests, pod } = mounts({});
    const [packed, keys] = [find(manifests, 'ConfigMap', 'l1-playground-artifacts'), find(manifests, 'Secret', 'l1-playground-keys')];
    const dirs = folderOf({ 'packed/bundle/artifacts.tar.gz': content(packed.binaryData), 'packed/keys/artifacts.tar.gz': content(keys.data), 'artifacts/.keep': '', 'data/.keep': '' });
    const [shell, options, script] = container(pod, 'prepare').command!;
    const local = script!.replaceAll('$$(', '$(').replace(/(?<=[ '])\/(packed|artifacts|data)\b/g, `${dirs}/$1`);
    const run = () => spawnSync(shell!, [options!, local], { encoding: 'utf8' });
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(dirs, 'artifacts/jwtsecret'), 'utf8')).toBe(artifacts.jwtsecret);
    expect(readFileSync(join(dirs, 'artifacts/testnet/config.yaml'), 'utf8')).toBe(artifacts['testnet/config.yaml']);
    expect(existsSync(join(dirs, 'artifacts/manifest.json'))).toBe(false);
    const own = join(dirs, 'data/copies/validator/data_validator/secrets/0xaa');
    expect(readFileSync(own, 'utf8')).toBe('secret');
    // What the validator client wrote is there after a restart.
    rmSync(own);
    expect(run()).toMatchObject({ status: 0 });
    expect(existsSync(own)).toBe(false);
    expect(readdirSync(join(dirs, 'data/copies/validator/data_validator'))).toEqual(['secrets', 'validators']);
  });

  test('roll the pod when one changes', () => {
    expect(checksum('a')).toEqual(checksum('a'));
    expect(checksum('a')).not.toEqual(checksum('b'));
  });

  test('are a folder of the node', () => {
    warningsOf(() => {
      const { manifests, pod, mounts: mounted } = mounts({ artifacts: Artifacts.hostPath('/playground') }, 'privileged');
      expect(mounted['/data/jwtsecret']).toBe('artifacts:jwtsecret');
      expect(pod.volumes[0]).toEqual({ name: 'artifacts', hostPath: { path: '/playground', type: 'Directory' } });
      expect(container(pod, 'prepare').volumeMounts).toMatchObject([{ name: 'artifacts', mountPath: '/artifacts' }, { name: 'data' }]);
      expect([...findAll(manifests, 'ConfigMap'), ...findAll(manifests, 'Secret')]).toEqual([]);
    });
  });

  test('are on a claim, in a folder of it too', () => {
    const root = mounts({ artifacts: Artifacts.claim('files') });
    expect([root.mounts['/data/jwtsecret'], root.pod.volumes[0]]).toEqual(['artifacts:jwtsecret', { name: 'artifacts', persistentVolumeClaim: { claimName: 'files' } }]);
    const below = mounts({ artifacts: Artifacts.claim('files', 'a/b/') });
    expect(below.mounts['/data/jwtsecret']).toBe('artifacts:a/b/jwtsecret');
    expect(container(below.pod, 'prepare').volumeMounts).toMatchObject([{ name: 'artifacts', mountPath: '/artifacts', subPath: 'a/b' }, {}]);
  });

  test('are in an image', () => {
    const { pod } = mounts({ artifacts: Artifacts.image('mine/files:v1', '/out') });
    expect(namesOf(pod.initContainers)).toEqual(['copy-artifacts', 'prepare', 'db']);
    expect(container(pod, 'copy-artifacts')).toMatchObject({ image: 'mine/files:v1', command: ['sh', '-euc', "cp -R '/out/.' /unpacked/"], volumeMounts: [{ name: 'artifacts', mountPath: '/unpacked' }] });
  });

  test('are mounted as a whole when that is wanted', () => {
    expect(mounts({ mountOutput: true }).mounts['/artifacts']).toBe('artifacts:undefined');
    expect(mounts({ mountOutput: true, artifacts: Artifacts.claim('files', 'a') }).mounts['/artifacts']).toBe('artifacts:a');
  });

  test('of a playground that was read before', () => {
    const output = outputFolder({ services });
    expect(yaml(readPlayground(output))).toBe(yaml(output));
  });
});

const volume = (props: Props, level: 'baseline' | 'privileged' = 'baseline') => podSpec(build(props, level)).volumes.find(({ name }) => name === 'data');

describe('storage', () => {
  test('goes with the pod by default, and may be limited', () => {
    expect(volume({})).toEqual(volume({ storage: 'ephemeral' }));
    expect(volume({ storage: Storage.ephemeral(Size.gibibytes(5)) })).toEqual({ name: 'data', emptyDir: { sizeLimit: '5Gi' } });
  });

  test('is a folder of the node', () => {
    warningsOf(() => {
      expect(volume({ storage: 'local-path' }, 'privileged')).toEqual({ name: 'data', hostPath: { path: '/data/builder-playground', type: 'DirectoryOrCreate' } });
      expect(() => build({ storage: 'local-path' })).toThrow(/hostPath/);
    });
  });

  test('is a claim', () => {
    const manifests = build({ storage: 'pvc' });
    expect(find(manifests, 'PersistentVolumeClaim', 'l1-playground-data')).toMatchObject({ spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } });
    expect(podSpec(manifests).volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'l1-playground-data' } });
    const own = build({ storage: Storage.claim({ size: Size.gibibytes(20), storageClass: 'fast' }) });
    expect(find(own, 'PersistentVolumeClaim', 'l1-playground-data')).toMatchObject({ spec: { storageClassName: 'fast', resources: { requests: { storage: '20Gi' } } } });
  });

  test('of another chain is refused at start', () => {
    const script = container(podSpec(build({ storage: 'pvc' })), 'prepare').command![2]!.replaceAll('$$(', '$(').split('\ntar')[0]!;
    const dir = folderOf({ 'x': '' });
    const run = (text: string) => spawnSync('sh', ['-euc', text.replaceAll('/data/', `${dir}/`)], { encoding: 'utf8' });
    expect([run(script).status, run(script).status]).toEqual([0, 0]);
    const other = run(script.replaceAll(String(GENESIS_TIME), '1785000001'));
    expect(other).toMatchObject({ status: 1, stdout: `The volume holds the data of a chain whose genesis is at ${GENESIS_TIME}, not 1785000001. Empty it, or take another one.\n` });
    expect(container(podSpec(build()), 'prepare').command![2]).not.toContain('.genesis');
  });
});

const chart = (props: Partial<ConstructorParameters<typeof BuilderPlaygroundChart>[2]> = {}) =>
  new BuilderPlaygroundChart(new App(), 'l1', { output: outputFolder({ services }), namespace: 'play', labels: { team: 'a' }, ...props });

describe('the chart', () => {
  test('gives namespace and labels, and the objects as members', () => {
    const made = chart({ storage: 'pvc', services: { el: { expose: { type: 'NodePort' } } } });
    expectValid(made, { podSecurity: 'baseline' });
    const { pod } = made;
    expect(pod.deployment.toJson()).toMatchObject({ metadata: { name: 'l1-playground', namespace: 'play', labels: { team: 'a' } } });
    expect([pod.name, pod.configMap?.name, pod.secret?.name, pod.claim?.name]).toEqual(['l1-playground', 'l1-playground-artifacts', 'l1-playground-keys', 'l1-playground-data']);
    expect([Object.keys(pod.services), Object.keys(pod.externalServices)]).toEqual([['el', 'op-geth'], ['el']]);
    expect(chart({ name: 'mine' }).pod.deployment.name).toBe('mine');
  });

  test('gives the same bytes every time', () => {
    const output = outputFolder({ services });
    const [first, second] = [chart({ output }), chart({ output })].map((each) => Yaml.stringify(...each.toJson()));
    expect(first).toBe(second);
  });
});
