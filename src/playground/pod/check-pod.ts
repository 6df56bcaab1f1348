import { STORAGE_NAMES, storageOf } from './data-volume';
import type { BuilderPlaygroundProps, Exposure, PlaygroundServiceOptions } from './pod-props';
import { containerResources } from './service-container';
import { externalName } from './service-objects';
import type { Playground } from '../model';
import { checkNoLiteralKeys } from '../../keys';
import { Storage, checkChoice, checkEnvName, checkName, checkReference, checkResources, checkStorage } from '../../kube';
import type { Problems } from '../../errors';

/** What Kubernetes allows for the name of a Service. */
const MAX_LABEL = 63;
const EXPOSURES = ['NodePort', 'LoadBalancer'] as const;

/** Reports what is wrong with the props by themselves. */
export function checkPlaygroundProps(problems: Problems, props: BuilderPlaygroundProps, name: string): void {
  const { services = {}, storage, resources, imagePullPolicy } = props;
  checkName(problems, 'name', name);
  if (!(storage instanceof Storage)) checkChoice(problems, 'storage', storage, STORAGE_NAMES);
  if (storage instanceof Storage || STORAGE_NAMES.includes(storage ?? 'ephemeral')) checkStorage(problems, 'storage', storageOf(storage ?? 'ephemeral'));
  checkChoice(problems, 'imagePullPolicy', imagePullPolicy, ['Always', 'IfNotPresent', 'Never']);
  for (const [index, secret] of (props.imagePullSecrets ?? []).entries()) checkReference(problems, `imagePullSecrets[${index}]`, secret);
  checkResources(problems, 'resources', containerResources(resources, undefined));
  props.artifacts?.check(problems, 'artifacts');
  for (const [service, own] of Object.entries(services)) {
    const { run } = own;
    checkChoice(problems, `services.${service}.run`, typeof run === 'object' ? undefined : run, ['container', 'skip']);
    checkChoice(problems, `services.${service}.expose.type`, own.expose?.type, EXPOSURES);
    for (const variable of Object.keys(own.env ?? {})) checkEnvName(problems, `services.${service}.env`, variable);
    if (own.resources) checkResources(problems, `services.${service}.resources`, containerResources(resources, own.resources));
  }
  checkNoLiteralKeys(problems, 'services', services);
}

/** Reports ports that cannot be exposed, and names that two Services would have. */
export function checkExposed(problems: Problems, { services }: Playground, options: Readonly<Record<string, PlaygroundServiceOptions>>): void {
  const names = new Set(services.map(({ dnsName }) => dnsName));
  const nodePorts = new Map<number, string>();
  for (const service of services) {
    const { expose, run } = options[service.name] ?? {};
    if (!expose) continue;
    const prop = `services.${service.name}.expose`;
    if (run !== undefined && run !== 'container') problems.error('NOT_RUNNING', prop, `"${service.name}" does not run in the pod`, 'Leave it out');
    const name = externalName(service.dnsName);
    if (names.has(name)) problems.error('NAME_CLASH', prop, `there is a service "${name}" already`, 'Rename one of them in the recipe');
    if (name.length > MAX_LABEL) problems.error('NAME_TOO_LONG', prop, `"${name}" has ${name.length} characters, and Kubernetes leaves room for ${MAX_LABEL}`, 'Shorten the name of the service in the recipe');
    const labels = [...new Set(service.ports.map((port) => port.name))];
    if (labels.length === 0) problems.error('UNKNOWN_PORT', prop, `"${service.name}" declares no port`, 'Leave it out');
    checkLabels(problems, prop, service.name, labels, expose);
    for (const [label, port] of Object.entries(expose.nodePorts ?? {})) {
      const other = nodePorts.get(port);
      if (!Number.isInteger(port) || port < 1 || port > 65535) problems.error('INVALID_PORT', `${prop}.nodePorts.${label}`, `${port} is not a port`, 'Use a number from 30000 to 32767, unless the cluster has another range');
      else if (other !== undefined) problems.error('PORT_CLASH', `${prop}.nodePorts.${label}`, `${other} has the port ${port} of the nodes already`, 'Give each a number of its own');
      nodePorts.set(port, `${service.name}.${label}`);
    }
  }
}

function checkLabels(problems: Problems, prop: string, service: string, labels: readonly string[], { ports, nodePorts = {} }: Exposure): void {
  const places = [...(ports ?? []).map((label, i) => [`ports[${i}]`, label] as const), ...Object.keys(nodePorts).map((label) => [`nodePorts.${label}`, label] as const)];
  for (const [place, label] of labels.length === 0 ? [] : places) {
    if (!labels.includes(label)) problems.error('UNKNOWN_PORT', `${prop}.${place}`, `the service "${service}" has no port "${label}"`, `Its ports are ${labels.join(', ')}`);
  }
  if (ports?.length === 0) problems.error('UNKNOWN_PORT', `${prop}.ports`, 'the list is empty', 'Name a port, or leave the list out');
}
