import type { MountPlan } from './plan';
import type { PlaygroundService } from '../model';
import { expressionsOf } from '../template';

/** Where Compose mounts the whole output folder. */
export const OUTPUT_DIR = '/artifacts';

/** Folders of the output folder that programs write into: the validator client keeps its state beside its keys. */
const WRITTEN: readonly string[] = ['data_validator'];

/** What a service mounts, in the order of the manifest. @param output whether the whole output folder is wanted */
export function planMounts(service: PlaygroundService, output: boolean): readonly MountPlan[] {
  const { files, volumes, args, env } = service;
  const written = (path: string, mountPath: string): boolean => WRITTEN.includes(path) || volumes.some((volume) => volume.mountPath.startsWith(`${mountPath}/`));
  const mounts: MountPlan[] = [
    ...files.map(({ mountPath, artifact }): MountPlan =>
      written(artifact, mountPath) ? { kind: 'copy', mountPath, artifact, copy: copyName(service, artifact) } : { kind: 'artifact', mountPath, artifact }),
    ...volumes.map(({ mountPath, volume }): MountPlan => ({ kind: 'volume', mountPath, volume })),
  ];
  const asked = output || expressionsOf([...args, ...Object.values(env)]).some(({ kind }) => kind === 'dir');
  if (asked && !mounts.some(({ mountPath }) => mountPath === OUTPUT_DIR)) mounts.push({ kind: 'output', mountPath: OUTPUT_DIR });
  return mounts;
}

/** No volume of the manifest has such a name: they begin with `volume-`. */
function copyName({ dnsName }: PlaygroundService, artifact: string): string {
  return `copies/${dnsName}/${artifact}`;
}
