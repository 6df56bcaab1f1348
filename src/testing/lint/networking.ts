import { isIP } from 'node:net';
import type { Fault, Field } from '../field';
import { dnsSubdomain, misfit, portName } from '../formats';
import { titleOf, type KubeObject } from '../kube-object';
import { formFaults } from './forms';
import type { ObjectSet } from './object-set';
import { forTypes, type Rules } from './rule';

/** Ingresses and network policies. @see https://kubernetes.io/docs/concepts/services-networking/ */
export const networkingRules: Rules<KubeObject> = {
  ...forTypes(['networking.k8s.io/v1/Ingress'], {
    *'ingress-backend'(ingress, set) {
      const backends = [
        ...ingress.root.select('spec.defaultBackend.service'),
        ...ingress.root.select('spec.rules[].http.paths[].backend.service'),
      ];
      for (const backend of backends) yield* backendFaults(ingress, backend, set);
    },

    *'ingress-path'({ root }) {
      for (const rule of root.select('spec.rules[].http.paths[]')) {
        const path = rule.at('path');
        const isOptional = rule.at('pathType').text === 'ImplementationSpecific' && !path.text;
        if (!isOptional && !path.text?.startsWith('/')) {
          yield path.fault(`"${path.text ?? ''}" is not an absolute path; start it with "/"`);
        }
      }
    },

    *'ingress-host'({ root }) {
      for (const host of [...root.select('spec.rules[].host'), ...root.select('spec.tls[].hosts[]')]) {
        const name = host.text ?? '';
        const wrong =
          isIP(name) > 0 ? `"${name}" is an address; use a DNS name` : misfit(name.replace(/^\*\./, ''), dnsSubdomain);
        if (name !== '' && wrong !== undefined) yield host.fault(wrong);
      }
    },
  }),

  ...forTypes(['networking.k8s.io/v1/NetworkPolicy'], {
    *'policy-cidr'({ root }) {
      for (const block of [
        ...root.select('spec.ingress[].from[].ipBlock'),
        ...root.select('spec.egress[].to[].ipBlock'),
      ]) {
        for (const cidr of [block.at('cidr'), ...block.at('except').items]) {
          if (!isCidr(cidr.text ?? '')) {
            yield cidr.fault(`"${cidr.text ?? ''}" is not a CIDR; write one such as 10.0.0.0/8`);
          }
        }
      }
    },

    *'policy-port'({ root }) {
      for (const entry of [...root.select('spec.ingress[].ports[]'), ...root.select('spec.egress[].ports[]')]) {
        const [port, end] = [entry.at('port'), entry.at('endPort')];
        yield* formFaults([port], portName);
        if (end.exists && port.number === undefined) {
          yield end.fault('endPort needs a numeric port; set port to the first of the range');
        }
        if ((end.number ?? Infinity) < (port.number ?? 0)) {
          yield end.fault(`endPort is below port, ${port.number}; raise it`);
        }
      }
    },

    *'policy-peer'({ root }) {
      for (const peer of [...root.select('spec.ingress[].from[]'), ...root.select('spec.egress[].to[]')]) {
        const given = peer.members.map(([key]) => key);
        if (given.length === 0) {
          yield peer.fault(
            'the peer is empty; give podSelector, namespaceSelector or ipBlock, or remove the whole list to mean everything',
          );
        }
        if (given.length > 1 && given.includes('ipBlock')) {
          yield peer.fault('an ipBlock stands alone; move the selectors to a peer of their own');
        }
      }
    },
  }),
};

/** A Service that is not in the set may be elsewhere; one that is must have the port. */
function* backendFaults(ingress: KubeObject, backend: Field, set: ObjectSet): Iterable<Fault> {
  const [name, number] = [backend.at('port', 'name'), backend.at('port', 'number')];
  for (const service of set.near(ingress, 'v1/Service', backend.at('name').text ?? '')) {
    const ports = service.root.at('spec', 'ports').items;
    const has = ports.some((port) =>
      name.exists ? port.at('name').text === name.text : port.at('port').number === number.number,
    );
    const known = ports.map((port) => [port.at('name').text, port.at('port').number].filter(Boolean).join(' '));
    if (!has) {
      yield backend
        .at('port')
        .fault(
          `${titleOf(service)} has no port ${name.text ?? number.number ?? ''}; use one of ${known.join(', ') || 'none'}`,
        );
    }
  }
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= longest;
}
