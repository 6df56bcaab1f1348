import { readFileSync } from 'node:fs';
import { Duration } from 'cdk8s';
import { UsageError } from './definition';
import { didYouMean, nearest } from '../errors';
import { SecretValue } from '../keys/secret-value';
import { parseQuantity } from '../kube/quantity';
import { sizeOf } from '../kube/size';
import { Storage, type ClaimOptions } from '../kube/storage';
import { Artifacts } from '../playground/pod/artifacts';
import type { BuilderPlaygroundPodProps, PlaygroundServiceOptions } from '../playground/pod/pod-props';
import { isJsonList, isJsonObject, jsonType, memberOf, type JsonObject } from '../testing/json';
import { parseYaml } from '../testing/yaml-text';

/** What the chart takes, apart from the folder. */
export type PlaygroundValues = Partial<Omit<BuilderPlaygroundPodProps, 'output'>> & { readonly namespace?: string; readonly labels?: Readonly<Record<string, string>>; readonly strict?: boolean };

/** How a value of a file becomes the prop; `undefined` where it has the wrong form. */
type Reader = (value: unknown) => unknown;

const as = (type: 'string' | 'boolean' | 'number'): Reader => (value) => (typeof value === type ? value : undefined);
const object: Reader = (value) => (isJsonObject(value) ? value : undefined);
const list: Reader = (value) => (isJsonList(value) ? value : undefined);
const texts: Reader = (value) => (isJsonList(value) && value.every((each) => typeof each === 'string') ? value : undefined);
const mapOf = (read: Reader): Reader => (value) => {
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value).map(([key, each]) => [key, read(each)] as const);
  return entries.some(([, each]) => each === undefined) ? undefined : Object.fromEntries(entries);
};
const text = as('string');

/** The props of the chart, and how each is written in a file; names as in the chart. */
const PROPS: Readonly<Record<Exclude<keyof PlaygroundValues, 'now'>, Reader>> = {
  namespace: text, name: text, labels: mapOf(text), strict: as('boolean'),
  storage: (value) => (typeof value === 'string' ? value : isJsonObject(value) ? storageOf(value) : undefined),
  artifacts: (value) => (isJsonObject(value) ? artifactsOf(value) : undefined),
  mountOutput: as('boolean'), dockerHost: text, rewrite: mapOf(text), nativeSidecars: as('boolean'), sidecarReadiness: as('boolean'), toolbox: text,
  resources: object, imagePullPolicy: text, imagePullSecrets: texts, podSecurityContext: object,
  nodeSelector: mapOf(text), tolerations: list, affinity: object, priorityClassName: text, serviceAccountName: text, podLabels: mapOf(text), podAnnotations: mapOf(text), secretVersion: text,
  terminationGracePeriod: (value) => (typeof value === 'number' ? Duration.seconds(value) : undefined),
  podOverrides: object, annotations: mapOf(text),
  sidecars: list, initContainers: list, extraVolumes: list,
  services: object,
};

const SERVICE: Readonly<Record<keyof PlaygroundServiceOptions, Reader>> = {
  run: (value) => (typeof value === 'string' || typeof memberOf(value, 'external') === 'string' ? value : undefined),
  image: text, extraArgs: texts, resources: object, securityContext: object, expose: object,
  env: mapOf((value) => (typeof value === 'string' ? value : secretOf(value))),
};

/**
 * The props that a file of YAML or JSON has, by their names. What is no plain value is written like this: `storage` as
 * one of its names, or with `size`, `storageClass` and `accessModes`, or with `hostPath`; `artifacts` with `claim`,
 * `hostPath` or `image`, and a `path`; `terminationGracePeriod` in seconds; a variable from a Secret with `secret` and `key`.
 *
 * @throws UsageError that names the value that is wrong
 */
export function playgroundValues(file: string): PlaygroundValues {
  const [document, ...others] = parseYaml(readFileSync(file, 'utf8'));
  if (others.length > 0) throw new UsageError(`${file} has more than one document`);
  if (!isJsonObject(document)) throw new UsageError(`${file} holds ${document === undefined ? 'nothing' : jsonType(document)}, and no props of the chart`);
  const { services, ...props } = readAll(document, PROPS, file, '');
  return { ...props, ...(isJsonObject(services) && { services: Object.fromEntries(Object.entries(services).map(([name, own]) => [name, serviceOf(own, file, `services.${name}`)])) }) };
}

function serviceOf(value: unknown, file: string, at: string): PlaygroundServiceOptions {
  if (!isJsonObject(value)) throw new UsageError(`${file}: ${at} is ${jsonType(value)}, and should be an object`);
  return readAll(value, SERVICE, file, `${at}.`);
}

function readAll(values: JsonObject, readers: Readonly<Partial<Record<string, Reader>>>, file: string, at: string): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => {
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (!reader) throw new UsageError(`${file}: there is no "${at}${key}". ${didYouMean(nearest(Object.keys(readers), key)) ?? `There are ${Object.keys(readers).join(', ')}`}`);
    const read = reader(value);
    if (read === undefined) throw new UsageError(`${file}: ${at}${key} has not the form that it should: it is ${jsonType(value)}`);
    return [key, read];
  }));
}

function storageOf({ hostPath, size, storageClass, accessModes, ...rest }: JsonObject): Storage | undefined {
  if (Object.keys(rest).length > 0) return undefined;
  if (typeof hostPath === 'string') return Storage.hostPath(hostPath);
  if (typeof size !== 'string' || parseQuantity(size) === undefined || (accessModes !== undefined && !areAccessModes(accessModes))) return undefined;
  return Storage.claim({ size: sizeOf(size), ...(typeof storageClass === 'string' && { storageClass }), ...(accessModes !== undefined && { accessModes }) });
}

function areAccessModes(value: unknown): value is NonNullable<ClaimOptions['accessModes']> {
  return isJsonList(value) && value.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod' || mode === 'ReadWriteMany');
}

function artifactsOf({ claim, hostPath, image, path, ...rest }: JsonObject): Artifacts | undefined {
  const below = typeof path === 'string' ? path : undefined;
  if (Object.keys(rest).length > 0) return undefined;
  if (typeof claim === 'string') return Artifacts.claim(claim, below);
  if (typeof hostPath === 'string') return Artifacts.hostPath(hostPath);
  return typeof image === 'string' ? Artifacts.image(image, below) : undefined;
}

function secretOf(value: unknown): SecretValue | undefined {
  const [secret, key] = [memberOf(value, 'secret'), memberOf(value, 'key')];
  return typeof secret === 'string' && typeof key === 'string' ? SecretValue.fromSecret(secret, key) : undefined;
}
