import type { GoObject } from './go-object';
import type { PlaygroundPort, PortProtocol } from './model';

/** Go's zero value stands for TCP, as the tool takes all for TCP that is not "udp". */
const PROTOCOLS: Readonly<Record<string, PortProtocol>> = { '': 'tcp', tcp: 'tcp', udp: 'udp' };

/** The ports that a service declares, each once. */
export function readPorts(service: GoObject): readonly PlaygroundPort[] {
  const declared = new Map<string, PlaygroundPort>();
  for (const object of service.objects('ports')) {
    const port = readPort(object);
    if (!port) continue;
    const key = `${port.protocol} ${port.name}`;
    const other = declared.get(key);
    if (other && other.port !== port.port) {
      object.problems.error('DUPLICATE_PORT', object.at('name'), `there is a ${port.protocol.toUpperCase()} port "${port.name}" already, ${other.port}`, 'Give each port a name of its own in the recipe');
    }
    declared.set(key, other ?? port);
  }
  return [...declared.values()];
}

/** Whether a number can be the number of a port. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function readPort(object: GoObject): PlaygroundPort | undefined {
  const { problems } = object;
  const name = object.string('name');
  const port = object.integer('port');
  const written = object.string('Protocol').toLowerCase();
  const protocol = Object.hasOwn(PROTOCOLS, written) ? PROTOCOLS[written] : undefined;
  if (name === '') problems.error('INVALID_PORT', object.at('name'), 'the port has no name', 'Name it in the recipe');
  if (!isPort(port) && !Number.isNaN(port)) problems.error('INVALID_PORT', object.at('port'), `${port} is not a port`, 'Use a whole number from 1 to 65535');
  if (!protocol) problems.error('INVALID_PROTOCOL', object.at('Protocol'), `"${written}" is no protocol of a port`, 'Use tcp or udp');
  return protocol && { name, port, protocol };
}
