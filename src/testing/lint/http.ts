import { isIP } from 'node:net';
import { dnsSubdomain, misfit } from '../formats';
import type { Fault, Field } from '../field';
import { titleOf, type KubeObject } from '../kube-object';

/** What Ingresses and HTTPRoutes have in common. */

const NEVER_INSIDE = ['//', '/./', '/../', '%2f', '%2F'];
const NEVER_LAST = ['/..', '/.'];

/** What is wrong with a path that requests are compared with. */
export function* pathFaults(path: Field, alsoNeverInside: readonly string[] = []): Iterable<Fault> {
  const text = path.text ?? '';
  if (!text.startsWith('/')) yield path.fault(`"${text}" is not an absolute path; start it with "/"`);
  const odd = [
    ...[...NEVER_INSIDE, ...alsoNeverInside].filter((part) => text.includes(part)),
    ...NEVER_LAST.filter((part) => text.endsWith(part)),
  ];
  if (odd.length > 0) yield path.fault(`"${text}" has "${odd[0]}", which no request has; write the path without it`);
}

/** What is wrong with the name of a host, whose first part may be "*". */
export function* hostFaults(host: Field): Iterable<Fault> {
  const name = host.text ?? '';
  const wrong =
    isIP(name) > 0 ? `"${name}" is an address; use a DNS name` : misfit(name.replace(/^\*\./, ''), dnsSubdomain);
  if (name !== '' && wrong !== undefined) yield host.fault(wrong);
}

/** Each of `services` must have the port that `place` asks for by name or number. */
export function* portFaults(place: Field, wanted: string | number | undefined, services: readonly KubeObject[]): Iterable<Fault> {
  for (const service of services) {
    const ports = service.root.at('spec', 'ports').items.map((port) => [port.at('name').text, port.at('port').number] as const);
    if (ports.some((port) => wanted !== undefined && port.includes(wanted))) continue;
    const known = ports.map((port) => port.filter(Boolean).join(' ')).join(', ');
    yield place.fault(`${titleOf(service)} has no port ${wanted ?? ''}; use one of ${known || 'none'}`);
  }
}
