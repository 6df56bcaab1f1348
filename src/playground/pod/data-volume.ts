import { Size } from 'cdk8s';
import { ARTIFACTS_DIR, type ArtifactVolume } from './artifact-volume';
import type { MountPlan, ServicePlan } from '../plan';
import { Storage, quoted, type k8s, type PrepareStep } from '../../kube';

/** Where a playground keeps its data: the names of the first plan of this tool, or storage of your own measure. */
export type PlaygroundStorage = 'local-path' | 'pvc' | 'ephemeral' | Storage;

/** The folder of the node and the size that the first plan chose. */
const NAMED: Readonly<Record<Extract<PlaygroundStorage, string>, () => Storage>> = {
  'local-path': () => Storage.hostPath('/data/builder-playground'),
  pvc: () => Storage.claim({ size: Size.gibibytes(10) }),
  ephemeral: () => Storage.ephemeral(),
};

export const STORAGE_NAMES: readonly string[] = Object.keys(NAMED);

/** The storage that a name stands for. */
export function storageOf(storage: PlaygroundStorage): Storage {
  return typeof storage === 'string' ? NAMED[storage]() : storage;
}

const VOLUME = 'data';
const DATA_DIR = '/data';
/** A file on storage that outlives the pods: which chain's data it holds. */
const MARK = `${DATA_DIR}/.genesis`;

/** The pod's volume for all that services write. @param claimName the claim, where the storage is one */
export function dataVolumes(storage: Storage, claimName: string): readonly k8s.Volume[] {
  if (storage.kind === 'claim') return [{ name: VOLUME, persistentVolumeClaim: { claimName } }];
  // The images run as root, to whom the kubelet gives a folder that it makes.
  if (storage.path !== undefined) return [{ name: VOLUME, hostPath: { path: storage.path, type: 'DirectoryOrCreate' } }];
  return storage.volumes(VOLUME);
}

/** One volume holds the volumes of all services, each in a folder of its name. */
export function dataMount(plan: Extract<MountPlan, { kind: 'volume' | 'copy' }>): k8s.VolumeMount {
  return { name: VOLUME, mountPath: plan.mountPath, subPath: plan.kind === 'copy' ? plan.copy : plan.volume };
}

/** Makes the copies that services write into, once; a pod that starts again finds them as they were left. */
export function copySteps(services: readonly ServicePlan[], artifacts: ArtifactVolume): readonly PrepareStep[] {
  const copies = services.flatMap(({ mounts }) => mounts.filter((mount) => mount.kind === 'copy'));
  return copies.map(({ artifact, copy }) => {
    const [source, target] = [quoted(`${ARTIFACTS_DIR}/${artifact}`), `${DATA_DIR}/${copy}`];
    const [part, done] = [quoted(`${target}.part`), quoted(target)];
    return {
      script: `if [ ! -e ${done} ]; then rm -rf ${part}; mkdir -p "$(dirname ${done})"; cp -R ${source} ${part}; mv ${part} ${done}; fi`,
      mounts: [artifacts.mount, { name: VOLUME, mountPath: DATA_DIR }],
    };
  });
}

/** Stops a pod that finds the data of another chain: clients begin with theirs and fail much later, or never say why. */
export function guardSteps(storage: Storage, genesisTime: number | undefined): readonly PrepareStep[] {
  if (storage.kind === 'ephemeral' || genesisTime === undefined) return [];
  return [{
    script: [
      `if [ -e ${MARK} ] && [ "$(cat ${MARK})" != ${genesisTime} ]; then`,
      `  echo "The volume holds the data of a chain whose genesis is at $(cat ${MARK}), not ${genesisTime}. Empty it, or take another one."; exit 1`,
      'fi',
      `echo ${genesisTime} > ${MARK}`,
    ].join('\n'),
    mounts: [{ name: VOLUME, mountPath: DATA_DIR }],
  }];
}
