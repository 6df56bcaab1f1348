import type { KubeObject } from '../kube-object';
import { hostFaults, pathFaults, portFaults } from './http';
import { forTypes, type Rules } from './rule';

const GROUP = 'gateway.networking.k8s.io';
const VERSIONS = ['v1', 'v1beta1', 'v1alpha2'];
const typesOf = (...kinds: string[]): string[] => kinds.flatMap((kind) => VERSIONS.map((version) => `${GROUP}/${version}/${kind}`));

const HTTP = typesOf('HTTPRoute');
const ROUTES = typesOf('HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute');
/** Where a route sends requests, or copies of them. */
const BACKENDS = ['spec.rules[].backendRefs[]', 'spec.rules[].filters[].requestMirror.backendRef'];

/**
 * Routes of the Gateway API, by those CEL rules of their definitions that a schema does not tell.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/
 */
export const routeRules: Rules<KubeObject> = {
  ...forTypes(HTTP, {
    *'route-path'({ root }) {
      for (const path of root.select('spec.rules[].matches[].path')) {
        const type = path.at('type').text ?? 'PathPrefix';
        if (path.at('value').exists && type !== 'RegularExpression') yield* pathFaults(path.at('value'), ['#']);
      }
    },
  }),

  ...forTypes(ROUTES, {
    *'route-host'({ root }) {
      for (const host of root.select('spec.hostnames[]')) yield* hostFaults(host);
    },

    *'route-backend'(route, set) {
      for (const backend of BACKENDS.flatMap((pattern) => route.root.select(pattern))) {
        if ((backend.at('group').text ?? '') !== '' || (backend.at('kind').text ?? 'Service') !== 'Service') continue;
        const port = backend.at('port');
        const namespace = backend.at('namespace').text ?? route.namespace;
        if (!port.exists) yield port.fault('a Service is named with its port; give the number');
        else yield* portFaults(port, port.number, set.near({ namespace }, 'v1/Service', backend.at('name').text ?? ''));
      }
    },
  }),
};
