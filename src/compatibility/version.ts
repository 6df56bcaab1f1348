import compare from 'semver/functions/compare';
import parse from 'semver/functions/parse';

/**
 * The version that an image tag names (`v1.19.7`, `1.37.0`, `v1.101511.0`, `v2.3.0-rc.1`), with its `v`; `undefined` for
 * anything else (`latest`, a branch name, a commit).
 */
export function versionOfTag(tag: string): string | undefined {
  const version = parse(tag);
  return version ? `v${version.version}` : undefined;
}

/** Negative when `a` is older than `b`, zero when they are the same, positive when it is newer. */
export function compareVersions(a: string, b: string): number {
  return compare(a, b);
}
