import { HANDLERS } from '../places';
import { type Controls, eachContainer, securityContexts } from './control';

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];
const PROFILES: readonly (string | undefined)[] = [undefined, 'RuntimeDefault', 'Localhost'];
/** Those that every version from 1.29 on allows. */
const SELINUX_TYPES: readonly (string | undefined)[] = [
  undefined,
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
];
const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

const CAPABILITIES: readonly (string | undefined)[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

const SYSCTLS: readonly (string | undefined)[] = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_syncookies',
  // These four since Kubernetes 1.29.
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
];

/**
 * The controls of the level `baseline`.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
export const baseline: Controls = {
  *'host-namespaces'({ spec }) {
    for (const setting of HOST_NAMESPACES.map((name) => spec.at(name))) {
      if (setting.isTrue) yield setting.fault('the pod would share a namespace of its node; remove this');
    }
  },

  *'host-process'(pod) {
    for (const context of securityContexts(pod)) {
      const setting = context.at('windowsOptions', 'hostProcess');
      if (setting.isTrue) yield setting.fault('the container would run as a process of its node; remove this');
    }
  },

  privileged: eachContainer(function* ({ field }) {
    const setting = field.at('securityContext', 'privileged');
    if (setting.isTrue) yield setting.fault('the container would be privileged; remove this');
  }),

  capabilities: eachContainer(function* ({ field }) {
    for (const capability of field.at('securityContext', 'capabilities', 'add').items) {
      if (!CAPABILITIES.includes(capability.text)) {
        yield capability.fault(`the capability ${capability.text} is not allowed; remove it`);
      }
    }
  }),

  *'host-path'({ spec }) {
    for (const volume of spec.select('volumes[].hostPath')) {
      yield volume.fault('the volume is a folder of the node; use another kind of volume');
    }
  },

  'host-ports': eachContainer(function* ({ field }) {
    for (const port of field.select('ports[].hostPort')) {
      if (port.value !== 0) {
        yield port.fault('the container would take a port of its node; remove this and use a Service');
      }
    }
  }),

  'host-probes': eachContainer(function* ({ field }) {
    for (const host of HANDLERS.flatMap((path) => [
      ...field.select(`${path}.httpGet.host`),
      ...field.select(`${path}.tcpSocket.host`),
    ])) {
      if (host.text !== '') yield host.fault('the kubelet would call another host than the pod; remove this');
    }
  }),

  *apparmor(pod) {
    for (const context of securityContexts(pod)) {
      const type = context.at('appArmorProfile', 'type');
      if (!PROFILES.includes(type.text)) {
        yield type.fault('the AppArmor profile is switched off; use RuntimeDefault or Localhost');
      }
    }
    for (const [key, profile] of pod.template.at('metadata', 'annotations').members) {
      const isAllowed = /^(?:|runtime\/default|localhost\/.+)$/.test(profile.text ?? '');
      if (key.startsWith(APPARMOR_ANNOTATION) && !isAllowed) {
        yield profile.fault('the AppArmor profile is switched off; use runtime/default or localhost/…');
      }
    }
  },

  *selinux(pod) {
    for (const options of securityContexts(pod).map((context) => context.at('seLinuxOptions'))) {
      const type = options.at('type');
      if (!SELINUX_TYPES.includes(type.text)) {
        yield type.fault(
          `the SELinux type ${type.text} is not allowed; use container_t, container_init_t or container_kvm_t`,
        );
      }
      for (const setting of [options.at('user'), options.at('role')]) {
        if (setting.text) yield setting.fault('an SELinux user or role of its own is not allowed; remove this');
      }
    }
  },

  'proc-mount': eachContainer(function* ({ field }) {
    const setting = field.at('securityContext', 'procMount');
    if ((setting.text ?? 'Default') !== 'Default') {
      yield setting.fault('the whole of /proc would be visible; remove this, or use Default');
    }
  }),

  *seccomp(pod) {
    for (const context of securityContexts(pod)) {
      const type = context.at('seccompProfile', 'type');
      if (!PROFILES.includes(type.text)) {
        yield type.fault(`the seccomp profile ${type.text} is not allowed; use RuntimeDefault or Localhost`);
      }
    }
  },

  *sysctls({ spec }) {
    for (const name of spec.select('securityContext.sysctls[].name')) {
      if (!SYSCTLS.includes(name.text)) yield name.fault(`the kernel setting ${name.text} is not allowed; remove it`);
    }
  },
};
