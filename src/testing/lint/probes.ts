import type { Field } from '../field';
import { HANDLERS } from '../places';
import { suggestion } from '../suggestion';
import type { Container } from '../pod';
import type { Rules } from './rule';

/**
 * Probes and lifecycle hooks.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export const probeRules: Rules<Container> = {
  *'probe-port'({ field, name }) {
    const known = field.select('ports[].name').flatMap((port) => port.text ?? []);
    for (const port of handlerPorts(field)) {
      if (port.text === undefined || known.includes(port.text)) continue;
      const remedy = suggestion(port.text, known, 'use a number or one of');
      yield port.fault(`container ${name} has no port called "${port.text}"; ${remedy}`);
    }
  },

  *'probe-grace-period'({ field }) {
    const period = field.at('readinessProbe', 'terminationGracePeriodSeconds');
    if (period.exists) {
      yield period.fault('a readiness probe never ends a container and has no grace period; remove the field');
    }
  },
};

function handlerPorts(container: Field): Field[] {
  return HANDLERS.flatMap((handler) => [
    ...container.select(`${handler}.httpGet.port`),
    ...container.select(`${handler}.tcpSocket.port`),
  ]);
}
