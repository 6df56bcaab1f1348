import type { Construct } from 'constructs';
import { k8s } from './k8s';
import { labelsOf, type Identity } from './labels';
import { MAX_CONFIG_BYTES } from './limits';
import type { Problems } from '../errors';

/** Reports contents that no API server would take. */
export function checkConfigSize(problems: Problems, prop: string, bytes: number): void {
  if (bytes <= MAX_CONFIG_BYTES) return;
  problems.error(
    'CONFIG_TOO_LARGE',
    prop,
    `the ConfigMap would hold ${bytes} bytes, and takes at most ${MAX_CONFIG_BYTES}`,
    'Serve it with ConfigSource.fromUrl and a checksum, or put it on a volume and use ConfigSource.fromClaim',
  );
}

export interface ConfigMapSpec {
  readonly name: string;
  readonly identity: Identity;
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, Buffer>>;
}

export function configMap(scope: Construct, id: string, { name, identity, data, binaryData }: ConfigMapSpec): k8s.KubeConfigMap {
  return new k8s.KubeConfigMap(scope, id, {
    metadata: { name, labels: labelsOf(identity) },
    data,
    binaryData: binaryData && Object.fromEntries(Object.entries(binaryData).map(([key, bytes]) => [key, bytes.toString('base64')])),
  });
}
