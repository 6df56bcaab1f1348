import compare from 'semver/functions/compare';
import parse from 'semver/functions/parse';
import type { SemVer } from 'semver';

/**
 * The version that an image tag names (`v1.19.7`, `1.37.0`, `v1.101511.0`, `v2.3.0-rc.1`), with its `v`; `undefined` for
 * anything else (`latest`, a branch name, a commit).
 */
export function versionOfTag(tag: string): string | undefined {
  const version = parse(tag);
  return version ? `v${version.version}` : undefined;
}

const parsed = new Map<string, SemVer>();

/** The same few versions are compared again and again: each is read once. */
function read(version: string): SemVer | string {
  const known = parsed.get(version) ?? parse(version);
  if (known) parsed.set(version, known);
  return known ?? version;
}

/** Negative when `a` is older than `b`, zero when they are the same, positive when it is newer. */
export function compareVersions(a: string, b: string): number {
  return compare(read(a), read(b));
}

/** Whether a version is at least `from` and below `before`; a bound that is left out holds for all. */
export function within(version: string, from?: string, before?: string): boolean {
  return (from === undefined || compareVersions(version, from) >= 0) && (before === undefined || compareVersions(version, before) < 0);
}

/**
 * Which release of the client that it was forked from an execution client's version is built on: op-geth counts
 * `v1.10<geth's minor and patch, two digits each>.<n>`, so that v1.101511.0 is geth 1.15.11; op-reth had reth's number up to v1.11.5 and has
 * its own since v2.0.0.
 *
 * @returns e.g. `geth 1.15.11`, `reth 1.9.4`; `undefined` when the number does not tell, or is none (`latest`)
 * @example upstreamOf('op-geth', 'v1.101511.0') // 'geth 1.15.11'
 */
export function upstreamOf(component: 'op-geth' | 'op-reth', version: string): string | undefined {
  const known = versionOfTag(version);
  if (known === undefined) return undefined;
  if (component === 'op-reth') return within(known, undefined, 'v2.0.0-0') ? `reth ${known.slice(1)}` : undefined;
  const [, minor, patch] = /^v1\.10(\d{2})(\d{2})\./.exec(known) ?? [];
  return minor && `geth 1.${Number(minor)}.${Number(patch)}`;
}

/**
 * The op-geth versions of a geth release share their first two numbers; this is what they begin with.
 *
 * @example opGethPrefix('1.15.11') // 'v1.101511.'
 */
export function opGethPrefix(geth: string): string {
  const [, ...minorAndPatch] = geth.split('.');
  return `v1.10${minorAndPatch.map((part) => part.padStart(2, '0')).join('')}.`;
}
