import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { find, type Manifest, manifestsOf } from '../../../src/testing';

const SOUND = read('sound.yaml');
const WIDGET = read('widget.yaml');

/** A fresh copy of the objects of sound.yaml, in which every check finds everything in order. */
export function sound(): Manifest[] {
  return structuredClone(SOUND);
}

/** A fresh copy of a custom resource `Widget/widget` after its definition. */
export function widget(): Manifest[] {
  return structuredClone(WIDGET);
}

/** A change of a list of manifests. */
export type Mutation = (manifests: Manifest[]) => void;

/** Sets a field of one object, `Kind/name`; `undefined` removes it. `+` as an index appends to a list. */
export function set(target: string, path: string, value: unknown): Mutation {
  return (manifests) => {
    const [kind = '', name = ''] = target.split('/');
    const keys = keysOf(path);
    const copy: unknown = structuredClone(value);
    const last = keys.pop() ?? '';
    const parent = keys.reduce<object>((at, key) => child(at, key, path), find(manifests, kind, name));
    if (last === '+' && Array.isArray(parent)) parent.push(copy);
    else if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
    else if (value === undefined) Reflect.deleteProperty(parent, last);
    else Reflect.set(parent, last, copy);
  };
}

/** Removes a field of one object. */
export function remove(target: string, path: string): Mutation {
  return set(target, path, undefined);
}

/** Adds an object. */
export function add(manifest: Manifest): Mutation {
  return (manifests) => void manifests.push(structuredClone(manifest));
}

/** Does several changes one after the other. */
export function all(...mutations: readonly Mutation[]): Mutation {
  return (manifests) => mutations.forEach((mutate) => mutate(manifests));
}

/** The sound objects after a change. */
export function mutated(mutate: Mutation, manifests = sound()): Manifest[] {
  mutate(manifests);
  return manifests;
}

function read(file: string): Manifest[] {
  return manifestsOf(readFileSync(join(__dirname, file), 'utf8'));
}

function keysOf(path: string): string[] {
  return [...path.matchAll(/\["([^"]+)"\]|\[([\d+]+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, word]) => quoted ?? index ?? word ?? '',
  );
}

function child(parent: object, key: string, path: string): object {
  const value: unknown = Reflect.get(parent, key);
  if (typeof value === 'object' && value !== null) return value;
  if (value !== undefined) throw new Error(`${path}: ${key} is no object`);
  const made = {};
  Reflect.set(parent, key, made);
  return made;
}
