import type { Fault, Field } from '../field';
import { dnsLabel, dnsSubdomain, type Format } from '../formats';
import { type Container, effective, type Pod } from '../pod';
import { formFaults } from './forms';
import type { Rules } from './rule';

/** Fields of a pod that name things. */
const NAMES: Readonly<Record<string, Format>> = {
  hostname: dnsLabel,
  subdomain: dnsLabel,
  serviceAccountName: dnsSubdomain,
  priorityClassName: dnsSubdomain,
  runtimeClassName: dnsSubdomain,
  'imagePullSecrets[].name': dnsSubdomain,
};

/** Settings of whole pods. @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export const podRules: Rules<Pod> = {
  *'pod-name-field'({ spec }) {
    for (const [pattern, format] of Object.entries(NAMES)) {
      yield* formFaults(spec.select(pattern), format);
    }
  },

  *'pod-dns'({ spec }) {
    const servers = spec.at('dnsConfig', 'nameservers');
    if (spec.at('dnsPolicy').text === 'None' && servers.items.length === 0) {
      yield servers.fault('with dnsPolicy None a pod needs name servers of its own; list at least one');
    }
  },

  *'process-namespace'({ spec }) {
    const shared = spec.at('shareProcessNamespace');
    if (shared.isTrue && spec.at('hostPID').isTrue) {
      yield shared.fault('shareProcessNamespace and hostPID exclude each other; keep one of them');
    }
  },

  *toleration({ spec }) {
    for (const toleration of spec.at('tolerations').items) {
      const operator = toleration.at('operator').text ?? 'Equal';
      const [key, value, seconds] = [toleration.at('key'), toleration.at('value'), toleration.at('tolerationSeconds')];
      if (operator === 'Exists' && value.text) yield value.fault('the operator Exists takes no value; remove it');
      if (operator === 'Equal' && !key.text) {
        yield key.fault('a toleration without a key needs the operator Exists; set it, or give a key');
      }
      if (seconds.exists && toleration.at('effect').text !== 'NoExecute') {
        yield seconds.fault('only the effect NoExecute has tolerationSeconds; remove it');
      }
    }
  },

  *'topology-spread-twice'({ spec }) {
    const seen = new Set<string>();
    for (const constraint of spec.at('topologySpreadConstraints').items) {
      const identity = `${constraint.at('topologyKey').text} ${constraint.at('whenUnsatisfiable').text}`;
      if (seen.has(identity)) {
        yield constraint.fault(`another constraint is about ${identity} as well; keep one of them`);
      }
      seen.add(identity);
    }
  },
};

/**
 * Security settings that contradict each other.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const securityContextRules: Rules<Container> = {
  *'privilege-escalation'({ field }) {
    const security = field.at('securityContext');
    const escalation = security.at('allowPrivilegeEscalation');
    if (escalation.value !== false) return;
    const isSysAdmin = security
      .at('capabilities', 'add')
      .items.some(({ text }) => text === 'SYS_ADMIN' || text === 'CAP_SYS_ADMIN');
    if (security.at('privileged').isTrue) {
      yield escalation.fault('a privileged container can always gain privileges; set privileged to false');
    }
    if (isSysAdmin) {
      yield escalation.fault('a container with SYS_ADMIN can always gain privileges; remove that capability');
    }
  },

  *'root-user'(container) {
    const [nonRoot, user] = [effective(container, 'runAsNonRoot'), effective(container, 'runAsUser')];
    if (nonRoot.isTrue && user.number === 0) {
      yield user.fault('runAsNonRoot forbids the user 0, so that the container would never start; use another user');
    }
  },

  'seccomp-profile': ({ field }) => seccompFaults(field.at('securityContext', 'seccompProfile')),
};

/** The same for the settings of a whole pod. */
export const podSecurityContextRules: Rules<Pod> = {
  'seccomp-profile': ({ spec }) => seccompFaults(spec.at('securityContext', 'seccompProfile')),
};

function* seccompFaults(profile: Field): Iterable<Fault> {
  const [type, file] = [profile.at('type'), profile.at('localhostProfile')];
  if (type.text === 'Localhost' && !file.text) {
    yield file.fault('a profile of type Localhost needs localhostProfile; name the file');
  }
  if (type.exists && type.text !== 'Localhost' && file.exists) {
    yield file.fault('only a profile of type Localhost names a file; remove it');
  }
}
