import type { Rule } from './diagnostic';
import type { Component } from '../components';
import { releases, type Release } from '../releases';
import { keysOf } from '../../kube/plain';
import { compareVersions } from '../version';

/**
 * The newest version of each component that the rules were written for, as of 2026-10-08. What is newer is not refused:
 * upstream goes on.
 */
export const newestKnown: Readonly<Partial<Record<Component, string>>> = {
  ...withoutToolbox(releases[releases.length - 1]!),
  // In no release since it lost its support, but built once more on 2026-08-31.
  'op-geth': 'v1.101702.3',
};

function withoutToolbox({ components: { toolbox: _toolbox, ...upstream } }: Release): Release['components'] {
  return upstream;
}

/** A version newer than the matrix, or a tag that names none. */
export const knownVersion: Rule = ({ versions }) =>
  keysOf(versions).flatMap((component) => {
    const version = versions[component];
    const newest = newestKnown[component];
    if (newest === undefined || (version !== undefined && compareVersions(version, newest) <= 0)) return [];
    return {
      severity: 'warning' as const,
      code: version === undefined ? 'UNKNOWN_VERSION' : 'NEWER_THAN_MATRIX',
      component,
      version,
      message: version === undefined ? `the tag of ${component} names no version, so its flags and hardforks cannot be checked exactly` : `${component} ${version} is newer than the newest that the matrix knows, ${newest}`,
      hint: version === undefined ? 'Set "version" to the upstream version that the image is built from' : 'Read its release notes, or upgrade this library',
    };
  });
