import { isDeepStrictEqual } from 'node:util';
import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { expectValid, manifestsOf, type PodSecurityLevel, podSecurityViolations } from '../../src/testing';
import { all, mutated, type Mutation, remove, set, sound } from './support/sound';

const NODE = 'StatefulSet/node';
const SPEC = 'spec.template.spec';
const INIT = `${SPEC}.initContainers[0]`;
const SIDECAR = `${SPEC}.initContainers[1]`;
const MAIN = `${SPEC}.containers[0]`;

/** What violates `restricted`, the control that says so, where, and whether `baseline` allows it. */
const CASES: readonly (readonly [control: string, path: string, change: Mutation, level: PodSecurityLevel])[] = [
  ...['hostNetwork', 'hostPID', 'hostIPC'].map(
    (field) => ['host-namespaces', `${SPEC}.${field}`, set(NODE, `${SPEC}.${field}`, true), 'baseline'] as const,
  ),
  [
    'host-process',
    `${SPEC}.securityContext.windowsOptions.hostProcess`,
    set(NODE, `${SPEC}.securityContext.windowsOptions`, { hostProcess: true }),
    'baseline',
  ],
  [
    'host-process',
    `${MAIN}.securityContext.windowsOptions.hostProcess`,
    set(NODE, `${MAIN}.securityContext.windowsOptions`, { hostProcess: true }),
    'baseline',
  ],
  [
    'privileged',
    `${INIT}.securityContext.privileged`,
    set(NODE, `${INIT}.securityContext.privileged`, true),
    'baseline',
  ],
  [
    'capabilities',
    `${SIDECAR}.securityContext.capabilities.add[0]`,
    set(NODE, `${SIDECAR}.securityContext.capabilities.add`, ['NET_ADMIN']),
    'baseline',
  ],
  [
    'capabilities',
    `${MAIN}.securityContext.capabilities.add[0]`,
    set(NODE, `${MAIN}.securityContext.capabilities.add`, ['CHOWN']),
    'restricted',
  ],
  [
    'capabilities',
    `${MAIN}.securityContext.capabilities.drop`,
    set(NODE, `${MAIN}.securityContext.capabilities.drop`, ['NET_RAW']),
    'restricted',
  ],
  [
    'host-path',
    `${SPEC}.volumes[1].hostPath`,
    set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', hostPath: { path: '/' } }),
    'baseline',
  ],
  ['host-ports', `${MAIN}.ports[0].hostPort`, set(NODE, `${MAIN}.ports[0].hostPort`, 9222), 'baseline'],
  [
    'host-probes',
    `${MAIN}.readinessProbe.httpGet.host`,
    set(NODE, `${MAIN}.readinessProbe.httpGet.host`, 'example.com'),
    'baseline',
  ],
  [
    'host-probes',
    `${SIDECAR}.lifecycle.preStop.httpGet.host`,
    set(NODE, `${SIDECAR}.lifecycle.preStop.httpGet.host`, '127.0.0.1'),
    'baseline',
  ],
  [
    'apparmor',
    'spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/consensus"]',
    set(
      NODE,
      'spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/consensus"]',
      'unconfined',
    ),
    'baseline',
  ],
  [
    'apparmor',
    `${MAIN}.securityContext.appArmorProfile.type`,
    set(NODE, `${MAIN}.securityContext.appArmorProfile`, { type: 'Unconfined' }),
    'baseline',
  ],
  [
    'selinux',
    `${SPEC}.securityContext.seLinuxOptions.type`,
    set(NODE, `${SPEC}.securityContext.seLinuxOptions`, { type: 'spc_t' }),
    'baseline',
  ],
  [
    'selinux',
    `${MAIN}.securityContext.seLinuxOptions.user`,
    set(NODE, `${MAIN}.securityContext.seLinuxOptions`, { user: 'root' }),
    'baseline',
  ],
  [
    'selinux',
    `${MAIN}.securityContext.seLinuxOptions.role`,
    set(NODE, `${MAIN}.securityContext.seLinuxOptions`, { role: 'sysadm_r' }),
    'baseline',
  ],
  [
    'proc-mount',
    `${MAIN}.securityContext.procMount`,
    set(NODE, `${MAIN}.securityContext.procMount`, 'Unmasked'),
    'baseline',
  ],
  [
    'seccomp',
    `${SPEC}.securityContext.seccompProfile.type`,
    set(NODE, `${SPEC}.securityContext.seccompProfile.type`, 'Unconfined'),
    'baseline',
  ],
  [
    'seccomp',
    `${INIT}.securityContext.seccompProfile.type`,
    set(NODE, `${INIT}.securityContext.seccompProfile`, { type: 'Unconfined' }),
    'baseline',
  ],
  [
    'seccomp-required',
    `${INIT}.securityContext.seccompProfile`,
    remove(NODE, `${SPEC}.securityContext.seccompProfile`),
    'restricted',
  ],
  [
    'sysctls',
    `${SPEC}.securityContext.sysctls[0].name`,
    set(NODE, `${SPEC}.securityContext.sysctls`, [{ name: 'net.core.somaxconn', value: '1' }]),
    'baseline',
  ],
  [
    'volume-types',
    `${SPEC}.volumes[1].nfs`,
    set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', nfs: { server: 'x', path: '/' } }),
    'restricted',
  ],
  [
    'privilege-escalation',
    `${SIDECAR}.securityContext.allowPrivilegeEscalation`,
    remove(NODE, `${SIDECAR}.securityContext.allowPrivilegeEscalation`),
    'restricted',
  ],
  [
    'privilege-escalation',
    `${SIDECAR}.securityContext.allowPrivilegeEscalation`,
    set(NODE, `${SIDECAR}.securityContext.allowPrivilegeEscalation`, true),
    'restricted',
  ],
  [
    'run-as-non-root',
    `${MAIN}.securityContext.runAsNonRoot`,
    set(NODE, `${MAIN}.securityContext.runAsNonRoot`, false),
    'restricted',
  ],
  [
    'run-as-non-root',
    `${INIT}.securityContext.runAsNonRoot`,
    remove(NODE, `${SPEC}.securityContext.runAsNonRoot`),
    'restricted',
  ],
  ['run-as-user', `${SPEC}.securityContext.runAsUser`, set(NODE, `${SPEC}.securityContext.runAsUser`, 0), 'restricted'],
  ['run-as-user', `${MAIN}.securityContext.runAsUser`, set(NODE, `${MAIN}.securityContext.runAsUser`, 0), 'restricted'],
  [
    'privileged',
    `${SPEC}.ephemeralContainers[0].securityContext.privileged`,
    set(NODE, `${SPEC}.ephemeralContainers`, [{ name: 'debug', image: 'x', securityContext: { privileged: true } }]),
    'baseline',
  ],
];

/** What comes near a violation of `restricted` and is none. */
const ALLOWED: readonly (readonly [what: string, change: Mutation])[] = [
  [
    'host settings that are off',
    all(set(NODE, `${SPEC}.hostNetwork`, false), set(NODE, `${MAIN}.securityContext.privileged`, false)),
  ],
  ['no host port', set(NODE, `${MAIN}.ports[0].hostPort`, 0)],
  ['no probe host', set(NODE, `${MAIN}.readinessProbe.httpGet.host`, '')],
  ['binding low ports', set(NODE, `${MAIN}.securityContext.capabilities.add`, ['NET_BIND_SERVICE'])],
  [
    'an AppArmor profile',
    set(NODE, 'spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/x"]', 'localhost/x'),
  ],
  ['an AppArmor field', set(NODE, `${SPEC}.securityContext.appArmorProfile`, { type: 'RuntimeDefault' })],
  [
    'an SELinux type',
    set(NODE, `${SPEC}.securityContext.seLinuxOptions`, { type: 'container_init_t', user: '', role: '' }),
  ],
  [
    'a local seccomp profile',
    set(NODE, `${MAIN}.securityContext.seccompProfile`, { type: 'Localhost', localhostProfile: 'x' }),
  ],
  [
    'a safe kernel setting',
    set(NODE, `${SPEC}.securityContext.sysctls`, [{ name: 'net.ipv4.tcp_syncookies', value: '1' }]),
  ],
  ['the default proc mount', set(NODE, `${MAIN}.securityContext.procMount`, 'Default')],
  ['a volume made for the pod', set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', ephemeral: {} })],
  [
    'Windows, which has no such settings',
    all(
      set(NODE, `${SPEC}.os`, { name: 'windows' }),
      remove(NODE, `${SPEC}.securityContext.seccompProfile`),
      ...[INIT, SIDECAR, MAIN].map((container) => set(NODE, `${container}.securityContext`, { runAsNonRoot: true })),
    ),
  ],
];

const SAYING_NO = all(
  set(NODE, `${SPEC}.securityContext.runAsNonRoot`, false),
  ...[INIT, SIDECAR, MAIN].map((container) => set(NODE, `${container}.securityContext.runAsNonRoot`, true)),
);

const at = (change: Mutation, level: PodSecurityLevel) =>
  podSecurityViolations(mutated(change), level).map(({ rule, path }) => ({ rule, path }));

test.each(CASES)('%s: %s', (control, path, change, level) => {
  const expected = { rule: `pod-security-${control}`, path };
  expect(at(change, 'restricted')).toContainEqual(expected);
  expect(at(change, 'baseline').some((found) => isDeepStrictEqual(found, expected))).toBe(level === 'baseline');
  expect(at(change, 'privileged')).toEqual([]);
});

test.each(ALLOWED)('allowed: %s', (_what, change) => {
  expect(at(change, 'restricted')).toEqual([]);
});

test.each(CASES)('%s: %s is told once', (_control, _path, change) => {
  const places = at(change, 'restricted').map(({ path }) => path);
  expect(places).toEqual([...new Set(places)]);
});

test('a pod may not allow root even when each of its containers refuses it', () => {
  const expected = { rule: 'pod-security-run-as-non-root', path: `${SPEC}.securityContext.runAsNonRoot` };
  expect(at(SAYING_NO, 'restricted')).toEqual([expected]);
});

test('the pods of every kind of owner are looked at', () => {
  const spec = { containers: [{ name: 'x', image: 'x', securityContext: { privileged: true } }] };
  const template = { template: { spec } };
  const owners = {
    'v1/Pod': { spec },
    'v1/PodTemplate': template,
    'v1/ReplicationController': { spec: template },
    'apps/v1/Deployment': { spec: template },
    'apps/v1/StatefulSet': { spec: template },
    'apps/v1/DaemonSet': { spec: template },
    'apps/v1/ReplicaSet': { spec: template },
    'batch/v1/Job': { spec: template },
    'batch/v1/CronJob': { spec: { jobTemplate: { spec: template } } },
  };
  const manifests = Object.entries(owners).map(([type, body]) => {
    const slash = type.lastIndexOf('/');
    return { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), ...body };
  });
  expect(podSecurityViolations(manifests, 'baseline').map(({ kind }) => kind)).toEqual(
    manifests.map(({ kind }) => kind),
  );
  expect(
    podSecurityViolations([{ apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: template }], 'baseline'),
  ).toEqual([]);
});

test('a plain Deployment of cdk8s-plus is not restricted', () => {
  const chart = Testing.chart();
  new kplus.Deployment(chart, 'web', { containers: [{ image: 'example.com/web:1', portNumber: 8080 }] });
  expect(() => expectValid(chart)).toThrow(
    /the container keeps capabilities; drop ALL \(pod-security-capabilities\)\n.*there is no seccomp profile; use type RuntimeDefault/,
  );
  expect(() => expectValid(chart, { podSecurity: 'baseline' })).not.toThrow();
  expect(podSecurityViolations(manifestsOf(chart), 'restricted')).toHaveLength(2);
});

test('the sound objects are restricted', () => {
  expect(podSecurityViolations(sound(), 'restricted')).toEqual([]);
});
