import { createHash } from 'node:crypto';
import { Yaml } from 'cdk8s';
import { isJsonObject, type JsonObject } from './json';
import { isManifest, type Manifest } from './manifest';
import { sorted } from './sorted';

/**
 * The part of a jest (or vitest) snapshot serializer that is needed here.
 *
 * @see https://jestjs.io/docs/expect#expectaddsnapshotserializerserializer
 */
export interface SnapshotSerializer {
  /** Whether {@link serialize} is to write the value. */
  readonly test: (value: unknown) => boolean;
  /**
   * The text that stands in the snapshot; `indentation` is that of the line on which the value begins, none by default.
   */
  readonly serialize: (value: unknown, config?: unknown, indentation?: string) => string;
}

/** Longest value of `binaryData` that is written as it is, in characters. */
const LONGEST_BINARY = 64;

/**
 * Writes a manifest, or a list of them, into snapshots as YAML: documents separated by `---`, keys in alphabetical
 * order after `apiVersion`, `kind` and `metadata`, and long `binaryData` values as their size and the start of their
 * SHA-256.
 *
 * @example
 * expect.addSnapshotSerializer(yamlSerializer);
 * expect(Testing.synth(chart)).toMatchSnapshot();
 * @see https://jestjs.io/docs/configuration#snapshotserializers-arraystring
 */
export const yamlSerializer: SnapshotSerializer = {
  test: (value) => (Array.isArray(value) ? value.length > 0 && value.every(isManifest) : isManifest(value)),
  serialize: (value, _config, indentation = '') => {
    const text = Yaml.stringify(...[value].flat().filter(isManifest).map(readable)).trimEnd();
    return indentation === '' ? text : `\n${text.replaceAll(/^(?=.)/gm, `${indentation}  `)}`;
  },
};

function readable({ apiVersion, kind, metadata, ...rest }: Manifest): JsonObject {
  const { binaryData } = rest;
  const body = isJsonObject(binaryData) ? { ...rest, binaryData: mapMembers(binaryData, shortened) } : rest;
  return {
    apiVersion,
    kind,
    ...(metadata === undefined ? {} : { metadata: tidy(metadata) }),
    ...mapMembers(sortedKeys(body), tidy),
  };
}

function shortened(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= LONGEST_BINARY) return value;
  const bytes = Buffer.from(value, 'base64');
  return `<${bytes.length} bytes sha256:${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}>`;
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  return isJsonObject(value) ? mapMembers(sortedKeys(value), tidy) : value;
}

function sortedKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(sorted(Object.keys(value)).map((key) => [key, value[key]]));
}

function mapMembers(value: JsonObject, change: (member: unknown) => unknown): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, change(member)]),
  );
}
