import { MAX_CONFIG_BYTES } from '../../kube';
import type { Field } from '../field';
import { configKey, misfit } from '../formats';
import { shown } from '../json';
import type { KubeObject } from '../kube-object';
import { forTypes, type Rules } from './rule';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The keys that Secrets of a type must have.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
const SECRET_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** ConfigMaps and Secrets. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export const configRules: Rules<KubeObject> = {
  ...forTypes(['v1/ConfigMap', 'v1/Secret'], {
    *'config-key'({ root }) {
      for (const [key, value] of [...plainEntries(root), ...encodedEntries(root)]) {
        const wrong = misfit(key, configKey);
        if (wrong !== undefined) yield value.fault(wrong);
      }
    },

    *'config-base64'({ root }) {
      for (const [, value] of encodedEntries(root)) {
        if (value.text !== undefined && !BASE64.test(unfolded(value.text))) {
          yield value.fault('the value is not base64; encode its bytes as standard base64 with padding');
        }
      }
    },

    *'config-size'({ root, kind }) {
      const plain = plainEntries(root).map(([, value]) => Buffer.byteLength(value.text ?? ''));
      const encoded = encodedEntries(root).map(([, value]) => Buffer.byteLength(unfolded(value.text ?? ''), 'base64'));
      const bytes = [...plain, ...encoded].reduce((sum, size) => sum + size, 0);
      if (bytes > MAX_CONFIG_BYTES) {
        yield root
          .at('data')
          .fault(
            `the data takes ${bytes} bytes, more than the ${MAX_CONFIG_BYTES} of a ${kind}; compress it, split it, or fetch it in the pod`,
          );
      }
    },
  }),

  ...forTypes(['v1/ConfigMap'], {
    *'config-key-twice'({ root }) {
      for (const [key, value] of root.at('binaryData').members) {
        if (root.at('data', key).exists) {
          yield value.fault(`the key ${shown(key)} is in data as well; keep one of them`);
        }
      }
    },
  }),

  ...forTypes(['v1/Secret'], {
    *'secret-key'({ root }) {
      const keys = configKeys(root);
      const type = root.at('type').text ?? 'Opaque';
      for (const key of SECRET_KEYS[type] ?? []) {
        if (!keys.includes(key)) {
          yield root.at('data').fault(`a Secret of type ${type} needs the key ${shown(key)}; add it`);
        }
      }
    },
  }),
};

/** The keys that a ConfigMap or Secret offers. */
export function configKeys(root: Field): string[] {
  return ['data', 'binaryData', 'stringData'].flatMap((part) => root.at(part).members.map(([key]) => key));
}

type Entry = readonly [key: string, value: Field];

function isSecret(root: Field): boolean {
  return root.at('kind').text === 'Secret';
}

/** Values that stand as they are. */
function plainEntries(root: Field): readonly Entry[] {
  return root.at(isSecret(root) ? 'stringData' : 'data').members;
}

/** Values that stand in base64. */
function encodedEntries(root: Field): readonly Entry[] {
  return root.at(isSecret(root) ? 'data' : 'binaryData').members;
}

function unfolded(text: string): string {
  return text.replaceAll(/[\r\n]/g, '');
}
