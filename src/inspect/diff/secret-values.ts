import { createHash } from 'node:crypto';
import { wordOf } from './difference';
import { holdsSecret } from '../../errors';
import { redactor } from '../../errors/redact';
import { isJsonObject, memberOf } from '../../testing/json';
import type { Manifest } from '../../testing/manifest';

const SECRET_FIELDS = ['data', 'stringData'] as const;
/** kubectl keeps the whole object in it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Names of settings whose value is the secret itself; a path or a name of something is none. */
const SECRET_NAME = /private[-._]?key|mnemonic|password|passphrase|api[-._]?key|token$|jwt[-._]?secret|[-._]secret$|sequencer[-._]?key|priv\.raw|nodekeyhex/i;
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
  const fields = Object.fromEntries(SECRET_FIELDS.flatMap((field) => (isJsonObject(manifest[field]) ? [[field, fingerprints(manifest[field])] as const] : [])));
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
  const name = at.filter((key) => key !== 'value').at(-1) ?? '';
  const isPath = /^[./][\w./-]*$/.test(text);
  if (SECRET_NAME.test(name) && !isPath && !at.includes('valueFrom') && !/^(?:true|false|\d{1,5})$/.test(text)) return REDACTED;
  if (holdsSecret(text) && !PUBLIC_NAME.test(name) && !at.includes('alloc')) return REDACTED;
  return redactor(text.match(ANY_URL) ?? [])(text);
}

const FINGERPRINT = 'fingerprint:';

function fingerprints(members: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, fingerprint(value)]));
}

function fingerprint(value: unknown): string {
  return `${FINGERPRINT}${createHash('sha256').update(JSON.stringify(value) ?? '').digest('hex')}`;
}
