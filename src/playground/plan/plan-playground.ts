import { isIP } from 'node:net';
import { NetworkMap } from './network-map';
import type { PlaygroundPlan, PodPlan, ServicePlan } from './plan';
import { planCheck } from './plan-check';
import { planMounts } from './plan-mounts';
import type { PlanOptions } from './plan-options';
import { ServiceText } from './plan-text';
import { selectServices, type SelectedServices } from './select-services';
import { shellWords } from './shell-words';
import { checkGenesisAge } from './stale-genesis';
import { startOrder } from './start-order';
import type { Playground, PlaygroundService } from '../model';
import { reportUnknownService } from '../dependencies';
import type { Problems } from '../../errors';

const MOVING_TAGS: ReadonlySet<string> = new Set(['latest', 'main', 'master', 'dev', 'develop', 'edge', 'nightly', 'unstable', 'stable', 'canary']);

/**
 * Works out what a playground is on Kubernetes: where each service runs, on which ports, with which words, and in which
 * order. Reports what cannot be done there, and warns of what will be different.
 */
export function planPlayground(problems: Problems, playground: Playground, options: PlanOptions = {}): PlaygroundPlan {
  const selected = selectServices(problems, playground, options.services);
  const pods = podsOf(problems, selected.running, options.pods);
  const network = new NetworkMap(problems, selected, pods, playground.artifacts);
  checkOptions(problems, playground, options);
  const found = new Set<string>();
  const services = selected.running.map((service) => planService(problems, playground, network, service, options, (key) => found.add(key)));
  for (const key of Object.keys(options.rewrite ?? {})) {
    if (!found.has(key)) problems.error('UNUSED_REWRITE', 'rewrite', `no argument and no variable has "${key}" in it`, 'Write the text as it stands in manifest.json, or leave it out');
  }
  if (options.now !== undefined) checkGenesisAge(problems, playground, options.now.getTime() / 1000, services.flatMap(({ args }) => args));
  const floating = services.filter((service) => service.floating);
  if (floating.length > 0) {
    problems.warn('FLOATING_TAG', 'services', `the tags of ${floating.map(({ service, image }) => `${service} (${image})`).join(', ')} may stand for other images tomorrow`, 'Set services.<name>.image to an image with a fixed tag or a digest');
  }
  return {
    services,
    pods: pods.map((names, pod) => planPod(playground, selected, services, names, pod, options)),
    external: [...selected.external.values()].map(({ service, host }) => ({ service: service.name, name: service.dnsName, host })),
  };
}

/** The running services by pod, in the order of the manifest. */
function podsOf(problems: Problems, running: readonly PlaygroundService[], pods: PlanOptions['pods']): readonly (readonly string[])[] {
  const names = running.map(({ name }) => name);
  if (!pods) return names.length === 0 ? [] : [names];
  const owner = new Map<string, number>();
  for (const [pod, members] of pods.entries()) {
    for (const name of members) {
      if (owner.has(name)) problems.error('TWO_PODS', `pods[${pod}]`, `"${name}" is in two pods`, 'Name it once');
      owner.set(name, pod);
    }
  }
  const given = pods.map((_, pod) => names.filter((name) => owner.get(name) === pod)).filter((members) => members.length > 0);
  return [...given, ...names.filter((name) => !owner.has(name)).map((name) => [name])];
}

function checkOptions(problems: Problems, { services, setup }: Playground, { pods = [], dockerHost, now }: PlanOptions): void {
  const names = services.map(({ name }) => name);
  for (const [pod, members] of pods.entries()) {
    for (const name of members) if (!names.includes(name)) reportUnknownService(problems, `pods[${pod}]`, name, names);
  }
  if (dockerHost !== undefined && isIP(dockerHost) === 0) {
    problems.error('INVALID_ADDRESS', 'dockerHost', `"${dockerHost}" is no IP address`, 'Give the address of the machine, as the pods reach it');
  }
  if (now !== undefined && Number.isNaN(now.getTime())) problems.error('INVALID_TIME', 'now', 'this is no time', "Give a valid Date, e.g. new Date('2026-03-04T12:00:00Z')");
  if (setup.length > 0) {
    problems.warn('SETUP_COMMANDS', 'setup', `the recipe runs ${setup.length === 1 ? 'a shell command' : `${setup.length} shell commands`} on its author's machine first, and nothing runs them here`, 'Run them before the output folder is read');
  }
}

function planService(problems: Problems, playground: Playground, network: NetworkMap, service: PlaygroundService, options: PlanOptions, rewritten: (key: string) => void): ServicePlan {
  const { name, image = '', entrypoint, readyCheck } = service;
  const own = options.services?.[name] ?? {};
  const text = new ServiceText(problems, playground, network, service, options, rewritten);
  const command = entrypoint === undefined ? undefined : shellWords(text.plain('entrypoint', entrypoint));
  if (entrypoint !== undefined && command === undefined) {
    problems.error('INVALID_ENTRYPOINT', `services.${name}.entrypoint`, 'a quote in it is not closed', 'Close it in the recipe');
  }
  const check = readyCheck && planCheck(readyCheck, (word) => text.plain('ready_check', word));
  if (readyCheck && !check) problems.error('INVALID_READY_CHECK', `services.${name}.ready_check.query_url`, `"${readyCheck.url}" is no URL`, 'Write it like http://localhost:8545');
  return {
    service: name,
    name: service.dnsName,
    pod: network.podOf(name),
    image,
    floating: isFloating(image),
    command: command && command.length > 0 ? command : undefined,
    args: [...text.args(), ...(own.extraArgs ?? [])],
    env: { ...text.env(), ...own.env },
    listeners: network.listenersOf(name),
    check,
    healthSidecarOf: playground.services.find(({ healthSidecar }) => healthSidecar === name)?.name,
    mounts: planMounts(service, options.mountOutput === true),
    dependsOn: service.dependsOn,
    metricsPath: service.metricsPath,
  };
}

function isFloating(image: string): boolean {
  // What follows the colon of a digest is none of the tags.
  const last = image.slice(image.lastIndexOf('/') + 1);
  const tag = last.includes(':') ? last.slice(last.indexOf(':') + 1) : 'latest';
  return MOVING_TAGS.has(tag);
}

function planPod(playground: Playground, { running, external }: SelectedServices, services: readonly ServicePlan[], names: readonly string[], pod: number, { dockerHost }: PlanOptions): PodPlan {
  const { first, rest } = startOrder(running.filter(({ name }) => names.includes(name)), playground.bootnode?.service);
  const plans = (of: readonly string[]): readonly ServicePlan[] => of.flatMap((name) => services.find((service) => service.service === name && service.pod === pod) ?? []);
  const elsewhere = [...external.values()].filter(({ service, host }) => isIP(host) !== 0 && isHostName(service));
  const local = running.filter((service) => names.includes(service.name) && isHostName(service)).map(({ name }) => name);
  const aliases = new Map<string, readonly string[]>();
  const alias = (ip: string, name: string): unknown => aliases.set(ip, [...(aliases.get(ip) ?? []), name]);
  for (const name of local) alias('127.0.0.1', name);
  for (const { service, host } of elsewhere) alias(host, service.name);
  if (dockerHost !== undefined) alias(dockerHost, 'host.docker.internal');
  return {
    sidecars: plans(first),
    containers: plans(rest),
    hostAliases: [...aliases].map(([ip, hostnames]) => ({ ip, hostnames })),
  };
}

/** Names with `_` are none, and nothing speaks to those who have them. */
function isHostName({ name, dnsName }: PlaygroundService): boolean {
  return name.toLowerCase() === dnsName;
}
