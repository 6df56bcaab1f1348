import { isIP } from 'node:net';
import { reportUnknownService } from '../dependencies';
import type { HostExecution, Playground, PlaygroundService } from '../model';
import type { PlanOptions, ServicePlanOptions } from './plan-options';
import type { Problems } from '../../errors';

/** Where the services of a manifest run. */
export interface SelectedServices {
  /** In a container. What they wait for is among them. */
  readonly running: readonly PlaygroundService[];
  /** Elsewhere, by name. */
  readonly external: ReadonlyMap<string, ExternalService>;
}

export interface ExternalService {
  readonly service: PlaygroundService;
  readonly host: string;
  /** Numbers of its ports there, by name. */
  readonly ports: Readonly<Record<string, number>>;
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/i;

/** Decides where each service runs; reports those for which the user has to decide, and options that fit no service. */
export function selectServices(problems: Problems, { services }: Playground, options: PlanOptions['services'] = {}): SelectedServices {
  const names = services.map(({ name }) => name);
  for (const name of Object.keys(options)) if (!names.includes(name)) reportUnknownService(problems, `services.${name}`, name, names);
  const skipped = new Set(names.filter((name) => options[name]?.run === 'skip'));
  // Who watches a service that is not there would wait forever.
  for (const { name, healthSidecar } of services) if (skipped.has(name) && healthSidecar !== undefined) skipped.add(healthSidecar);
  const external = new Map<string, ExternalService>();
  const running: PlaygroundService[] = [];
  for (const service of services) {
    if (skipped.has(service.name)) continue;
    const { run } = options[service.name] ?? {};
    if (typeof run === 'object') {
      checkExternal(problems, service, run);
      external.set(service.name, { service, host: run.external, ports: { ...run.ports } });
    } else {
      running.push(asContainer(problems, service, options[service.name] ?? {}));
    }
  }
  if (running.length === 0) problems.error('NOTHING_RUNS', 'services', 'no service is left to run in a container', 'Skip fewer of them');
  const here = new Set(running.map(({ name }) => name));
  return { external, running: running.map((service) => ({ ...service, dependsOn: service.dependsOn.filter((dependency) => here.has(dependency.service)) })) };
}

function checkExternal(problems: Problems, service: PlaygroundService, { external, ports = {} }: Exclude<NonNullable<ServicePlanOptions['run']>, string>): void {
  const prop = `services.${service.name}.run`;
  if (isIP(external) === 0 && !HOST_NAME.test(external)) {
    problems.error('INVALID_ADDRESS', `${prop}.external`, `"${external}" is neither an IP address nor a host name`, 'Write it like 10.0.0.5 or builder.example, without scheme and port');
  }
  const names = service.ports.map(({ name }) => name);
  for (const [name, port] of Object.entries(ports)) {
    if (!names.includes(name)) problems.error('UNKNOWN_PORT', `${prop}.ports.${name}`, `the service "${service.name}" has no port "${name}"`, names.length === 0 ? 'It declares none' : `Its ports are ${names.join(', ')}`);
    if (!Number.isInteger(port) || port < 1 || port > 65535) problems.error('INVALID_PORT', `${prop}.ports.${name}`, `${port} is not a port`, 'Use a whole number from 1 to 65535');
  }
}

function asContainer(problems: Problems, service: PlaygroundService, { run, image = service.image }: ServicePlanOptions): PlaygroundService {
  const { name, hostExecution } = service;
  if (hostExecution && run === undefined) {
    problems.error(
      'HOST_EXECUTION',
      `services.${name}.run`,
      `"${name}" did not run in a container: ${describe(hostExecution)}`,
      `Set services.${name}.run to 'skip', to 'container'${image === undefined ? ' with an image' : ''}, or to { external: '<address>' } where it runs`,
    );
  } else if (image === undefined) {
    problems.error('NO_IMAGE', `services.${name}.image`, `"${name}" has no image to run`, `Set services.${name}.image to an image with a tag`);
  } else if (!/^\S+$/.test(image)) {
    problems.error('INVALID_IMAGE', `services.${name}.image`, `"${image}" is no image`, 'Write it like ghcr.io/paradigmxyz/reth:v1.9.3');
  } else if (hostExecution?.kind === 'commands') {
    problems.warn('LIFECYCLE_HOOKS', `services.${name}`, `the shell commands of "${name}" do not run in its container`, 'Do what they do in the image, or run the service elsewhere');
  }
  return { ...service, image };
}

function describe(execution: HostExecution): string {
  switch (execution.kind) {
    case 'binary':
      return 'it is a program on the machine of the folder\'s author';
    case 'commands':
      return 'shell commands start and stop it';
    case 'release':
      return 'the tool downloads a release of it';
    case 'no-image':
      return 'it has no image';
  }
}
