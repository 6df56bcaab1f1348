import { configKey, dnsSubdomain } from '../formats';
import type { KubeObject } from '../kube-object';
import { formFaults } from './forms';
import type { ObjectSet } from './object-set';
import { forTypes, repeated, type Rules } from './rule';

/** The versions of the kind that the External Secrets operator fills Secrets by. */
const EXTERNAL_SECRETS: readonly string[] = ['v1', 'v1beta1'].map((version) => `external-secrets.io/${version}/ExternalSecret`);

/** Secrets that an operator fetches. @see https://external-secrets.io/latest/api/externalsecret/ */
export const externalSecretRules: Rules<KubeObject> = forTypes(EXTERNAL_SECRETS, {
  *'external-secret-key'({ root }) {
    const keys = root.select('spec.data[].secretKey');
    yield* formFaults(keys, configKey);
    for (const key of repeated(keys)) yield key.fault(`another entry is called "${key.text}" as well; rename one`);
  },

  *'external-secret-source'({ root }) {
    const spec = root.at('spec');
    if (spec.at('data').items.length === 0 && spec.at('dataFrom').items.length === 0) {
      yield spec.fault('nothing is fetched; list keys in data, or whole secrets in dataFrom');
    }
    for (const entry of spec.at('data').items) {
      const key = entry.at('remoteRef', 'key');
      if (!key.text) yield key.fault('the entry does not say what to fetch; give the key in the store');
      const stores = [entry.at('sourceRef', 'storeRef', 'name'), spec.at('secretStoreRef', 'name')];
      if (!stores.some(({ text }) => text)) yield spec.at('secretStoreRef', 'name').fault('the store to fetch from has no name; give it');
    }
  },

  'external-secret-target': ({ root }) => formFaults([root.at('spec', 'target', 'name')], dnsSubdomain),
});

/** The ExternalSecrets that fill the Secret of that name in the namespace of `object`. */
export function fillersOf(object: KubeObject, name: string, set: ObjectSet): KubeObject[] {
  return set.objects.filter(
    (other) => EXTERNAL_SECRETS.includes(other.type) && other.namespace === object.namespace && targetName(other) === name,
  );
}

/** The keys that one puts into its Secret; `undefined` when only the operator knows which the Secret has in the end. */
export function filledKeys({ root }: KubeObject): string[] | undefined {
  const target = root.at('spec', 'target');
  const isOpen = root.at('spec', 'dataFrom').exists || target.at('template').exists || target.at('creationPolicy').text === 'Merge';
  return isOpen ? undefined : root.select('spec.data[].secretKey').flatMap(({ text }) => text ?? []);
}

function targetName({ name, root }: KubeObject): string {
  return root.at('spec', 'target', 'name').text ?? name;
}
