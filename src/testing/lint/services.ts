import { isIP } from 'node:net';
import type { Fault, Field } from '../field';
import { dnsLabel, dnsSubdomain, labelKey, misfit, portName } from '../formats';
import { titleOf, type KubeObject } from '../kube-object';
import { suggestion } from '../suggestion';
import { type Pod, runningTogether } from '../pod';
import { sorted } from '../sorted';
import { formFaults } from './forms';
import type { ObjectSet } from './object-set';
import { protocolOf } from './ports';
import { forTypes, repeated, type Rules } from './rule';
import { unmetInMap } from './selector';

/** Fields that only some types of Services have. */
const FIELD_TYPES: Readonly<Record<string, readonly string[]>> = {
  'ports[].nodePort': ['NodePort', 'LoadBalancer'],
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  allocateLoadBalancerNodePorts: ['LoadBalancer'],
  healthCheckNodePort: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
  clusterIP: ['ClusterIP', 'NodePort', 'LoadBalancer'],
};

/** Services. @see https://kubernetes.io/docs/concepts/services-networking/service/ */
export const serviceRules: Rules<KubeObject> = forTypes(['v1/Service'], {
  *'service-selects-nothing'(service, set) {
    const selector = service.root.at('spec', 'selector');
    if (!hasSelector(service) || selectedPods(service, set).length > 0) return;
    const missed = sorted(
      set.podsNear(service).map((pod) => `${titleOf(pod.object)} lacks ${unmetByPod(pod, selector)}`),
    );
    yield selector.fault(
      `no pod template beside the Service has these labels (${missed.join('; ') || 'there is none'}); select labels that its pods carry`,
    );
  },

  *'service-target-port'(service, set) {
    for (const port of service.root.at('spec', 'ports').items) {
      const target = port.at('targetPort');
      yield* formFaults([target], portName);
      if (target.text === undefined || !portName.pattern.test(target.text)) continue;
      for (const pod of selectedPods(service, set)) yield* targetFaults(target, protocolOf(port), pod);
    }
  },

  *'service-port-name'({ root }) {
    const ports = root.at('spec', 'ports').items;
    const names = ports.map((port) => port.at('name'));
    yield* formFaults(names, dnsLabel);
    for (const name of ports.length > 1 ? names : []) {
      if (!name.exists) yield name.fault('a Service with several ports names them all; give this one a name');
    }
  },

  *'service-port-name-twice'({ root }) {
    for (const name of repeated(root.select('spec.ports[].name'))) {
      yield name.fault(`another port of the Service is called "${name.text}" as well; rename one`);
    }
  },

  *'service-port-twice'({ root }) {
    const seen = new Set<string>();
    for (const port of root.at('spec', 'ports').items) {
      const listener = `${protocolOf(port)} port ${port.at('port').number}`;
      if (seen.has(listener)) yield port.at('port').fault(`the Service has ${listener} already; use another port`);
      seen.add(listener);
    }
  },

  *'service-ports'({ root }) {
    const isPortless = typeOf(root) === 'ExternalName' || isHeadless(root);
    if (!isPortless && root.at('spec', 'ports').items.length === 0) {
      yield root.at('spec', 'ports').fault('the Service has no port; give it at least one');
    }
  },

  *'service-type'({ root }) {
    const type = typeOf(root);
    const spec = root.at('spec');
    for (const [pattern, types] of Object.entries(FIELD_TYPES)) {
      if (types.includes(type) || (pattern === 'externalTrafficPolicy' && spec.at('externalIPs').items.length > 0)) {
        continue;
      }
      for (const field of spec.select(pattern)) {
        yield field.fault(`a Service of type ${type} does not have this; remove it, or use type ${types.join(' or ')}`);
      }
    }
  },

  *'service-headless'({ root }) {
    const address = root.at('spec', 'clusterIP');
    const type = typeOf(root);
    if (isHeadless(root) && ['NodePort', 'LoadBalancer'].includes(type)) {
      yield address.fault(`a Service of type ${type} cannot be headless; remove clusterIP None`);
    }
    if (address.text && !isHeadless(root) && isIP(address.text) === 0) {
      yield address.fault(`"${address.text}" is not an IP address; use one, None, or leave it out`);
    }
  },

  *'service-external-name'({ root }) {
    if (typeOf(root) !== 'ExternalName') return;
    const name = root.at('spec', 'externalName');
    const wrong = name.text
      ? misfit(name.text.replace(/\.$/, ''), dnsSubdomain)
      : 'a Service of type ExternalName needs the name it stands for; give it';
    if (wrong !== undefined) yield name.fault(wrong);
  },

  'service-app-protocol': ({ root }) => formFaults(root.select('spec.ports[].appProtocol'), labelKey),

  *'node-port-twice'(service, set) {
    for (const port of service.root.at('spec', 'ports').items) {
      const nodePort = port.at('nodePort');
      const others = set.objects
        .filter((other) => other.type === 'v1/Service')
        .flatMap((other) => other.root.at('spec', 'ports').items.map((otherPort) => ({ other, otherPort })))
        .filter(({ otherPort }) => otherPort.value !== port.value && isSameNodePort(port, otherPort))
        .map(({ other }) => [other.namespace, other.name].filter(Boolean).join('/'));
      if (others.length > 0) {
        yield nodePort.fault(
          `the Service ${sorted(new Set(others)).join(', ')} takes ${protocolOf(port)} node port ${nodePort.number} as well; use another`,
        );
      }
    }
  },
});

/** The pod templates that a Service selects. */
export function selectedPods(service: KubeObject, set: ObjectSet): Pod[] {
  const selector = service.root.at('spec', 'selector');
  return hasSelector(service)
    ? set.podsNear(service).filter((pod) => unmetByPod(pod, selector) === undefined)
    : [];
}

/** Kubernetes itself labels each pod of a StatefulSet with its name, so that a Service can select a single one. */
function unmetByPod({ labels, object }: Pod, selector: Field): string | undefined {
  // Where no number is given, an autoscaler chooses one.
  const replicas = object.root.at('spec', 'replicas').number ?? Infinity;
  const isPod = (name: string): boolean => {
    const ordinal = name.startsWith(`${object.name}-`) ? name.slice(`${object.name}-`.length) : '';
    return object.type === 'apps/v1/StatefulSet' && /^(0|[1-9]\d*)$/.test(ordinal) && Number(ordinal) < replicas;
  };
  return unmetInMap(labels, selector, (key, wanted) => key === 'statefulset.kubernetes.io/pod-name' && isPod(wanted.text ?? ''));
}

function hasSelector({ root }: KubeObject): boolean {
  return typeOf(root) !== 'ExternalName' && root.at('spec', 'selector').members.length > 0;
}

function* targetFaults(target: Field, protocol: string, pod: Pod): Iterable<Fault> {
  const ports = runningTogether(pod)
    .flatMap(({ field }) => field.at('ports').items)
    .filter((port) => port.at('name').text !== undefined);
  const named = ports.filter((port) => port.at('name').text === target.text);
  if (named.some((port) => protocolOf(port) === protocol)) return;
  const pods = `the pods of ${titleOf(pod.object)}`;
  if (named.length > 0) {
    yield target.fault(
      `${pods} have "${target.text}" as a port of another protocol than ${protocol}; give both the same protocol`,
    );
    return;
  }
  const names = ports.flatMap((port) => port.at('name').text ?? []);
  const remedy = suggestion(target.text ?? '', names, 'use a number or one of');
  yield target.fault(`${pods} have no port called "${target.text}"; ${remedy}`);
}

function isSameNodePort(port: Field, other: Field): boolean {
  const number = port.at('nodePort').number;
  return number !== undefined && number === other.at('nodePort').number && protocolOf(port) === protocolOf(other);
}

function typeOf(root: Field): string {
  return root.at('spec', 'type').text ?? 'ClusterIP';
}

function isHeadless(root: Field): boolean {
  return root.at('spec', 'clusterIP').text === 'None';
}
