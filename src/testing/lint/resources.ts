import { ONE_UNIT, parseQuantity, QUANTITY_REMEDY } from '../../kube';
import type { Fault, Field } from '../field';
import { labelKey } from '../formats';
import { shown } from '../json';
import { suggestion } from '../suggestion';
import type { Container, Pod } from '../pod';
import type { Rules } from './rule';

const HUGE_PAGES = 'hugepages-';
const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
/** Resources that come in whole bytes only. */
const BYTES: ReadonlySet<string> = new Set(['memory', 'ephemeral-storage', 'storage']);

/**
 * CPU, memory and other resources of containers.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 * @see https://kubernetes.io/docs/tasks/manage-hugepages/scheduling-hugepages/
 */
export const resourceRules: Rules<Container> = {
  *quantity({ field }) {
    for (const [name, amount] of amountsOf(field)) yield* quantityFaults(name, amount);
  },

  *'resource-name'({ field }) {
    for (const [name, amount] of amountsOf(field)) {
      if (
        RESOURCES.includes(name) ||
        name.startsWith(HUGE_PAGES) ||
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
      if (isExact(name) && !limit.exists) {
        yield request.fault(`${name} cannot be overcommitted and needs a limit; set the limit, which is the request as well, instead`);
      }
      if (asked === undefined || most === undefined) continue;
      if (asked > most) {
        yield request.fault(
          `the request ${shown(request.value)} is above the limit ${shown(limit.value)}; raise the limit or lower the request`,
        );
      } else if (asked < most && isExact(name)) {
        yield request.fault(`${name} cannot be overcommitted; make the request equal to the limit ${shown(limit.value)}`);
      }
    }
  },

  *'huge-pages'({ field }) {
    const amounts = amountsOf(field);
    const [first] = amounts.filter(([name]) => name.startsWith(HUGE_PAGES)).map(([, amount]) => amount);
    if (first !== undefined && !amounts.some(([name]) => name === 'cpu' || name === 'memory')) {
      yield first.fault('huge pages go with cpu or memory only; give the container some of either');
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
  const isWhole = size === undefined || size % ONE_UNIT === 0n;
  if (size === undefined) yield amount.fault(`${shown(amount.value)} is not a quantity; ${QUANTITY_REMEDY}`);
  else if (size < 0n) yield amount.fault(`${shown(amount.value)} is negative; use a positive quantity`);
  else if (!isWhole && (BYTES.has(name) || name.startsWith(HUGE_PAGES))) {
    yield amount.fault(
      `${shown(amount.value)} is not a whole number of bytes; use a unit such as Mi or Gi ("m" is a thousandth)`,
    );
  } else if (!isWhole && isExtended(name)) {
    yield amount.fault(`${shown(amount.value)} is not a whole number; ${name} comes in whole pieces only`);
  }
}

/** Whether something else than Kubernetes offers the resource, such as the driver of a device. */
function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

/** Whether request and limit must be the same. A limit alone is: the request defaults to it. */
function isExact(name: string): boolean {
  return isExtended(name) || name.startsWith(HUGE_PAGES);
}
