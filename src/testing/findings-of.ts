import type { Finding } from './finding';
import { lintManifests } from './lint/lint-manifests';
import type { Manifest } from './manifest';
import { type PodSecurityLevel, podSecurityViolations } from './pod-security/pod-security-violations';
import { type SchemaOptions, schemaViolations } from './schema/schema-violations';

/**
 * Everything that the checks find: by schema, by the rules, and by the Pod Security Standards.
 *
 * @param levelOf the level that the pods of an object must meet
 */
export function findingsOf(manifests: readonly Manifest[], options: SchemaOptions, levelOf: (manifest: Manifest) => PodSecurityLevel): readonly Finding[] {
  const schema = schemaViolations(manifests, options);
  const levels = [...new Set(manifests.map(levelOf))];
  const pods = levels.flatMap((level) => podSecurityViolations(manifests.filter((manifest) => levelOf(manifest) === level), level));
  const places = new Set(schema.map(placeOf));
  // Where a field has no valid form, what the rules say about the same field would only repeat it.
  return [...schema, ...[...lintManifests(manifests, options), ...pods].filter((finding) => !places.has(placeOf(finding)))];
}

function placeOf({ kind, namespace, name, path }: Finding): string {
  return JSON.stringify([kind, namespace, name, path]);
}
