import { Duration, Size } from 'cdk8s';
import { Artifacts, SecretValue, Storage } from '../../../src';
import type { BuilderPlaygroundPodProps } from '../../../src/playground';
import { find, yamlSerializer } from '../../../src/testing';
import { untyped } from '../../support/fixtures';
import { outputFolder, removeFolders, service } from '../support/folder';
import { container, emitted, podOf, podSpec } from '../support/pod';

expect.addSnapshotSerializer(yamlSerializer);
afterAll(removeFolders);

const el = service('el', { args: ['--http.port', '{{Port "http" 8545}}'], ports: [{ name: 'http', port: 8545, Protocol: 'tcp' }] });

test('the smallest playground', () => {
  expect(emitted(podOf([el]).chart)).toMatchSnapshot();
});

test('every prop at once', () => {
  const props: Required<BuilderPlaygroundPodProps> = {
    output: outputFolder({ services: [el, service('a', { files_mapped: { '/x': 'jwtsecret' }, volumes_mapped: { '/db': 'data' }, args: ['http://old'] })] }),
    name: 'mine',
    services: {
      el: {
        run: 'container', image: 'mine/el:v2', extraArgs: ['-v'], env: { A: SecretValue.fromSecret('s', 'k') }, resources: { limits: { cpu: '2' } }, securityContext: { runAsUser: 1 },
        expose: { type: 'NodePort', ports: ['http'], nodePorts: { http: 30545 }, annotations: { a: 'b' } },
      },
    },
    artifacts: Artifacts.claim('files'),
    storage: Storage.claim({ size: Size.gibibytes(1) }),
    nativeSidecars: false,
    sidecarReadiness: true,
    now: new Date(1785000000000),
    dockerHost: '10.0.0.1',
    rewrite: { 'http://old': 'http://new' },
    mountOutput: true,
    resources: { requests: { cpu: '10m' } },
    imagePullPolicy: 'Always',
    imagePullSecrets: ['pull'],
    toolbox: 'mine/busybox:1',
    podSecurityContext: { fsGroup: 1 },
    nodeSelector: { a: 'b' },
    tolerations: [{ operator: 'Exists' }],
    affinity: {},
    priorityClassName: 'high',
    serviceAccountName: 'me',
    labels: { owner: 'me' },
    annotations: { link: 'x' },
    sidecars: [{ name: 'shipper', image: 'shipper:1' }],
    initContainers: [{ name: 'first', image: 'first:1' }],
    extraVolumes: [{ volume: { name: 'ca', configMap: { name: 'ca' } }, mount: { mountPath: '/ca' }, containers: ['el'] }],
    podLabels: { c: 'd' },
    podAnnotations: { e: 'f' },
    secretVersion: '7',
    terminationGracePeriod: Duration.seconds(5),
    podOverrides: { dnsPolicy: 'Default' },
  };
  const manifests = emitted(podOf([], props).chart);
  const pod = podSpec(manifests, 'mine');
  expect(find(manifests, 'Deployment', 'mine')).toMatchObject({ spec: { template: { metadata: { annotations: { e: 'f', 'cdk8s-op-stack/secret-version': '7' } } } } });
  expect(pod).toMatchObject({ serviceAccountName: 'me', terminationGracePeriodSeconds: 5, dnsPolicy: 'Default', hostAliases: [{ hostnames: ['el', 'a'] }, { ip: '10.0.0.1', hostnames: ['host.docker.internal'] }] });
  expect(container(pod, 'a')).toMatchObject({ args: ['http://new'], imagePullPolicy: 'Always', resources: { requests: { cpu: '10m' } } });
  expect(container(pod, 'el')).toMatchObject({ image: 'mine/el:v2', securityContext: { runAsUser: 1 }, resources: { limits: { cpu: '2' } }, volumeMounts: [{ mountPath: '/artifacts' }, { mountPath: '/ca' }] });
  expect(untyped<{ name: string }[]>(pod.containers).map(({ name }) => name)).toEqual(['el', 'a', 'shipper']);
  expect(manifests.every(({ metadata }) => JSON.stringify(metadata).includes('"owner":"me"'))).toBe(true);
  expect(container(pod, 'el').volumeMounts).toContainEqual({ name: 'ca', mountPath: '/ca' });
  expect(JSON.stringify(container(pod, 'a'))).not.toContain('/ca');
  expect(find(manifests, 'Service', 'el-external')).toMatchObject({ spec: { type: 'NodePort' } });
});
