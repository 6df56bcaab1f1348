import type { FieldChange } from './difference';
import { orderMatters, pairingOf } from './lists';
import { argumentsOf } from '../arguments';
import { isJsonList, isJsonObject, type JsonObject } from '../../testing/json';
import { sorted } from '../../testing/sorted';

/**
 * Every leaf in which two values differ. A member that is null is as good as none, lists are merged as the API server
 * merges them, and command lines are compared by flag.
 */
export function compareValues(before: unknown, after: unknown, at: readonly string[] = []): readonly FieldChange[] {
  const old = before ?? undefined;
  const now = after ?? undefined;
  if (old === now) return [];
  const both = [old, now].filter((value) => value !== undefined);
  if (both.every(isJsonList) && both.some(({ length }) => length > 0)) return compareLists(old === undefined ? [] : listOf(old), now === undefined ? [] : listOf(now), at);
  if (both.every(isFilled)) return compareObjects(objectOf(old), objectOf(now), at);
  if (both.every(isJsonObject) && both.length === 2) return compareObjects(objectOf(old), objectOf(now), at);
  if (both.every(isJsonList) && both.length === 2) return [];
  return [{ at, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
}

function compareObjects(before: JsonObject, after: JsonObject, at: readonly string[]): readonly FieldChange[] {
  const keys = sorted(new Set([...Object.keys(before), ...Object.keys(after)]));
  return keys.flatMap((key) => compareValues(own(before, key), own(after, key), [...at, key]));
}

function compareLists(before: readonly unknown[], after: readonly unknown[], at: readonly string[]): readonly FieldChange[] {
  const name = at.at(-1) ?? '';
  if ((name === 'args' || name === 'command') && isTexts(before) && isTexts(after)) return compareArguments(before, after, at);
  const pairing = pairingOf(name, [before, after]);
  if (pairing.by === 'content') return compareSets(before, after, at);
  if (pairing.by === 'index') return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => compareValues(before[index], after[index], [...at, `[${index}]`])).flat();
  const [oldKeys = [], newKeys = []] = pairing.keys;
  const old = new Map(oldKeys.map((key, index) => [key, before[index]]));
  const now = new Map(newKeys.map((key, index) => [key, after[index]]));
  const keys = sorted(new Set([...oldKeys, ...newKeys]));
  const changes = keys.flatMap((key) => compareValues(old.get(key), now.get(key), [...at, `[${key}]`]));
  const [oldOrder, newOrder] = [oldKeys.filter((key) => now.has(key)), newKeys.filter((key) => old.has(key))].map((each) => each.join(', '));
  return orderMatters(name, [before, after]) && oldOrder !== newOrder ? [...changes, { at: [...at, '[order]'], before: oldOrder, after: newOrder }] : changes;
}

/** What is on one side only; a single element on each is one that has changed. */
function compareSets(before: readonly unknown[], after: readonly unknown[], at: readonly string[]): readonly FieldChange[] {
  const gone = without(before, after);
  const come = without(after, before);
  if (gone.length === 1 && come.length === 1) return compareValues(gone[0]!.item, come[0]!.item, [...at, `[${come[0]!.index}]`]);
  return [
    ...gone.map(({ item, index }) => ({ at: [...at, `[${index}]`], before: item })),
    ...come.map(({ item, index }) => ({ at: [...at, `[${index}]`], after: item })),
  ];
}

function without(list: readonly unknown[], other: readonly unknown[]): { readonly item: unknown; readonly index: number }[] {
  const left = other.map((item) => canonical(item));
  return list.map((item, index) => ({ item, index })).filter(({ item }) => {
    const found = left.indexOf(canonical(item));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

const valueOf = (values: readonly string[] | undefined): unknown => (values?.length === 1 ? values[0] : values);

function compareArguments(before: readonly string[], after: readonly string[], at: readonly string[]): readonly FieldChange[] {
  const [old, now] = [argumentsOf(before), argumentsOf(after)];
  const flags = sorted(new Set([...old.flags.keys(), ...now.flags.keys()]));
  return [
    ...Array.from({ length: Math.max(old.words.length, now.words.length) }, (_, index) => compareValues(old.words[index], now.words[index], [...at, `[${index}]`])).flat(),
    ...flags.flatMap((flag) => compareLeaves(valueOf(old.flags.get(flag)), valueOf(now.flags.get(flag)), [...at, `[${flag}]`])),
  ];
}

/** Values that are shown as a whole, lists too. */
function compareLeaves(before: unknown, after: unknown, at: readonly string[]): readonly FieldChange[] {
  if (canonical(before) === canonical(after)) return [];
  return [{ at, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

/** The same text for the same value, in whatever order its members and the elements of its sets stand. */
export function canonical(value: unknown, name = ''): string {
  if (isJsonList(value)) {
    const items = value.map((item) => canonical(item));
    return `[${(pairingOf(name, [value]).by === 'index' ? items : sorted(items)).join()}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  return `{${sorted(Object.keys(value)).filter((key) => (value[key] ?? undefined) !== undefined).map((key) => `${JSON.stringify(key)}:${canonical(value[key], key)}`).join()}}`;
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isFilled(value: unknown): value is JsonObject {
  return isJsonObject(value) && Object.values(value).some((member) => (member ?? undefined) !== undefined);
}

function isTexts(list: readonly unknown[]): list is readonly string[] {
  return list.every((item) => typeof item === 'string');
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (isJsonList(value) ? value : []);
