import { distinct, type Finding } from '../finding';
import { findingAbout, type KubeObject } from '../kube-object';
import type { Manifest } from '../manifest';
import type { Container, Pod } from '../pod';
import { resourcesAmong } from '../schema/custom-resource-schema';
import type { SchemaOptions } from '../schema/schema-violations';
import { sorted } from '../sorted';
import { accessRules } from './access';
import { containerChoiceRules, objectChoiceRules, podChoiceRules } from './allowed-values';
import { containerAlternativeRules, objectAlternativeRules, podAlternativeRules } from './alternatives';
import { autoscalerRules } from './autoscalers';
import { claimRules, podClaimRules } from './claims';
import { configRules } from './config';
import { environmentReferenceRules, volumeReferenceRules } from './config-references';
import { containerRules, podContainerRules } from './containers';
import { environmentRules } from './environment';
import { externalSecretRules } from './external-secrets';
import { ingressRules } from './ingresses';
import { labelRules } from './labels';
import { monitorRules } from './monitors';
import { nameRules } from './names';
import { networkPolicyRules } from './network-policies';
import { containerRangeRules, objectRangeRules, podRangeRules } from './number-ranges';
import { ObjectSet } from './object-set';
import { podRules, podSecurityContextRules, securityContextRules } from './pods';
import { containerPortRules, podPortRules } from './ports';
import { probeRules } from './probes';
import { prometheusRules } from './prometheus-rules';
import { podResourceRules, resourceRules } from './resources';
import { rollingUpdateRules } from './rolling-updates';
import { routeRules } from './routes';
import type { Rules } from './rule';
import { serviceRules } from './services';
import { mountRules, volumeRules } from './volumes';
import { podWorkloadRules, workloadRules } from './workloads';

const OBJECT_RULES: readonly Rules<KubeObject>[] = [
  nameRules,
  labelRules,
  objectChoiceRules,
  objectRangeRules,
  objectAlternativeRules,
  workloadRules,
  rollingUpdateRules,
  autoscalerRules,
  serviceRules,
  ingressRules,
  networkPolicyRules,
  routeRules,
  monitorRules,
  prometheusRules,
  configRules,
  externalSecretRules,
  claimRules,
  accessRules,
];

const POD_RULES: readonly Rules<Pod>[] = [
  podRules,
  podSecurityContextRules,
  podChoiceRules,
  podRangeRules,
  podAlternativeRules,
  podWorkloadRules,
  podContainerRules,
  podPortRules,
  volumeRules,
  volumeReferenceRules,
  podClaimRules,
  podResourceRules,
];

const CONTAINER_RULES: readonly Rules<Container>[] = [
  containerRules,
  securityContextRules,
  containerChoiceRules,
  containerRangeRules,
  containerAlternativeRules,
  containerPortRules,
  probeRules,
  environmentRules,
  environmentReferenceRules,
  resourceRules,
  mountRules,
];

/** What `lintManifests` has to know besides the manifests: which custom resources have no namespace. */
export type LintOptions = Pick<SchemaOptions, 'crds'>;

/**
 * What is wrong with a set of objects beyond what a schema can tell: names, labels and selectors, values and ranges,
 * ports and probes, volumes and mounts, environment, resources, and the links between objects. Objects that are
 * referred to but not in the set may exist elsewhere and are not asked for, except the governing Service of a
 * StatefulSet.
 *
 * @param manifests plain manifests, as `manifestsOf` gives them
 * @returns an empty list when nothing is wrong
 * @throws Error when an element of `crds` is not a `CustomResourceDefinition`, or is a text without any
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export function lintManifests(manifests: readonly Manifest[], options: LintOptions = {}): Finding[] {
  const resources = resourcesAmong(manifests, options.crds ?? []);
  const set = new ObjectSet(manifests, new Set(resources.filter((one) => one.isClusterScoped).map(({ type }) => type)));
  const containers = set.pods.flatMap((pod) => pod.containers);
  return distinct([
    ...apply(OBJECT_RULES, set.objects, set, (object) => object),
    ...apply(POD_RULES, set.pods, set, (pod) => pod.object),
    ...apply(CONTAINER_RULES, containers, set, (container) => container.pod.object),
  ]);
}

/** The identifiers of all rules, in alphabetical order. */
export function lintRules(): string[] {
  return sorted(new Set([...OBJECT_RULES, ...POD_RULES, ...CONTAINER_RULES].flatMap((family) => Object.keys(family))));
}

function apply<Subject>(
  families: readonly Rules<Subject>[],
  subjects: readonly Subject[],
  set: ObjectSet,
  objectOf: (subject: Subject) => KubeObject,
): Finding[] {
  const rules = families.flatMap((family) => Object.entries(family));
  return subjects.flatMap((subject) =>
    rules.flatMap(([rule, check]) =>
      [...check(subject, set)].map((fault) => findingAbout(objectOf(subject), rule, fault)),
    ),
  );
}
