import { BlockList, isIP } from 'node:net';
import type { Fault, Field } from '../field';
import { portName } from '../formats';
import type { KubeObject } from '../kube-object';
import { formFaults } from './forms';
import { forTypes, type Rules } from './rule';

const PEERS = ['spec.ingress[].from[]', 'spec.egress[].to[]'];
const PORTS = ['spec.ingress[].ports[]', 'spec.egress[].ports[]'];

/** Network policies. @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export const networkPolicyRules: Rules<KubeObject> = forTypes(['networking.k8s.io/v1/NetworkPolicy'], {
  *'policy-cidr'({ root }) {
    for (const block of PEERS.flatMap((peer) => root.select(`${peer}.ipBlock`))) yield* blockFaults(block);
  },

  *'policy-port'({ root }) {
    for (const entry of PORTS.flatMap((pattern) => root.select(pattern))) {
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
    for (const peer of PEERS.flatMap((pattern) => root.select(pattern))) {
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

  *'policy-type'({ root }) {
    const types = root.at('spec', 'policyTypes');
    if (types.items.length > 2) yield types.fault('a policy has two types at most, Ingress and Egress; list each once');
    for (const [direction, type] of [['ingress', 'Ingress'], ['egress', 'Egress']] as const) {
      const rules = root.at('spec', direction);
      // Without any type, one is there for what there are rules for; a list that lacks one makes its rules count for nothing.
      if (types.items.length > 0 && rules.items.length > 0 && types.items.every(({ text }) => text !== type)) {
        yield rules.fault(`policyTypes lacks ${type}, so that these rules count for nothing; add it, or remove them`);
      }
    }
  },
});

function* blockFaults(block: Field): Iterable<Fault> {
  const cidr = block.at('cidr');
  const whole = parseCidr(cidr.text);
  for (const field of [cidr, ...block.at('except').items]) {
    const part = parseCidr(field.text);
    if (part === undefined) {
      yield field.fault(`"${field.text ?? ''}" is not a CIDR; write one such as 10.0.0.0/8`);
    } else if (field !== cidr && whole !== undefined && !isWithin(part, whole)) {
      yield field.fault(`"${field.text}" is not a smaller block within ${cidr.text}; except only what the block has`);
    }
  }
}

interface Cidr {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

function parseCidr(text = ''): Cidr | undefined {
  const [address = '', bits = '', ...rest] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > longest) return undefined;
  return { address, bits: Number(bits), family: longest === 32 ? 'ipv4' : 'ipv6' };
}

function isWithin(part: Cidr, whole: Cidr): boolean {
  if (part.family !== whole.family || part.bits <= whole.bits) return false;
  const list = new BlockList();
  list.addSubnet(whole.address, whole.bits, whole.family);
  return list.check(part.address, part.family);
}
