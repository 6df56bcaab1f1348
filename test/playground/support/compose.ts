import { parse } from 'yaml';
import { shellWords } from '../../../src/playground/plan/shell-words';
import { untyped } from '../../support/fixtures';

/** What runs, and what it sees: in the terms of both Docker Compose and a pod. */
export interface Running {
  readonly image: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Artifact by the path in the container. */
  readonly files: Readonly<Record<string, string>>;
  /** Volume by the path in the container. */
  readonly volumes: Readonly<Record<string, string>>;
  /** What others reach it on, as `8545/tcp`, in order. */
  readonly ports: readonly string[];
  readonly check?: Check;
  /** The service that it waits for, and until when. */
  readonly waitsFor: Readonly<Record<string, string>>;
  readonly graceSeconds: number;
}

export interface Check {
  readonly command: readonly string[];
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row before it is up at all. */
  readonly startupFailures: number;
  /** Failures in a row after which it is down. @default it stays up */
  readonly failures?: number;
}

/** A service of docker-compose.yaml, all scalars as text. */
interface ComposeService {
  readonly image: string;
  readonly entrypoint?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[]; readonly interval?: string; readonly timeout?: string; readonly retries?: string; readonly start_period?: string };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly stop_grace_period?: string;
}

/** Every key of a service in the file, and those that have no counterpart in a pod, with the reason. */
export const COMPARED: readonly string[] = ['image', 'entrypoint', 'command', 'environment', 'volumes', 'ports', 'healthcheck', 'depends_on', 'stop_grace_period'];
export const WITHOUT_COUNTERPART: Readonly<Record<string, string>> = {
  labels: 'they are for the tool itself to find its containers again',
  networks: 'a pod has one network',
  extra_hosts: 'there is no Docker host: the prop dockerHost gives an address where one is meant',
};

/** The folder in which the tool keeps what it bind-mounts, and that it mounts as a whole. */
const OUTPUT = '/home/user/.local/state/builder-playground/sessions/swift-otter';
const OLD_OUTPUT = '/home/user/.local/state/builder-playground/devnet';

const inOutput = (source: string): string | undefined => [OUTPUT, OLD_OUTPUT].find((folder) => source === folder || source.startsWith(`${folder}/`));

/** The services of a docker-compose.yaml. The file leaves hex unquoted here and there, so that no scalar is taken for a number. */
export function composeServices(text: string): Readonly<Record<string, Running & { readonly keys: readonly string[] }>> {
  const { services } = untyped<{ services: Readonly<Record<string, ComposeService>> }>(parse(text, { schema: 'failsafe' }));
  return Object.fromEntries(Object.entries(services).map(([name, service]) => [name, { ...running(service), keys: Object.keys(service) }]));
}

function running({ image, entrypoint = '', command = [], environment = {}, volumes = [], ports = [], healthcheck, depends_on: waits = {}, stop_grace_period: grace = '10s' }: ComposeService): Running {
  const mounts = volumes.map((volume) => volume.split(':')).map(([source = '', target = '']) => [target, source] as const);
  return {
    image,
    entrypoint: shellWords(entrypoint) ?? [],
    command,
    env: environment,
    files: Object.fromEntries(mounts.flatMap(([target, source]) => (inOutput(source) === undefined ? [] : [[target, source.slice((inOutput(source) ?? '').length + 1)]]))),
    // A volume of Docker's goes by its name, and a folder of the tool's by its last part.
    volumes: Object.fromEntries(mounts.flatMap(([target, source]) => (inOutput(source) === undefined ? [[target, source.split('/').at(-1) ?? '']] : []))),
    ports: sorted(ports.map((port) => port.split(':').at(-1) ?? '').map((port) => (port.endsWith('/udp') ? port : `${port}/tcp`))),
    check: healthcheck && {
      command: healthcheck.test[0] === 'CMD' ? healthcheck.test.slice(1) : ['/bin/sh', '-c', ...healthcheck.test.slice(1)],
      periodSeconds: seconds(healthcheck.interval ?? '30s'),
      timeoutSeconds: seconds(healthcheck.timeout ?? '30s'),
      startupFailures: Math.ceil(seconds(healthcheck.start_period ?? '0s') / seconds(healthcheck.interval ?? '30s')) + Number(healthcheck.retries ?? 3),
      failures: Number(healthcheck.retries ?? 3),
    },
    waitsFor: Object.fromEntries(Object.entries(waits).map(([name, { condition }]) => [name, condition])),
    graceSeconds: seconds(grace),
  };
}

/** Seconds of a duration such as `10m0s`. */
function seconds(duration: string): number {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...duration.matchAll(/([\d.]+)(ms|h|m|s)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? Number.NaN), 0);
}

export function sorted(items: readonly string[]): readonly string[] {
  const copy = [...new Set(items)];
  copy.sort((a, b) => (a < b ? -1 : 1));
  return copy;
}
