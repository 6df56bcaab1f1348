import { dns1035Label, dnsSubdomain, portName } from '../formats';
import type { KubeObject } from '../kube-object';
import { formFaults } from './forms';
import { hostFaults, pathFaults, portFaults } from './http';
import { forTypes, type Rules } from './rule';

const SERVICES = ['spec.defaultBackend.service', 'spec.rules[].http.paths[].backend.service'];

/** Ingresses. @see https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export const ingressRules: Rules<KubeObject> = forTypes(['networking.k8s.io/v1/Ingress'], {
  *'ingress-rules'({ root }) {
    const rules = root.at('spec', 'rules');
    if (rules.items.length === 0 && !root.at('spec', 'defaultBackend').exists) {
      yield rules.fault('there is neither a rule nor a default backend; give one of them');
    }
    for (const paths of root.select('spec.rules[].http.paths')) {
      if (paths.items.length === 0) yield paths.fault('the rule has no path; give at least one, such as /');
    }
  },

  *'ingress-name'({ root }) {
    yield* formFaults([...root.select('spec.ingressClassName'), ...root.select('spec.tls[].secretName')], dnsSubdomain);
    yield* formFaults(SERVICES.flatMap((pattern) => root.select(`${pattern}.name`)), dns1035Label);
    yield* formFaults(SERVICES.flatMap((pattern) => root.select(`${pattern}.port.name`)), portName);
  },

  *'ingress-backend'(ingress, set) {
    for (const backend of SERVICES.flatMap((pattern) => ingress.root.select(pattern))) {
      const port = backend.at('port');
      const services = set.near(ingress, 'v1/Service', backend.at('name').text ?? '');
      yield* portFaults(port, port.at('name').text ?? port.at('number').number, services);
    }
  },

  *'ingress-path'({ root }) {
    for (const rule of root.select('spec.rules[].http.paths[]')) {
      const path = rule.at('path');
      // What else such a path means is up to the controller.
      if (rule.at('pathType').text !== 'ImplementationSpecific') yield* pathFaults(path);
      else if (path.text && !path.text.startsWith('/')) {
        yield path.fault(`"${path.text}" is not an absolute path; start it with "/"`);
      }
    }
  },

  *'ingress-host'({ root }) {
    for (const host of [...root.select('spec.rules[].host'), ...root.select('spec.tls[].hosts[]')]) yield* hostFaults(host);
  },
});
