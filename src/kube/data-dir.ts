import type { Problems } from '../errors';

/** Mount point of a workload's volume. */
export const DATA_DIR = '/data';

/** Reports a folder that is not below the volume: what is written there is lost with the pod, or cannot be written. */
export function checkDataDir(problems: Problems, prop: string, dir: string | undefined): void {
  if (dir === undefined || /^\/data(\/[\w-][\w.-]*)+$/.test(dir)) return;
  problems.error('INVALID_DATA_DIR', prop, `"${dir}" is not below the volume`, `Write it like ${DATA_DIR}/mine: the volume is mounted at ${DATA_DIR}`);
}
