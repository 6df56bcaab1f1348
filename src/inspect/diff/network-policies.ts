import { canonical, listOf } from './compare';
import { wordOf } from './difference';
import { holdsFor } from '../policy-types';
import { Field } from '../../testing/field';
import { isJsonObject, memberOf } from '../../testing/json';
import type { Manifest } from '../../testing/manifest';

/** Traffic that a policy lets through: whom, on which port. */
interface Allowed {
  readonly peer: string;
  readonly port: string;
}

const ANY = 'any';
const DIRECTIONS = [
  { type: 'Ingress', rules: 'ingress', peers: 'from', word: 'from' },
  { type: 'Egress', rules: 'egress', peers: 'to', word: 'to' },
] as const;
type Direction = (typeof DIRECTIONS)[number];

/** What policies of the same pods let through that others of the same pods did not, in words. */
export function wideningOf(before: readonly Manifest[], after: readonly Manifest[]): readonly string[] {
  return DIRECTIONS.flatMap((direction) => {
    const isolated = (policies: readonly Manifest[]): boolean => policies.some((policy) => holdsFor(new Field(policy), direction.type));
    if (!isolated(before)) return [];
    if (!isolated(after)) return [`${direction.type} is not limited any more: everything may go ${direction.word} anybody`];
    const old = before.flatMap((policy) => allowedBy(policy, direction));
    return after.flatMap((policy) => allowedBy(policy, direction)).filter((each) => !old.some((known) => covers(known, each))).map(({ peer, port }) => `it lets ${direction.type.toLowerCase()} through ${direction.word} ${peer === ANY ? 'anybody' : peer}, on ${port === ANY ? 'every port' : `port ${port}`}`);
  });
}

function allowedBy(policy: Manifest, direction: Direction): readonly Allowed[] {
  if (!holdsFor(new Field(policy), direction.type)) return [];
  return listOf(memberOf(policy.spec, direction.rules)).flatMap((rule) => {
    const peers = listOf(memberOf(rule, direction.peers)).map((peer) => canonical(peer));
    const ports = listOf(memberOf(rule, 'ports')).map(portText);
    // A rule without peers is one for everybody, and one without ports is one for every port.
    return (peers.length > 0 ? peers : [ANY]).flatMap((peer) => (ports.length > 0 ? ports : [ANY]).map((port) => ({ peer, port })));
  });
}

function portText(port: unknown): string {
  if (!isJsonObject(port)) return ANY;
  const end = port.endPort === undefined ? '' : `-${wordOf(port.endPort)}`;
  return port.port === undefined ? `any ${wordOf(port.protocol, 'TCP')}` : `${wordOf(port.port)}${end} ${wordOf(port.protocol, 'TCP')}`;
}

function covers(known: Allowed, other: Allowed): boolean {
  return (known.peer === ANY || known.peer === other.peer) && (known.port === ANY || known.port === other.port || known.port === `any ${other.port.split(' ').at(-1)}`);
}
