import type { Duration } from 'cdk8s';
import { ownParts, withAdditions, type PodAdditions, type PodParts } from './additions';
import { checkAdditions } from './check-additions';
import { k8s } from './k8s';
import { labelsOf, selectorLabels, type Identity } from './labels';
import { merge } from './merge';
import { checkReference } from './names';
import { nonEmpty } from './plain';
import type { PodOverrides } from './pod-overrides';
import type { Port } from './ports';
import { podSecurityContext, type PodSecurity } from './security';
import type { SecurityLevel } from './weaknesses';
import type { Problems } from '../errors';

/** Spreads the pods of one workload over the values of a node label. */
export interface TopologySpread {
  /** Label of the nodes, e.g. `kubernetes.io/hostname` or `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /** How many pods more one value may have than another. @default 1 */
  readonly maxSkew?: number;
  /** Whether to leave a pod pending rather than break the rule. @default ScheduleAnyway */
  readonly whenUnsatisfiable?: 'ScheduleAnyway' | 'DoNotSchedule';
}

/** What every workload of this library takes for its pods. */
export interface PodOptions extends PodAdditions {
  /** Labels that a node must have. @default none */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints of nodes that the pods may be on nevertheless. @default none */
  readonly tolerations?: readonly k8s.Toleration[];
  /** Which nodes and which pods the pods prefer or need; a field of the pod. @default none */
  readonly affinity?: k8s.Affinity;
  /** How the pods are spread over zones and nodes. @default over nodes and zones where there is more than one replica */
  readonly topologySpread?: readonly TopologySpread[];
  /** PriorityClass, which must exist. @default the cluster's default */
  readonly priorityClassName?: string;
  /** ServiceAccount, which must exist; the pods need no rights and mount no token. @default the namespace's default */
  readonly serviceAccountName?: string;
  /** Labels of the pods, beside the recommended ones. @default none */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. @default none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /**
   * Any text of your own that is changed when Secrets of the pods are, so that the pods are replaced: what they read as
   * variables they read once. Becomes the annotation `cdk8s-op-stack/secret-version`.
   *
   * @default none: a pod keeps the values that it started with
   */
  readonly secretVersion?: string;
  /** How long a pod may take to stop. @default 300 s for nodes, 120 s for the services */
  readonly terminationGracePeriod?: Duration;
  /**
   * Fields laid on the finished pod spec, as `kubectl patch --type=strategic` would: containers, volumes, env and ports
   * are merged by name.
   *
   * @default none
   */
  readonly podOverrides?: PodOverrides;
}

export interface PodSpecInput extends PodParts {
  readonly identity: Identity;
  readonly options: PodOptions;
  /** @default restricted */
  readonly security?: PodSecurity;
  /** In place of what `security` gives, for images that do not run restricted. */
  readonly securityContext?: k8s.PodSecurityContext;
  readonly hostAliases?: k8s.HostAlias[];
  readonly pullSecrets?: readonly string[];
  readonly gracePeriodSeconds: number;
  /** Annotations of the library's own, e.g. a checksum that rolls the pods when their configuration changes. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spread?: readonly TopologySpread[];
  /** Takes what is wrong with the user's additions. */
  readonly problems: Problems;
  /** Every port that a program of the pod listens on. */
  readonly listeners: readonly Port[];
  /** Volumes that are claimed for each pod. @default none */
  readonly claims?: readonly string[];
  /** Containers of the construct's other pods, in which extra volumes may be mounted too. @default none */
  readonly elsewhere?: readonly string[];
  /** What the pods meet by themselves. @default restricted */
  readonly level?: SecurityLevel;
}

/** What the security context of an added container is laid on. */
const HARDENED: Readonly<Record<SecurityLevel, k8s.SecurityContext>> = {
  baseline: { allowPrivilegeEscalation: false },
  restricted: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

/**
 * The template of a workload's pods: restricted, without a service account token, without service environment; with the
 * user's additions, and the user's overrides on all of it.
 */
export function podTemplate(input: PodSpecInput): k8s.PodTemplateSpec {
  const { identity, options, problems, level = 'restricted' } = input;
  const base = podFields(input);
  const spec = merge({ ...base, ...withAdditions(input, options, HARDENED[level]) }, options.podOverrides);
  for (const prop of ['priorityClassName', 'serviceAccountName'] as const) checkReference(problems, prop, options[prop]);
  checkAdditions(problems, { ...input, own: input, before: { ...base, ...ownParts(input) }, spec, level });
  return {
    metadata: {
      labels: labelsOf(identity, options.podLabels),
      annotations: nonEmpty({ ...input.annotations, ...options.podAnnotations }),
    },
    spec,
  };
}

/** All of a pod but its containers and volumes. */
function podFields(input: PodSpecInput): Omit<k8s.PodSpec, 'initContainers' | 'containers' | 'volumes'> {
  const { identity, options } = input;
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: input.securityContext ?? podSecurityContext(input.security ?? {}),
    serviceAccountName: options.serviceAccountName,
    terminationGracePeriodSeconds: options.terminationGracePeriod?.toSeconds() ?? input.gracePeriodSeconds,
    priorityClassName: options.priorityClassName,
    nodeSelector: nonEmpty(options.nodeSelector),
    affinity: options.affinity,
    tolerations: options.tolerations && [...options.tolerations],
    topologySpreadConstraints: (options.topologySpread ?? input.spread)?.map(({ topologyKey, maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway' }) => ({
      topologyKey,
      maxSkew,
      whenUnsatisfiable,
      labelSelector: { matchLabels: selectorLabels(identity) },
    })),
    imagePullSecrets: nonEmpty(input.pullSecrets?.map((name) => ({ name }))),
    hostAliases: nonEmpty(input.hostAliases),
  };
}
