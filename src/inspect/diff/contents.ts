import { gunzipSync } from 'node:zlib';
import { compareValues } from './compare';
import type { FieldChange } from './difference';
import { isJsonObject, memberOf } from '../../testing/json';
import type { Manifest } from '../../testing/manifest';
import { sorted } from '../../testing/sorted';

/** More than the largest genesis.json; what unpacks to more is compared as it is. */
const MOST_BYTES = 512 * 2 ** 20;
const FIELDS = ['data', 'binaryData'] as const;

const withoutFiles = (manifest: Manifest): object => ({ ...manifest, data: undefined, binaryData: undefined });

/**
 * The changes of a ConfigMap, with the JSON files in it compared member by member: packed ones (`….gz`) are unpacked, so
 * that a fork time stands as `binaryData[genesis.json.gz].config.karstTime`.
 */
export function compareConfigMaps(before: Manifest, after: Manifest): readonly FieldChange[] {
  return [...compareValues(withoutFiles(before), withoutFiles(after)), ...FIELDS.flatMap((field) => compareFiles(before[field], after[field], field))];
}

function compareFiles(before: unknown, after: unknown, field: (typeof FIELDS)[number]): readonly FieldChange[] {
  if (!isJsonObject(before) || !isJsonObject(after)) return compareValues(before, after, [field]);
  return sorted(new Set([...Object.keys(before), ...Object.keys(after)])).flatMap((file) => {
    const [old, now] = [memberOf(before, file), memberOf(after, file)];
    const whole = compareValues(old, now, [field, file]);
    if (whole.length === 0) return [];
    const [oldJson, newJson] = [jsonOf(old, field, file), jsonOf(now, field, file)];
    const inside = oldJson && newJson ? compareValues(oldJson, newJson, [field, file]) : [];
    // The same written differently is a change of the file still.
    return inside.length > 0 ? inside : whole;
  });
}

/** The object that a file of JSON holds. */
export function jsonOf(value: unknown, field: string, file: string): object | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const bytes = field === 'binaryData' ? Buffer.from(value, 'base64') : undefined;
    const text = bytes ? (file.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes).toString('utf8') : value;
    const json: unknown = text.trimStart().startsWith('{') ? JSON.parse(text) : undefined;
    return isJsonObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
