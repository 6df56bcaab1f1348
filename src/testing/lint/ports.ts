import { portName } from '../formats';
import { type Container, type Pod, runningTogether } from '../pod';
import type { Field } from '../field';
import { formFaults } from './forms';
import { repeated, type Rules } from './rule';

/** Ports of one container. */
export const containerPortRules: Rules<Container> = {
  'port-name': ({ field }) => formFaults(field.select('ports[].name'), portName),

  *'host-port'({ field, pod }) {
    if (!pod.spec.at('hostNetwork').isTrue) return;
    for (const port of field.at('ports').items) {
      const host = port.at('hostPort');
      if (host.number !== undefined && host.number !== port.at('containerPort').number) {
        yield host.fault(
          `with hostNetwork the host port is the container port; use ${port.at('containerPort').number} or remove it`,
        );
      }
    }
  },
};

/** Ports of a pod: its containers share one network namespace. */
export const podPortRules: Rules<Pod> = {
  *'port-name-twice'(pod) {
    for (const name of repeated(portsOf(pod).map(({ port }) => port.at('name')))) {
      yield name.fault(`another port of the pod is called "${name.text}" as well; rename one`);
    }
  },

  *'port-twice'(pod) {
    const owners = new Map<string, string>();
    for (const { port, container } of portsOf(pod)) {
      const number = port.at('containerPort');
      if (number.number === undefined) continue;
      const listener = `${protocolOf(port)} port ${number.number}`;
      const owner = owners.get(listener);
      if (owner === undefined) owners.set(listener, container.name);
      else yield number.fault(`${listener} is already taken by container ${owner} of this pod; use another port`);
    }
  },
};

/** The protocol of a port of a container or Service. */
export function protocolOf(port: Field): string {
  return port.at('protocol').text ?? 'TCP';
}

function portsOf(pod: Pod): { readonly container: Container; readonly port: Field }[] {
  return runningTogether(pod).flatMap((container) =>
    container.field.at('ports').items.map((port) => ({ container, port })),
  );
}
