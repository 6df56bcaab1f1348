import { ONE_UNIT, parseQuantity, QUANTITY_REMEDY } from '../../kube';
import type { Fault, Field } from '../field';
import { labelKey } from '../formats';
import { shown } from '../json';
import type { KubeObject } from '../kube-object';
import { suggestion } from '../suggestion';
import type { Container, Pod } from '../pod';
import { forTypes, type Rules } from './rule';

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

/** Sizes of memory volumes and of claims made for the pod. */
export const podResourceRules: Rules<Pod> = {
  *quantity({ spec, claims }) {
    for (const size of spec.select('volumes[].emptyDir.sizeLimit')) yield* quantityFaults('storage', size);
    const own = spec.select('volumes[].ephemeral.volumeClaimTemplate');
    for (const claim of [...claims, ...own]) yield* claimFaults(claim);
  },
};

/** Sizes of claims. */
export const objectResourceRules: Rules<KubeObject> = forTypes(['v1/PersistentVolumeClaim'], {
  quantity: ({ root }) => claimFaults(root),
});

function* claimFaults(claim: Field): Iterable<Fault> {
  for (const [name, amount] of amountsOf(claim.at('spec'))) yield* quantityFaults(name, amount);
}

function amountsOf(field: Field): (readonly [string, Field])[] {
  return [...field.at('resources', 'requests').members, ...field.at('resources', 'limits').members];
}

function* quantityFaults(name: string, amount: Field): Iterable<Fault> {
  const size = parseQuantity(amount.value);
  if (size === undefined) yield amount.fault(`${shown(amount.value)} is not a quantity; ${QUANTITY_REMEDY}`);
  else if (size < 0n) yield amount.fault(`${shown(amount.value)} is negative; use a positive quantity`);
  else if (size % ONE_UNIT !== 0n && BYTES.has(name)) {
    yield amount.fault(
      `${shown(amount.value)} is not a whole number of bytes; use a unit such as Mi or Gi ("m" is a thousandth)`,
    );
  }
}
