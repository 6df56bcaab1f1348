import type { Construct } from 'constructs';
import { SecretRegistry } from './secret-registry';
import { nonEmpty, type Identity, type k8s } from '../../kube';

/** What a volume of the driver is mounted at where only variables are read from its Secret, which the mount brings about. */
const CSI_DIR = '/secrets-store';

/** A value that a pod reads from a Secret: as a variable of a container, or as a file of a volume. */
interface Reading {
  readonly secretName: string;
  readonly key: string;
  readonly asVariable: boolean;
}

/**
 * The pod as it is where some of its Secrets are filled from a store: it gets the volumes that the CSI driver needs, and
 * what fills each Secret is made. Read from the finished pod, so that a Secret that nobody uses is not fetched.
 */
export function withSecrets(scope: Construct, identity: Identity, template: k8s.PodTemplateSpec): k8s.PodTemplateSpec {
  const registry = SecretRegistry.of(scope);
  const csiOf = ({ secretName, key }: Reading): { readonly providerClass: string; readonly file: string } | undefined => registry.sourceOf(scope, secretName, key)?.csi;
  const { spec } = template;
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const variables = containers.flatMap(readings);
  const files = (spec?.volumes ?? []).flatMap((volume) => filesOf(volume).map((reading) => ({ volume: volume.name, ...reading })));
  for (const { secretName, key, asVariable } of [...variables, ...files]) registry.use(scope, identity, secretName, key, asVariable);

  const classesOf = (read: readonly Reading[]): string[] => [...new Set(read.flatMap((reading) => csiOf(reading)?.providerClass ?? []))];
  const direct = new Map(files.flatMap(({ volume, ...reading }) => (csiOf(reading) ? [[volume, csiOf(reading)!] as const] : [])));
  const withMounts = (container: k8s.Container): k8s.Container => {
    const mounts = (container.volumeMounts ?? []).map((mount) => fileMount(mount, spec?.volumes, direct.get(mount.name)?.file));
    const synced = classesOf(readings(container)).map((providerClass) => ({ name: volumeName(providerClass), mountPath: `${CSI_DIR}/${providerClass}`, readOnly: true }));
    return { ...container, volumeMounts: nonEmpty([...mounts, ...synced]) };
  };
  if (!spec || (direct.size === 0 && classesOf(variables).length === 0)) return template;
  return {
    ...template,
    spec: {
      ...spec,
      initContainers: spec.initContainers?.map(withMounts),
      containers: spec.containers.map(withMounts),
      volumes: [
        ...(spec.volumes ?? []).map((volume) => (direct.has(volume.name) ? csiVolume(volume.name, direct.get(volume.name)!.providerClass) : volume)),
        ...classesOf(variables).map((providerClass) => csiVolume(volumeName(providerClass), providerClass)),
      ],
    },
  };
}

function readings({ env = [] }: k8s.Container): Reading[] {
  return env.flatMap(({ valueFrom }) => (valueFrom?.secretKeyRef ? [{ secretName: valueFrom.secretKeyRef.name ?? '', key: valueFrom.secretKeyRef.key, asVariable: true }] : []));
}

function filesOf({ secret }: k8s.Volume): Reading[] {
  return (secret?.items ?? []).map(({ key }) => ({ secretName: secret?.secretName ?? '', key, asVariable: false }));
}

/** The driver names its files itself; the one that is wanted is mounted under the name that the program is told. */
function fileMount(mount: k8s.VolumeMount, volumes: readonly k8s.Volume[] | undefined, file: string | undefined): k8s.VolumeMount {
  if (file === undefined) return mount;
  const path = volumes?.find(({ name }) => name === mount.name)?.secret?.items?.[0]?.path;
  return { ...mount, mountPath: `${mount.mountPath}/${path}`, subPath: file };
}

function csiVolume(name: string, providerClass: string): k8s.Volume {
  return { name, csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: providerClass } } };
}

function volumeName(providerClass: string): string {
  return `csi-${providerClass}`;
}
