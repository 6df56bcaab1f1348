import { isNative, mountsOf, type PodAdditions, type PodParts } from './additions';
import type { k8s } from './k8s';
import type { PodOverrides } from './pod-overrides';
import { checkPorts, type Port } from './ports';
import { weaknesses, type SecurityLevel, type Weakness } from './weaknesses';
import type { Problems } from '../errors';

type Options = PodAdditions & { readonly podOverrides?: PodOverrides };

/** A pod before and after the user's additions. */
export interface CheckedPod {
  readonly own: PodParts;
  /** The pod as it would be without `options`. */
  readonly before: k8s.PodSpec;
  /** The pod as it is emitted. */
  readonly spec: k8s.PodSpec;
  readonly options: Options;
  /** Ports that the programs listen on. */
  readonly listeners: readonly Port[];
  /** Volumes that are claimed for each pod, which the pod itself does not list. */
  readonly claims?: readonly string[];
  /** Containers of other pods of the workload's construct. */
  readonly elsewhere?: readonly string[];
  readonly level: SecurityLevel;
}

const CODES: Readonly<Record<SecurityLevel, string>> = { baseline: 'NOT_BASELINE', restricted: 'NOT_RESTRICTED' };
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reports what of the user's additions the API server would refuse, or what would take the programs' own away. */
export function checkAdditions(problems: Problems, pod: CheckedPod): void {
  const given = givenContainers(pod);
  checkContainers(problems, pod, given);
  const running = runningOf(pod, given);
  checkPorts(problems, [...pod.listeners, ...addedPorts(running)]);
  checkPortNames(problems, pod, running);
  checkVolumes(problems, pod, given);
  checkMounts(problems, pod);
  checkLevel(problems, pod, given);
}

/** A container that the construct does not make, and the prop that it comes from. */
interface Given {
  readonly prop: string;
  readonly container: k8s.Container;
}

function ownContainers({ prepare = [], initContainers = [], containers }: PodParts): readonly k8s.Container[] {
  return [...prepare, ...initContainers, ...containers];
}

function listed({ sidecars = [], initContainers = [] }: Options): readonly Given[] {
  return [
    ...sidecars.map((container, index) => ({ prop: `sidecars[${index}]`, container })),
    ...initContainers.map((container, index) => ({ prop: `initContainers[${index}]`, container })),
  ];
}

/** Those that `podOverrides` adds are told from changed ones by their names. */
function givenContainers({ own, spec, options }: CheckedPod): readonly Given[] {
  const added = listed(options);
  const known = new Set([...ownContainers(own), ...added.map(({ container }) => container)].map(({ name }) => name));
  const others = [...(spec.initContainers ?? []), ...spec.containers].filter(({ name }) => !known.has(name));
  return [...added, ...others.map((container) => ({ prop: 'podOverrides', container }))];
}

/** Where a field of an added container is: in `podOverrides`, containers have no numbers that mean anything. */
const at = (prop: string, field: string): string => (prop === 'podOverrides' ? prop : `${prop}.${field}`);

function checkContainers(problems: Problems, { own, spec }: CheckedPod, given: readonly Given[]): void {
  const taken = new Set(ownContainers(own).map(({ name }) => name));
  const names = [...taken].join(', ');
  const images = new Map([...(spec.initContainers ?? []), ...spec.containers].map(({ name, image }) => [name, image]));
  for (const { prop, container: { name, restartPolicy } } of given) {
    // In podOverrides, every field may be left out.
    if (!name) {
      problems.error('INVALID_NAME', at(prop, 'name'), `a container has no name; the pod's own are ${names}`, 'Name the one that is meant');
      continue;
    }
    if (!DNS_LABEL.test(name)) problems.error('INVALID_NAME', at(prop, 'name'), `"${name}" is not a DNS label`, 'Use at most 63 lower-case letters, digits and "-"');
    if (taken.has(name)) problems.error('CONTAINER_CLASH', at(prop, 'name'), `the pod has a container "${name}" already`, 'Give it another name; podOverrides changes the container that is there');
    taken.add(name);
    if (!images.get(name)) problems.error('MISSING_IMAGE', at(prop, 'image'), `the container "${name}" is none of the pod's own, ${names}, and has no image`, 'Give it one, best by digest, or put its name right');
    if (prop.startsWith('initContainers') && restartPolicy !== undefined) {
      problems.error('NATIVE_SIDECAR', at(prop, 'restartPolicy'), 'an init container ends before the programs start', "Put it into sidecars, where restartPolicy: 'Always' makes a native sidecar");
    }
  }
}

/** Those that run beside the programs: an init container has ended before they listen. */
function runningOf({ spec }: CheckedPod, given: readonly Given[]): readonly Given[] {
  const ended = new Set((spec.initContainers ?? []).filter((container) => !isNative(container)).map(({ name }) => name));
  return given.filter(({ container }) => !ended.has(container.name));
}

function addedPorts(given: readonly Given[]): readonly Port[] {
  return given.flatMap(({ prop, container: { name, ports = [] } }) =>
    ports.map(({ name: port, containerPort, protocol }) => ({ name: port ?? name, port: containerPort, protocol: protocol === 'UDP' ? 'UDP' : 'TCP', prop: at(prop, 'ports') })));
}

/** @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#containerport-v1-core */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** A Service leads to a port by its name. */
function checkPortNames(problems: Problems, { listeners }: CheckedPod, given: readonly Given[]): void {
  for (const { prop, container } of given) {
    const own = new Set(listeners.map(({ name }) => name));
    for (const { name } of container.ports ?? []) {
      if (name === undefined) continue;
      if (!PORT_NAME.test(name)) problems.error('INVALID_NAME', at(prop, 'ports'), `"${name}" is no name of a port`, 'Use at most 15 lower-case letters, digits and single "-", and at least one letter');
      if (own.has(name)) problems.error('PORT_CLASH', at(prop, 'ports'), `the port name "${name}" is taken, and Services would lead to either`, 'Give it another name; one that ends in "-metrics" is scraped');
      own.add(name);
    }
  }
}

function checkVolumes(problems: Problems, { own, spec, options, claims = [] }: CheckedPod, given: readonly Given[]): void {
  const taken = new Set([...(own.volumes ?? []).map(({ name }) => name), ...claims]);
  for (const [index, { volume: { name } }] of (options.extraVolumes ?? []).entries()) {
    const prop = `extraVolumes[${index}].volume.name`;
    if (!DNS_LABEL.test(name)) problems.error('INVALID_NAME', prop, `"${name}" is not a DNS label`, 'Use at most 63 lower-case letters, digits and "-"');
    if (taken.has(name)) problems.error('VOLUME_CLASH', prop, `the pod has a volume "${name}" already`, 'Give it another name; podOverrides replaces the volume that is there');
    taken.add(name);
  }
  if (spec.volumes?.some(({ name }) => !name)) problems.error('INVALID_NAME', 'podOverrides', 'a volume has no name', 'Name it, or the one that it is to replace');
  const known = new Set([...(spec.volumes ?? []).map(({ name }) => name), ...claims]);
  for (const { prop, container } of given) {
    for (const { name } of container.volumeMounts ?? []) {
      if (!known.has(name)) problems.error('UNKNOWN_VOLUME', at(prop, 'volumeMounts'), `the pod has no volume "${name}"`, `Add it to extraVolumes; there are ${[...known].join(', ') || 'none'}`);
    }
  }
}

function checkMounts(problems: Problems, { own, options: { extraVolumes = [] }, elsewhere = [] }: CheckedPod): void {
  const containers = ownContainers(own);
  const names = new Set(containers.map(({ name }) => name));
  for (const [index, { mount, containers: wanted = [] }] of extraVolumes.entries()) {
    const place = `extraVolumes[${index}]`;
    for (const name of wanted) {
      if (!names.has(name) && !elsewhere.includes(name)) problems.error('UNKNOWN_CONTAINER', `${place}.containers`, `the pod has no container "${name}" to mount it in`, `There are ${[...names].join(', ')}; sidecars have volumeMounts of their own`);
    }
    if (mount && !/^\/+[^/:][^:]*$/.test(mount.mountPath)) problems.error('INVALID_PATH', `${place}.mount.mountPath`, `"${mount.mountPath}" is no absolute path of a folder`, 'Begin it with a slash, name a folder below the root, and leave colons out');
  }
  const reported = new Set<string>();
  for (const container of containers) {
    const mounts: { readonly mountPath: string; readonly readOnly?: boolean; readonly name: string }[] = [...(container.volumeMounts ?? [])];
    for (const extra of mountsOf(own, extraVolumes, container.name)) {
      const { mountPath } = extra.mount;
      const prop = `extraVolumes[${extraVolumes.findIndex(({ volume, mount }) => volume === extra.volume && mount === extra.mount)}].mount.mountPath`;
      const other = mounts.find((each) => clash(mountPath, each));
      if (other && !reported.has(prop)) problems.error('MOUNT_CLASH', prop, `container "${container.name}" has volume "${other.name}" at ${other.mountPath}, which ${mountPath} would hide or could not be made in`, 'Mount it elsewhere, or at a path below a volume that is written to');
      if (other) reported.add(prop);
      mounts.push({ mountPath, readOnly: extra.mount.readOnly, name: extra.volume.name });
    }
  }
}

const folder = (path: string): string => `${path.replace(/\/+$/, '')}/`;

/** Whether a mount would lie on or above another, or below one in which no folder can be made for it. */
function clash(path: string, other: { readonly mountPath: string; readonly readOnly?: boolean }): boolean {
  return folder(other.mountPath).startsWith(folder(path)) || (other.readOnly === true && folder(path).startsWith(folder(other.mountPath)));
}

const keyOf = ({ container, what }: Weakness): string => `${container} ${what}`;

/** Warns of what the user's own makes of a pod that met its level. */
function checkLevel(problems: Problems, { before, spec, options, level }: CheckedPod, given: readonly Given[]): void {
  const known = new Set(weaknesses(before, level).map(keyOf));
  const added = weaknesses(spec, level).filter((weakness) => !known.has(keyOf(weakness)));
  const props = new Map(given.map(({ prop, container }) => [container.name, at(prop, 'securityContext')]));
  const byWhat = new Map<string, { readonly level: SecurityLevel; readonly prop: string; readonly what: string; readonly containers: string[] }>();
  for (const { container, what, level: violated } of added) {
    const prop = props.get(container) ?? (what.startsWith('a volume') && options.extraVolumes ? 'extraVolumes' : 'podOverrides');
    const entry = byWhat.get(`${prop} ${what}`) ?? { level: violated, prop, what, containers: [] };
    byWhat.set(`${prop} ${what}`, { ...entry, containers: [...entry.containers, container] });
  }
  for (const { level: violated, prop, what, containers } of byWhat.values()) {
    const named = containers.filter(Boolean);
    problems.warn(CODES[violated], prop, `the pod no longer meets the Pod Security Standard ${violated}: ${named.length > 0 ? `of ${named.join(', ')}, ` : ''}${what}`, 'Leave it out, or label the namespace for a weaker standard');
  }
}
