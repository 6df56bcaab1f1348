import { effective } from '../pod';
import { type Controls, eachContainer, isWindows, securityContexts } from './control';

const ALLOWED_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
/** Members of a volume that need no word here; `hostPath` has a control of its own in `baseline`. */
const PASSED_OVER = [...ALLOWED_VOLUMES, 'name', 'hostPath'];

/**
 * What the level `restricted` adds to `baseline`.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const restricted: Controls = {
  *'volume-types'({ spec }) {
    for (const [type, field] of spec.at('volumes').items.flatMap((volume) => volume.members)) {
      if (!PASSED_OVER.includes(type)) {
        yield field.fault(`volumes of type ${type} are not allowed; use one of ${ALLOWED_VOLUMES.join(', ')}`);
      }
    }
  },

  'privilege-escalation': eachContainer(function* ({ field, pod }) {
    const setting = field.at('securityContext', 'allowPrivilegeEscalation');
    if (!isWindows(pod) && setting.value !== false) {
      yield setting.fault('the container could gain privileges; set it to false');
    }
  }),

  *'run-as-non-root'({ spec, containers }) {
    const own = spec.at('securityContext', 'runAsNonRoot');
    // Saying no for the pod is a violation even when each container says yes.
    const settings = [
      ...(own.value === false ? [own] : []),
      ...containers.map((one) => effective(one, 'runAsNonRoot')),
    ];
    for (const setting of settings.filter(({ isTrue }) => !isTrue)) {
      yield setting.fault('a container could run as root; set it to true here or for the pod');
    }
  },

  *'run-as-user'(pod) {
    for (const user of securityContexts(pod).map((context) => context.at('runAsUser'))) {
      if (user.number === 0) yield user.fault('the user 0 is root; use another user');
    }
  },

  'seccomp-required': eachContainer(function* (container) {
    const profile = effective(container, 'seccompProfile');
    if (!isWindows(container.pod) && !profile.exists) {
      yield profile.fault('there is no seccomp profile; use type RuntimeDefault here or for the pod');
    }
  }),

  // In place of the control of the same name in `baseline`, which is weaker.
  capabilities: eachContainer(function* ({ field, pod }) {
    if (isWindows(pod)) return;
    const capabilities = field.at('securityContext', 'capabilities');
    const dropped = capabilities.at('drop');
    if (!dropped.items.some(({ text }) => text === 'ALL')) {
      yield dropped.fault('the container keeps capabilities; drop ALL');
    }
    for (const added of capabilities.at('add').items) {
      if (added.text !== 'NET_BIND_SERVICE') {
        yield added.fault(
          `the capability ${added.text} is not allowed; remove it (only NET_BIND_SERVICE may be added)`,
        );
      }
    }
  }),
};
