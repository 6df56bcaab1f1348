import type { GoObject } from './go-object';
import type { HostExecution, PlaygroundDependency, PlaygroundService } from './model';
import { readFiles, readVolumes } from './read-mounts';
import { dnsName } from './names';
import { parseTemplate } from './parse-template';
import { readPorts } from './read-ports';
import { readReadyCheck } from './read-ready-check';
import type { Template } from './template';
import { checkEnvName } from '../kube';

const CONDITIONS: Readonly<Record<string, PlaygroundDependency['condition']>> = {
  '': 'started',
  service_started: 'started',
  service_healthy: 'healthy',
};

/**
 * One service of the manifest, by itself: dependencies are as written, and `healthSidecar` may name a service that is
 * not there.
 */
export function readService(service: GoObject): PlaygroundService {
  const name = service.string('name');
  if (name === '' && typeof (service.value('name') ?? '') === 'string') {
    service.problems.error('INVALID_NAME', service.at('name'), 'the service has no name', 'Give the manifest.json that builder-playground wrote, unchanged');
  }
  const labels = service.stringMap('labels');
  const image = imageOf(service);
  const hostExecution = hostExecutionOf(service, labels, image);
  return {
    name,
    dnsName: dnsName(name),
    image,
    entrypoint: service.string('entrypoint') || undefined,
    args: service.strings('args').map((arg, i) => templateAt(service, `args[${i}]`, arg)),
    env: envOf(service),
    ports: readPorts(service),
    files: readFiles(service),
    volumes: readVolumes(service, name),
    dependsOn: service.objects('depends_on').flatMap((dependency) => readDependency(dependency) ?? []),
    readyCheck: readReadyCheck(service, hostExecution),
    healthSidecar: labels['health-check-sidecar'],
    labels,
    metricsPath: labels.metrics_path ?? '/metrics',
    ungracefulShutdown: service.boolean('ungraceful_shutdown'),
    hostExecution,
  };
}

function templateAt(service: GoObject, field: string, source: string): Template {
  return parseTemplate(service.problems, service.at(field), source);
}

function envOf(service: GoObject): PlaygroundService['env'] {
  return Object.fromEntries(
    Object.entries(service.stringMap('env')).map(([name, value]) => {
      checkEnvName(service.problems, service.at('env'), name);
      return [name, templateAt(service, `env.${name}`, value)];
    }),
  );
}

function readDependency(dependency: GoObject): PlaygroundDependency | undefined {
  const service = dependency.string('Name');
  const written = dependency.string('Condition');
  const condition = Object.hasOwn(CONDITIONS, written) ? CONDITIONS[written] : undefined;
  if (condition) return { service, condition };
  dependency.problems.error('INVALID_CONDITION', dependency.at('Condition'), `"${written}" is no condition`, 'Use service_healthy or service_started');
  return undefined;
}

/** The tool joins image and tag with a colon, whatever they are, so one without the other starts nowhere. */
function imageOf(service: GoObject): string | undefined {
  const image = service.string('image');
  const tag = service.string('tag');
  if (image !== '' && tag !== '') return `${image}:${tag}`;
  if (image !== tag) {
    const [there, missing] = image === '' ? ['tag', 'image'] : ['image', 'tag'];
    service.problems.error('INVALID_IMAGE', service.at(missing), `the service has a field "${there}" and no "${missing}"`, `Give the service a field "${missing}" in the recipe, and write the folder anew`);
  }
  return undefined;
}

function hostExecutionOf(service: GoObject, labels: Readonly<Record<string, string>>, image: string | undefined): HostExecution | undefined {
  const path = service.string('host_path');
  if (path !== '') return { kind: 'binary', path };
  if (service.boolean('lifecycle_hooks')) {
    return {
      kind: 'commands',
      init: service.strings('init'),
      start: service.string('start') || undefined,
      stop: service.strings('stop'),
      dir: service.string('recipe_dir') || undefined,
    };
  }
  if (labels['use-host-execution'] === 'true') return { kind: 'release' };
  return image === undefined ? { kind: 'no-image' } : undefined;
}
