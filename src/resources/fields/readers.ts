import { Duration, type Size } from 'cdk8s';
import { oneOf, type Problems } from '../../errors';
import { Jwt, SecretValue, Signer, type Url } from '../../keys';
import { checkChoice, checkCount, isPlainObject, kindOf, parseQuantity, type PodSecurity, type ResourceAmounts, type Resources } from '../../kube';
import { nanosecondsOf } from '../../kube/go-duration';
import { sizeOf } from '../../kube/size';
import { ConfigSource } from '../../network';

/** A value, and where it stands. */
export interface At {
  readonly problems: Problems;
  readonly path: string;
  readonly value: unknown;
}

/** Turns what stands in a field into what the prop takes; `undefined` when that is nothing, or was reported. */
export type Reader<T = unknown> = (at: At) => T | undefined;

/** Given in place of a value: the prop is to be left out, and no other field may set it. */
export const LEFT_OUT = Symbol('left out');

const NANOSECONDS_A_MILLISECOND = 1e6;
const MILLISECONDS_A_SECOND = 1000;
const GO_DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;
const NUMBER = /^\d+(?:\.\d+)?$/;

function refuse({ problems, path, value }: At, wanted: string): undefined {
  problems.error('INVALID_FIELD', path, `this is ${kindOf(value)}, not ${wanted}`, `Write ${wanted} here`);
}

/** As Kubernetes, it takes a field without a value for one that is not there. */
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

export const flag: Reader<boolean> = (at) => (typeof at.value === 'boolean' ? at.value : refuse(at, 'true or false'));

/** Text; an empty one says nothing. */
export const text: Reader<string> = (at) => (typeof at.value === 'string' ? at.value || undefined : refuse(at, 'text'));

/** The plan writes some numbers as text. */
function numeric({ value }: At): unknown {
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
}

export const number: Reader<number> = (at) => {
  const value = numeric(at);
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(at, 'a number');
};

export const whole: Reader<number> = (at) => {
  const value = number(at);
  checkCount(at.problems, at.path, value, 0);
  return value;
};

export const choice = (...choices: readonly string[]): Reader<string> => (at) => {
  const value = text(at);
  checkChoice(at.problems, at.path, value, choices);
  return choices.find((each) => each === value);
};

const durationOf = (step: number, wanted: string): Reader<Duration> => (at) => {
  const { value } = at;
  if (typeof value !== 'string' || !GO_DURATION.test(value)) return refuse(at, wanted);
  const milliseconds = nanosecondsOf(value) / NANOSECONDS_A_MILLISECOND;
  const sound = Number.isSafeInteger(milliseconds) && milliseconds % step === 0;
  if (!sound) at.problems.error('INVALID_FIELD', at.path, `this is no whole number of ${step === 1 ? 'milliseconds' : 'seconds'}`, `Write ${wanted} here`);
  return sound ? Duration.millis(milliseconds) : undefined;
};

/** A duration as Go writes it. */
export const duration = durationOf(1, 'a duration such as 250ms, 12s or 1h30m');
/** One that becomes a whole number of seconds. */
export const seconds = durationOf(MILLISECONDS_A_SECOND, 'a duration such as 12s, 10m or 1h30m');

const listOf = <T>(item: Reader<T>, what: string): Reader<readonly T[]> => (at) => {
  if (!Array.isArray(at.value)) return refuse(at, what);
  return at.value.flatMap((value: unknown, index) => item({ ...at, value, path: `${at.path}[${index}]` }) ?? []);
};

export const texts = listOf(text, 'a list of texts');

/** A list, or text with commas between its items; an empty one says nothing. */
export const textsOrText: Reader<readonly string[]> = (at) => {
  if (typeof at.value !== 'string') return listOf(text, 'text, or a list of texts')(at);
  const items = at.value.split(',').map((item) => item.trim()).filter(Boolean);
  return items.length > 0 ? items : undefined;
};

type Members<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/** An object of which all fields are known; those in `required` must be there. */
function objectOf<T extends object>(members: Members<T>, required: readonly (keyof T & string)[] = []): Reader<T> {
  const names = Object.keys(members);
  const readers: Readonly<Record<string, Reader>> = members;
  return (at) => {
    const { problems, path, value } = at;
    if (!isPlainObject(value)) return refuse(at, `an object with ${names.join(', ')}`);
    const given = Object.entries(value).filter(([, member]) => !isAbsent(member));
    for (const [name] of given) if (!Object.hasOwn(readers, name)) unknownField(problems, `${path}.${name}`, name, names);
    const missing = required.filter((name) => isAbsent(value[name]) || value[name] === '');
    for (const name of missing) problems.error('MISSING_FIELD', `${path}.${name}`, 'the field is missing', 'Add it');
    const read = given.flatMap(([name, member]) => {
      const one = Object.hasOwn(readers, name) ? readers[name]?.({ problems, path: `${path}.${name}`, value: member }) : undefined;
      return one === undefined ? [] : [[name, one] as const];
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each member was read by the reader of its type
    return missing.length > 0 ? undefined : (Object.fromEntries(read) as T);
  };
}

/** Text of any names, as labels are. */
export const textMap: Reader<Readonly<Record<string, string>>> = (at) => {
  if (!isPlainObject(at.value)) return refuse(at, 'an object of texts');
  const read = Object.entries(at.value).flatMap(([name, value]) => {
    if (typeof value !== 'string') refuse({ ...at, path: `${at.path}.${name}`, value }, 'text');
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(read);
};

const keyRef = objectOf<{ readonly name: string; readonly key: string }>({ name: text, key: text }, ['name', 'key']);

export const secret: Reader<SecretValue> = (at) => {
  const ref = keyRef(at);
  return ref && SecretValue.fromSecret(ref.name, ref.key);
};

export const signer: Reader<Signer> = (at) => {
  const value = secret(at);
  return value && Signer.privateKey(value);
};

export const jwt: Reader<Jwt> = (at) => {
  const value = secret(at);
  return value && Jwt.fromValue(value);
};

const secretUrl = objectOf<{ readonly secretRef: SecretValue }>({ secretRef: secret }, ['secretRef']);

/** A URL, or the key of a Secret that holds it. */
export const url: Reader<Url> = (at) => {
  if (typeof at.value === 'string') return at.value || undefined;
  return isPlainObject(at.value) ? secretUrl(at)?.secretRef : refuse(at, 'a URL, or an object with secretRef');
};

export const inlineFile: Reader<ConfigSource> = (at) => {
  if (typeof at.value !== 'string' && !isPlainObject(at.value)) return refuse(at, 'an object, or its JSON as text');
  return ConfigSource.inline(at.value);
};

export const configMapFile: Reader<ConfigSource> = (at) => {
  const ref = keyRef(at);
  return ref && ConfigSource.fromConfigMap(ref.name, ref.key);
};

/** `true` is what leaving the prop out means. */
export const leavesOut: Reader<typeof LEFT_OUT> = (at) => (flag(at) ? LEFT_OUT : undefined);

/** Another resource, by its name. */
export interface Reference {
  readonly name: string;
  /** @default the namespace of the resource that refers to it */
  readonly namespace?: string;
}

export const reference: Reader<Reference> = objectOf<Reference>({ name: text, namespace: text }, ['name']);

const amount: Reader<string | number> = (at) => (typeof at.value === 'number' || typeof at.value === 'string' ? at.value : refuse(at, 'an amount such as 500m or 4Gi'));

const amounts: Reader<ResourceAmounts> = (at) => {
  if (!isPlainObject(at.value)) return refuse(at, 'an object of amounts');
  const read = Object.entries(at.value).flatMap(([name, value]) => {
    const one = amount({ ...at, path: `${at.path}.${name}`, value });
    return one === undefined ? [] : [[name, one] as const];
  });
  return Object.fromEntries(read);
};

export const resources: Reader<Resources> = objectOf<Resources>({ requests: amounts, limits: amounts });

const size: Reader<Size> = (at) => {
  const { value } = at;
  const quantity = parseQuantity(value);
  return quantity !== undefined && quantity > 0n ? sizeOf(String(value)) : refuse(at, 'a size such as 500Gi');
};

/** A volume claim; what it does not say is the construct's default. */
export interface ClaimFields {
  readonly size?: Size;
  readonly storageClass?: string;
  readonly accessMode?: string;
}

export const claim: Reader<ClaimFields> = objectOf<ClaimFields>({
  size,
  storageClass: text,
  accessMode: choice('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'),
});

const seccompFields = objectOf<{ readonly type: string; readonly localhostProfile?: string }>({ type: choice('RuntimeDefault', 'Localhost'), localhostProfile: text }, ['type']);

export const seccomp: Reader<NonNullable<PodSecurity['seccompProfile']>> = (at) => {
  if (at.value === 'RuntimeDefault') return at.value;
  const fields = seccompFields(at);
  if (fields?.type !== 'Localhost') return fields && 'RuntimeDefault';
  const { localhostProfile } = fields;
  if (localhostProfile === undefined) at.problems.error('MISSING_FIELD', `${at.path}.localhostProfile`, 'the field is missing', 'Name the profile, as a path below the folder of the kubelet');
  return localhostProfile === undefined ? undefined : { localhostProfile };
};

/** Origins by themselves, or with methods, which no binary can be told. */
export const origins: Reader<readonly string[]> = (at) => {
  if (!isPlainObject(at.value)) return textsOrText(at);
  const fields = objectOf<{ readonly origins?: readonly string[]; readonly methods?: unknown }>({ origins: textsOrText, methods: ({ value }) => value })(at);
  if (fields?.methods !== undefined) ignored(at.problems, `${at.path}.methods`, 'no client has a flag for methods');
  return fields?.origins;
};

/** The port of a URL on loopback: the clients of a node share a pod. */
export const loopbackPort: Reader<number> = (at) => {
  const address = text(at);
  if (address === undefined) return undefined;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (!parsed || !/^(?:http|ws):$/.test(parsed.protocol)) return refuse(at, 'a URL such as http://127.0.0.1:8551');
  if (!isLoopback(parsed.hostname)) ignored(at.problems, at.path, 'the engine API is on loopback only: both clients share a pod');
  return isLoopback(parsed.hostname) && parsed.port !== '' ? Number(parsed.port) : undefined;
};

export const isLoopback = (host: unknown): boolean => typeof host === 'string' && /^(?:127\.|localhost$|\[?::1\]?$)/.test(host);

/** Reports a field of which nothing can be made. */
export function ignored(problems: Problems, path: string, reason: string): void {
  problems.warn('FIELD_IGNORED', path, `the field changes nothing: ${reason}`, 'Leave it out');
}

/** Reports a name that no field has. */
export function unknownField(problems: Problems, path: string, name: string, names: readonly string[]): void {
  problems.error('UNKNOWN_FIELD', path, `there is no field "${name}" here`, oneOf('fields', names, name));
}
