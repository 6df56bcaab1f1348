export { expectValid, type ExpectValidOptions } from './expect-valid';
export { describeFinding, type Finding, InvalidManifestsError } from './finding';
export { find, findAll } from './find';
export { lintManifests, type LintOptions } from './lint/lint-manifests';
export { isManifest, type Manifest } from './manifest';
export { type ManifestInput, manifestsOf } from './manifests-of';
export { type PodSecurityLevel, podSecurityViolations } from './pod-security/pod-security-violations';
export { type SchemaOptions, schemaViolations } from './schema/schema-violations';
export { type SnapshotSerializer, yamlSerializer } from './yaml-serializer';
