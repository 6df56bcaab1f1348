import { ONE_UNIT, parseQuantity, QUANTITY_REMEDY } from '../../kube';
import type { Fault, Field } from '../field';
import { labelKey } from '../formats';
import { shown } from '../json';
import { suggestion } from '../suggestion';
import type { Container, Pod } from '../pod';
import type { Rules } from './rule';

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
/** Resources that come in whole bytes only. */
const BYTES: ReadonlySet<string> = new Set(['memory', 'ephemeral-storage', 'storage']);

/**
 * CPU, memory and other resources of containers.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const resourceRules: Rules<Container> = {
  *quantity({ field }) {
    for (const [name, amount] of amountsOf(field)) yield* quantityFaults(name, amount);
  },

  *'resource-name'({ field }) {
    for (const [name, amount] of amountsOf(field)) {
      if (
        RESOURCES.includes(name) ||
        name.startsWith('hugepages-') ||
        (name.includes('/') && labelKey.pattern.test(name))
      ) {
        continue;
      }
      const remedy = suggestion(name, RESOURCES, 'use a name with a domain, or one of');
      yield amount.fault(`"${name}" is not a resource of containers; ${remedy}`);
    }
  },

  *'resource-limit'({ field }) {
    for (const [name, request] of field.at('resources', 'requests').members) {
      const limit = field.at('resources', 'limits', name);
      const [asked, most] = [parseQuantity(request.value), parseQuantity(limit.value)];
      if (asked === undefined || most === undefined) continue;
      if (asked > most) {
        yield request.fault(
          `the request ${shown(request.value)} is above the limit ${shown(limit.value)}; raise the limit or lower the request`,
        );
      } else if (asked < most && name.includes('/')) {
        yield request.fault(
          `an extended resource cannot be overcommitted; make the request equal to the limit ${shown(limit.value)}`,
        );
      }
    }
  },
};

/** Sizes of the volumes that a pod brings along. */
export const podResourceRules: Rules<Pod> = {
  *quantity({ spec }) {
    for (const size of spec.select('volumes[].emptyDir.sizeLimit')) yield* quantityFaults('storage', size);
  },
};

/** Requests and limits, by the name of the resource. */
export function amountsOf(field: Field): (readonly [string, Field])[] {
  return [...field.at('resources', 'requests').members, ...field.at('resources', 'limits').members];
}

/** What is wrong with an amount of a resource. */
export function* quantityFaults(name: string, amount: Field): Iterable<Fault> {
  const size = parseQuantity(amount.value);
  if (size === undefined) yield amount.fault(`${shown(amount.value)} is not a quantity; ${QUANTITY_REMEDY}`);
  else if (size < 0n) yield amount.fault(`${shown(amount.value)} is negative; use a positive quantity`);
  else if (size % ONE_UNIT !== 0n && BYTES.has(name)) {
    yield amount.fault(
      `${shown(amount.value)} is not a whole number of bytes; use a unit such as Mi or Gi ("m" is a thousandth)`,
    );
  }
}
