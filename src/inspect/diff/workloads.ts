import type { ObjectName } from './difference';
import { nameOf } from './match-objects';
import { argumentsOf } from '../arguments';
import { componentOf, lastPart, runOf, type Run } from '../container-run';
import { components, type Component } from '../../compatibility/components';
import type { Field } from '../../testing/field';
import { kubeObject } from '../../testing/kube-object';
import type { Manifest } from '../../testing/manifest';
import { podOf, type Container, type Pod } from '../../testing/pod';

/** What a pod does for a rollup. */
export type Role = 'sequencer' | 'replica' | 'batcher' | 'proposer' | 'challenger';

/** A container with the program that runs in it. */
export interface Program extends Omit<Run, 'imageName' | 'line' | 'variables'> {
  readonly name: string;
  /** Path of the container in the manifest. */
  readonly path: string;
  /** `undefined` for what is none of the OP Stack's programs. */
  readonly component?: Component;
  /** What the flags and the program's own variables set, by {@link settingName}. */
  readonly settings: ReadonlyMap<string, string>;
}

export interface Workload {
  readonly object: ObjectName;
  readonly manifest: Manifest;
  readonly pod: Pod;
  readonly programs: readonly Program[];
  readonly role?: Role;
  /** `undefined` where an autoscaler decides. */
  readonly replicas?: number;
}

const ROLES: readonly string[] = ['sequencer', 'replica', 'batcher', 'proposer', 'challenger'];
const EXECUTION: readonly (Component | undefined)[] = ['op-geth', 'op-reth'];
const CONSENSUS: readonly (Component | undefined)[] = ['op-node', 'kona-node'];
const SIGNERS: readonly (Component | undefined)[] = ['op-batcher', 'op-proposer', 'op-challenger'];

export const isExecution = ({ component }: Program): boolean => EXECUTION.includes(component);
export const isConsensus = ({ component }: Program): boolean => CONSENSUS.includes(component);

/** What a workload is part of; empty where its labels do not say. */
export const networkOf = ({ manifest }: Workload): string => kubeObject(manifest).root.at('metadata', 'labels', 'app.kubernetes.io/part-of').text ?? '';

/** The objects that make pods. */
export function workloadsOf(manifests: readonly Manifest[]): readonly Workload[] {
  return manifests.flatMap((manifest) => workloadOf(manifest) ?? []);
}

export function workloadOf(manifest: Manifest): Workload | undefined {
  const object = kubeObject(manifest);
  const pod = podOf(object);
  if (!pod) return undefined;
  const programs = pod.containers.map(programOf);
  return { object: nameOf(manifest), manifest, pod, programs, role: roleOf(object.root, programs), replicas: object.root.at('spec', 'replicas').number };
}

/** The same for a flag and for its variable: `--l2.enginekind` and `OP_NODE_L2_ENGINE_KIND` are `l2enginekind`. */
export function settingName(written: string): string {
  return written.toLowerCase().replace(/[^a-z0-9]/g, '');
}

export function setting(program: Program, ...flags: readonly string[]): string | undefined {
  return flags.map((flag) => program.settings.get(settingName(flag))).find((value) => value !== undefined);
}

/** Whether a switch is on: `true`, in whatever way it was written. */
export function isOn(program: Program, flag: string): boolean {
  return /^(?:true|1|t)$/i.test(setting(program, flag) ?? '');
}

function roleOf(root: Field, programs: readonly Program[]): Role | undefined {
  const labels = root.at('metadata', 'labels');
  const component = labels.at('app.kubernetes.io/component').text ?? '';
  const ours = labels.at('app.kubernetes.io/managed-by').text === 'cdk8s-op-stack';
  if (ours && isRole(component)) return component;
  const signer = programs.find((program) => SIGNERS.includes(program.component))?.component?.slice('op-'.length);
  if (signer !== undefined && isRole(signer)) return signer;
  const node = programs.find(isConsensus);
  if (node) return isOn(node, '--sequencer.enabled') || /^sequencer$/i.test(setting(node, '--mode') ?? '') ? 'sequencer' : 'replica';
  const execution = programs.find(isExecution);
  if (!execution) return undefined;
  // An execution client of its own: that of a sequencer forwards transactions to nobody.
  const forwards = setting(execution, '--rollup.sequencer', '--rollup.sequencerhttp', '--rollup.sequencer-http') !== undefined;
  return !forwards && /sequencer/i.test(root.at('metadata', 'name').text ?? '') ? 'sequencer' : 'replica';
}

function isRole(name: string): name is Role {
  return ROLES.includes(name);
}

function programOf(container: Container): Program {
  const { name, field } = container;
  const { imageName, line, variables, ...image } = runOf(container);
  const component = componentOf(imageName) ?? componentOf(lastPart(line[0] ?? ''));
  return { ...image, name, path: field.path.replace(/\[\d+\]$/, `[${name}]`), component, settings: settingsOf(line, variables, component) };
}

function settingsOf(line: Run['line'], variables: Run['variables'], component: Component | undefined): ReadonlyMap<string, string> {
  const prefix = component === undefined ? undefined : components[component].envPrefix;
  const settings = new Map<string, string>();
  if (prefix) for (const [name, variable] of variables) if (name.startsWith(prefix)) settings.set(settingName(name.slice(prefix.length)), valueOf(variable));
  for (const [flag, values] of argumentsOf(line).flags) {
    const [, name] = /^\$\((\w+)\)$/.exec(values[0] ?? '') ?? [];
    const variable = variables.get(name ?? '');
    settings.set(settingName(flag), variable ? valueOf(variable) : values.join(','));
  }
  return settings;
}

/** The text of a variable, or where it is from: `secret l1-endpoints/rpc`. */
function valueOf(variable: Field): string {
  for (const [source, kind] of [['secretKeyRef', 'secret'], ['configMapKeyRef', 'configMap']] as const) {
    const from = variable.at('valueFrom', source);
    if (from.exists) return `${kind} ${from.at('name').text ?? ''}/${from.at('key').text ?? ''}`;
  }
  return variable.at('value').text ?? '';
}
