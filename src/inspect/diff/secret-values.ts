import { createHash } from 'node:crypto';
import { wordOf } from './difference';
import { holdsSecret } from '../../errors';
import { redactor } from '../../errors/redact';
import { isJsonObject, memberOf, type JsonObject } from '../../testing/json';
import type { Manifest } from '../../testing/manifest';

/** kubectl keeps the whole object in it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Names of settings whose value is the secret itself; a path or a name of something is none. */
const SECRET_NAME = /private[-._]?key|mnemonic|password|passphrase|pass(?:wd)?$|api[-._]?key|access[-._]?key|token$|jwt[-._]?secret|[-._]secret$|sequencer[-._]?key|priv[-._]?raw|nodekeyhex|credential|authorization|header|bearer|(?:^|[-._])auth$/i;
/** `name: value`, `name = value`, `--name value` and the like, as they stand in files, scripts and headers. */
const ASSIGNED = /(?<head>(?<![\w.-])(?:--?(?<flag>[a-z][\w.-]*)(?:=|[^\S\n]+)|["']?(?<name>[a-z_][\w.-]*)["']?\s*[:=][^\S\n]*))(?<value>"[^"\n]*"|'[^'\n]*'|[^\s"',;]+)/gi;
/** What a header says of who asks, and a token that is signed. */
const CREDENTIALS = /\b(Bearer\s+|Basic\s+)[\w+/=.~-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]*/gi;
/** Values in hex that look like keys and are public. */
const PUBLIC_NAME = /hash|root|scalar|overhead|params|prestate|digest|checksum|network-files|sha256|topic|block/i;
const ANY_URL = /\b(?:https?|wss?):\/\/[^\s"'<>]+/gi;
const REDACTED = '<secret>';

/**
 * The manifest with fingerprints in the place of what a Secret holds: another value still shows as another one, and
 * nothing that goes on from here can print it.
 */
export function withoutSecrets(manifest: Manifest): Manifest {
  if (manifest.kind !== 'Secret' || manifest.apiVersion !== 'v1') return manifest;
  const fields = { data: fingerprints(contentsOf(manifest)), stringData: undefined };
  const annotations = memberOf(manifest.metadata, 'annotations');
  const applied = memberOf(annotations, LAST_APPLIED);
  if (applied === undefined || !isJsonObject(manifest.metadata) || !isJsonObject(annotations)) return { ...manifest, ...fields };
  return { ...manifest, ...fields, metadata: { ...manifest.metadata, annotations: { ...annotations, [LAST_APPLIED]: fingerprint(applied) } } };
}

/** A value as it may be shown: keys, mnemonics and the secret parts of URLs are taken out. */
export function safeText(at: readonly string[], value: unknown): string {
  const text = wordOf(value);
  if (text.startsWith(FINGERPRINT)) return REDACTED;
  // An element of `env` is called by its key, and its value stands below.
  const name = (at.filter((key) => key !== 'value').at(-1) ?? '').replace(/^\[|\]$/g, '');
  if (SECRET_NAME.test(name) && mayBeSecret(text) && !at.includes('valueFrom')) return REDACTED;
  if (holdsSecret(text) && !PUBLIC_NAME.test(name) && !at.includes('alloc')) return REDACTED;
  return redactor(text.match(ANY_URL) ?? [])(withoutAssigned(text.replace(CREDENTIALS, (_, scheme: string | undefined) => `${scheme ?? ''}${REDACTED}`)));
}

/** A path, a switch and a port are none, and what a variable holds does not stand there. */
function mayBeSecret(text: string): boolean {
  return !/^(?:[./][\w./-]*|true|false|\d{1,5}|\$[({]?\w+[)}]?)$/.test(text);
}

/** Files, scripts and headers name their secrets too. */
function withoutAssigned(text: string): string {
  return text.replace(ASSIGNED, (whole: string, head: string, flag: string | undefined, name: string | undefined, value: string) =>
    (SECRET_NAME.test(flag ?? name ?? '') && mayBeSecret(value.replace(/^["']|["']$/g, '')) ? `${head}${REDACTED}` : whole));
}

const FINGERPRINT = 'fingerprint:';

/** As the API server keeps it: text counts more, and is encoded. */
function contentsOf({ data, stringData }: Manifest): JsonObject {
  const texts = Object.entries(isJsonObject(stringData) ? stringData : {}).map(([key, text]) => [key, Buffer.from(wordOf(text)).toString('base64')] as const);
  return { ...(isJsonObject(data) ? data : {}), ...Object.fromEntries(texts) };
}

function fingerprints(members: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, fingerprint(value)]));
}

function fingerprint(value: unknown): string {
  return `${FINGERPRINT}${createHash('sha256').update(JSON.stringify(value) ?? '').digest('hex')}`;
}
