import type { Rule } from './diagnostic';
import type { Component } from '../components';
import { keysOf } from '../../kube';
import { compareVersions } from '../version';

/**
 * The newest version of each component that the rules were written for, as of 2026-10-08. What is newer is not refused:
 * upstream goes on.
 */
export const newestKnown: Readonly<Partial<Record<Component, string>>> = {
  'op-node': 'v1.19.9',
  'kona-node': 'v1.7.0',
  'op-reth': 'v2.6.0',
  'op-geth': 'v1.101702.3',
  'op-batcher': 'v1.17.2',
  'op-proposer': 'v1.16.6',
  'op-challenger': 'v1.10.0',
  'op-conductor': 'v0.9.4',
  'op-dispute-mon': 'v1.6.0',
  'op-supernode': 'v1.0.1',
  proxyd: 'v4.32.2',
};

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
      message: version === undefined ? `the tag of ${component} names no version, so nothing is known of it` : `${component} ${version} is newer than the newest that the matrix knows, ${newest}`,
      hint: version === undefined ? 'Set the version that the image is built from' : 'Read its release notes, or upgrade this library',
    };
  });
