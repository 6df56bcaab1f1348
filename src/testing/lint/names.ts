import { MAX_WORKLOAD_NAME } from '../../kube';
import { type Format, dns1035Label, dnsLabel, dnsSubdomain, pathSegment } from '../formats';
import type { KubeObject } from '../kube-object';
import { formFaults, nameFaults } from './forms';
import { forTypes, type Rules } from './rule';

const upTo = (longest: number, format: Format): Format => ({ ...format, longest });

/** What the name of a kind must look like; every other kind is a DNS subdomain. */
const NAME_FORMATS: Readonly<Record<string, Format>> = {
  'v1/Service': dns1035Label,
  'v1/Namespace': dnsLabel,
  // Room for the "-" and the hash of the label controller-revision-hash on its pods.
  'apps/v1/StatefulSet': upTo(MAX_WORKLOAD_NAME, dnsLabel),
  // Room for the "-" and the time in the names of its Jobs.
  'batch/v1/CronJob': upTo(52, dnsSubdomain),
  // The name is the value of the label job-name on its pods.
  'batch/v1/Job': upTo(63, dnsSubdomain),
  'rbac.authorization.k8s.io/v1/Role': pathSegment,
  'rbac.authorization.k8s.io/v1/RoleBinding': pathSegment,
  'rbac.authorization.k8s.io/v1/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': pathSegment,
};

/** Names of objects. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const nameRules: Rules<KubeObject> = {
  *'object-name'({ type, root }) {
    const name = root.at('metadata', 'name');
    if (name.exists || !root.at('metadata', 'generateName').exists) {
      yield* nameFaults([name], NAME_FORMATS[type] ?? dnsSubdomain, 'the object');
    }
  },

  'namespace-name': ({ root }) => formFaults([root.at('metadata', 'namespace')], dnsLabel),

  *'duplicate-object'(object, set) {
    const identity = set.identityOf(object);
    const same = set.objects.filter((other) => other.name !== '' && set.identityOf(other) === identity);
    // Told of the same one in whatever order they come; what is said twice is left out later.
    if (same.length > 1 && same.every((other) => object.namespace <= other.namespace)) {
      yield object.root.fault(
        `${same.length} objects have this kind, namespace and name; rename or remove all but one`,
      );
    }
  },

  ...forTypes(['apiextensions.k8s.io/v1/CustomResourceDefinition'], {
    *'crd-name'({ name, root }) {
      const wanted = `${root.at('spec', 'names', 'plural').text ?? ''}.${root.at('spec', 'group').text ?? ''}`;
      if (name !== wanted) {
        yield root.at('metadata', 'name').fault(`the name must be <plural>.<group>; call it "${wanted}"`);
      }
    },
  }),
};
