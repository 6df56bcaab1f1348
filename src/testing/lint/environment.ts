import type { Fault, Field } from '../field';
import { envName } from '../formats';
import type { Container } from '../pod';
import { nameFaults } from './forms';
import { repeated, type Rules } from './rule';

/** Variables that the kubelet sets in every container, and those of Services unless `enableServiceLinks` is off. */
const CLUSTER_VARIABLES = /^KUBERNETES_(?:SERVICE|PORT)/;
const SERVICE_VARIABLES = /_(?:SERVICE_HOST|SERVICE_PORT|PORT)(?:_|$)/;

/** What a variable can take from its pod or container. */
const POD_FIELDS =
  /^(?:metadata\.(?:name|namespace|uid|(?:labels|annotations)\['[^']+'\])|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/;
const RESOURCE_FIELDS = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

/**
 * Environment variables.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export const environmentRules: Rules<Container> = {
  'env-name': ({ field }) => nameFaults(namesOf(field), envName, 'the variable'),

  *'env-name-twice'({ field }) {
    for (const name of repeated(namesOf(field))) {
      yield name.fault(`the variable ${name.text} is set before as well, and the last one wins; remove one`);
    }
  },

  *'env-source'({ field }) {
    for (const source of field.select('env[].valueFrom.fieldRef.fieldPath')) {
      if (source.text !== undefined && !POD_FIELDS.test(source.text)) {
        yield source.fault(
          `"${source.text}" is no field that a variable can take; use one such as metadata.name, metadata.labels['…'], spec.nodeName or status.podIP`,
        );
      }
    }
    for (const source of field.select('env[].valueFrom.resourceFieldRef.resource')) {
      if (source.text !== undefined && !RESOURCE_FIELDS.test(source.text)) {
        yield source.fault(
          `"${source.text}" is no resource that a variable can take; use one such as limits.memory or requests.cpu`,
        );
      }
    }
  },

  *'env-reference'(container) {
    const { field } = container;
    // What envFrom brings is known in the cluster only.
    if (field.at('envFrom').items.length > 0) return;
    const names = namesOf(field).map((name) => name.text);
    for (const place of [...field.at('command').items, ...field.at('args').items]) {
      yield* unresolved(container, place, names, 'define it in env');
    }
    for (const [index, variable] of field.at('env').items.entries()) {
      yield* unresolved(container, variable.at('value'), names.slice(0, index), 'define it earlier in env');
    }
  },
};

function namesOf(container: Field): Field[] {
  return container.at('env').items.map((variable) => variable.at('name'));
}

function* unresolved(
  container: Container,
  place: Field,
  known: readonly (string | undefined)[],
  remedy: string,
): Iterable<Fault> {
  for (const name of new Set(references(place.text ?? ''))) {
    if (known.includes(name) || isClusterVariable(container, name)) continue;
    yield place.fault(
      `$(${name}) names no variable that is known here and would stay as it is; ${remedy}, or write $$(${name}) to mean the text`,
    );
  }
}

/** The variables that the kubelet would replace in `text`. `$$` stands for a plain `$`. */
function references(text: string): string[] {
  return [...text.matchAll(/\$\$|\$\(([^)]*)\)/g)].flatMap(([, name]) =>
    name !== undefined && envName.pattern.test(name) ? name : [],
  );
}

function isClusterVariable({ pod }: Container, name: string): boolean {
  const hasServiceLinks = pod.spec.at('enableServiceLinks').value !== false;
  return CLUSTER_VARIABLES.test(name) || (hasServiceLinks && SERVICE_VARIABLES.test(name));
}
