import type { GoObject } from '../go-object';
import { quoted } from '../../kube';
import { nanosecondsOf } from '../../kube/go-duration';

/** The volume that stands for the output folder. */
export const ARTIFACTS = 'artifacts';

const CONDITIONS: Readonly<Record<string, string>> = { running: 'service_started', healthy: 'service_healthy' };

/** A service of a resource as manifest.json would have it, so that one reader reads both. */
export function manifestService(service: GoObject): Readonly<Record<string, unknown>> {
  const labels = {
    ...service.stringMap('labels'),
    ...labelled('health-check-sidecar', service.string('healthCheckSidecar')),
    ...labelled('metrics_path', service.string('metricsPath')),
    ...labelled('use-host-execution', service.boolean('useHostExecution') ? 'true' : ''),
  };
  const lifecycle = service.object('hostExecution')?.object('lifecycle');
  return {
    ...imageOf(service),
    name: service.string('name'),
    entrypoint: entrypointOf(service.strings('entrypoint')),
    args: service.strings('args'),
    env: service.stringMap('env'),
    ports: service.objects('ports').map((port) => ({ name: port.string('name'), port: port.integer('port'), Protocol: port.string('protocol') })),
    depends_on: service.objects('dependencies').map((dependency) => ({ Name: dependency.string('name'), Condition: CONDITIONS[dependency.string('condition')] ?? '' })),
    ready_check: readyCheckOf(service.object('readyCheck')),
    files_mapped: Object.fromEntries(filesOf(service)),
    volumes_mapped: Object.fromEntries(volumesOf(service)),
    labels,
    ungraceful_shutdown: service.boolean('ungracefulShutdown'),
    host_path: service.object('hostExecution')?.string('path') ?? '',
    lifecycle_hooks: lifecycle !== undefined,
    init: lifecycle?.strings('init'),
    start: lifecycle?.string('start'),
    stop: lifecycle?.strings('stop'),
    recipe_dir: lifecycle?.string('dir'),
  };
}

/** Whether a service mounts the output folder as a whole, as the first draft has it for every service. */
export function mountsOutput(service: GoObject): boolean {
  return service.objects('volumes').some((volume) => volume.string('name') === ARTIFACTS && volume.string('subPath') === '');
}

function labelled(label: string, value: string): Readonly<Record<string, string>> {
  return value === '' ? {} : { [label]: value };
}

/** The manifest always has both; a tag may stand in the image too, and may be missing altogether. */
function imageOf(service: GoObject): object {
  const image = service.string('image');
  if (image === '') return {};
  const tag = service.string('tag');
  const reference = tag === '' ? image : `${image}:${tag}`;
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/') ? { image: reference.slice(0, colon), tag: reference.slice(colon + 1) } : { image: reference, tag: 'latest' };
}

/** The first draft wrote what a shell has to split as one word; several words are split already. */
function entrypointOf(words: readonly string[]): string {
  return words.length === 1 ? (words[0] ?? '') : words.map(quoted).join(' ');
}

function readyCheckOf(check: GoObject | undefined): object | undefined {
  return (
    check && {
      query_url: check.string('queryURL'),
      test: check.strings('test'),
      interval: nanosecondsOf(check.string('interval')),
      timeout: nanosecondsOf(check.string('timeout')),
      start_period: nanosecondsOf(check.string('startPeriod')),
      retries: check.integer('retries'),
    }
  );
}

function filesOf(service: GoObject): readonly (readonly [mountPath: string, artifact: string])[] {
  return [
    ...service.objects('files').map((file) => [file.string('mountPath'), file.string('artifact')] as const),
    ...service.objects('volumes').flatMap((volume) => (volume.string('subPath') === '' ? [] : [[volume.string('mountPath'), volume.string('subPath')] as const])),
  ];
}

/** In the manifest, a volume that services share is one that no service owns. */
function volumesOf(service: GoObject): readonly (readonly [mountPath: string, volume: object])[] {
  return service.objects('volumes').flatMap((volume) => {
    const name = volume.string('name');
    return name === ARTIFACTS ? [] : [[volume.string('mountPath'), { Name: `shared:${name}` }] as const];
  });
}
