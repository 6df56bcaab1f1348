import type { Manifest } from '../../../src/testing';
import { untyped, type EmittedContainer } from '../../support/fixtures';
import { sorted, type Check, type Running } from './compose';
import { podSpec } from './pod';

interface Probe {
  readonly exec?: { readonly command: readonly string[] };
  readonly httpGet?: { readonly port: number; readonly path: string };
  readonly tcpSocket?: { readonly port: number };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** A service of a pod, with what it is on its Service. */
export interface Emitted extends Running {
  /** Names of the containers that are up before it starts; those with a check are healthy. */
  readonly after: readonly string[];
  /** Number in the pod by the one on the Service, such as `8545/tcp`. */
  readonly targets: Readonly<Record<string, number>>;
}

/** What a chart with one playground pod runs, by the name of the container. */
export function emittedServices(manifests: readonly Manifest[], deployment: string): Readonly<Record<string, Emitted>> {
  const pod = podSpec(manifests, deployment);
  const sidecars = pod.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const copies = copiesOf(pod.initContainers.find(({ name }) => name === 'prepare'));
  const describe = (container: EmittedContainer, after: readonly EmittedContainer[]): [string, Emitted] => {
    const targets = targetsOf(manifests, container.name);
    const mounts = container.volumeMounts ?? [];
    const [startup, readiness] = [container.startupProbe, container.readinessProbe].map((probe) => untyped<Probe | undefined>(probe));
    return [container.name, {
      image: container.image,
      entrypoint: container.command ?? [],
      command: container.args ?? [],
      env: Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value ?? ''])),
      files: Object.fromEntries(mounts.flatMap(({ name, mountPath, subPath = '' }) => (name === 'artifacts' ? [[mountPath, subPath]] : copies.has(subPath) ? [[mountPath, `copy of ${copies.get(subPath)}`]] : []))),
      volumes: Object.fromEntries(mounts.flatMap(({ name, mountPath, subPath = '' }) => (name === 'data' && !copies.has(subPath) ? [[mountPath, subPath]] : []))),
      ports: sorted(Object.keys(targets)),
      check: startup && checkOf(startup, readiness),
      waitsFor: {},
      graceSeconds: Number(pod.terminationGracePeriodSeconds),
      after: after.map(({ name }) => name),
      targets,
    }];
  };
  return Object.fromEntries([...sidecars.map((container, i) => describe(container, sidecars.slice(0, i))), ...pod.containers.map((container) => describe(container, sidecars))]);
}

/** Folders that the first container copies for one service alone, by the name of the copy. */
function copiesOf(prepare: EmittedContainer | undefined): ReadonlyMap<string, string> {
  const script = prepare?.command?.at(-1) ?? '';
  return new Map([...script.matchAll(/cp -R '\/artifacts\/([^']+)' '\/data\/([^']+)\.part'/g)].map(([, artifact = '', copy = '']) => [copy, artifact]));
}

function targetsOf(manifests: readonly Manifest[], name: string): Readonly<Record<string, number>> {
  const found = manifests.find(({ kind, metadata }) => kind === 'Service' && untyped<{ name: string }>(metadata).name === name);
  const { ports } = untyped<{ ports: readonly { port: number; protocol: string; targetPort: number }[] }>(found?.spec ?? { ports: [] });
  return Object.fromEntries(ports.map(({ port, protocol, targetPort }) => [`${port}/${protocol.toLowerCase()}`, targetPort]));
}

function checkOf({ exec, httpGet, tcpSocket, periodSeconds, timeoutSeconds, failureThreshold }: Probe, readiness: Probe | undefined): Check {
  const command = exec?.command ?? (httpGet ? ['GET', `${httpGet.port}${httpGet.path}`] : ['TCP', String(tcpSocket?.port)]);
  return { command, periodSeconds, timeoutSeconds, startupFailures: failureThreshold, failures: readiness?.failureThreshold };
}
