import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Problems } from '../../src/errors';
import { isPlainObject } from '../../src/kube';
import { playgroundDefinition } from '../../src/playground/resource/definition';
import { readResource } from '../../src/playground/resource/read-resource';
import { readDocument } from '../../src/playground/resource/document';
import { RULES } from '../../src/playground/resource/rules';
import { schemaViolations } from '../../src/testing';
import { problemsOf, untyped } from '../support/fixtures';
import { fixtures } from './support/folder';
import { el, resource, watcher } from './support/resource';

type Schema = Readonly<Record<string, unknown>>;

const root = untyped<{ spec: { versions: readonly { schema: { openAPIV3Schema: Schema } }[] } }>(playgroundDefinition).spec.versions[0]!.schema.openAPIV3Schema;

/** Every schema of the definition, by the path of the field. */
function schemas(schema: Schema, path = ''): readonly (readonly [path: string, schema: Schema])[] {
  const children: [string, unknown][] = [
    ...Object.entries(untyped<Schema>(schema.properties ?? {})).map(([name, child]): [string, unknown] => [`${path}.${name}`, child]),
    [`${path}[]`, schema.items],
    [`${path}{}`, schema.additionalProperties],
  ];
  return [[path, schema], ...children.flatMap(([at, child]) => (isPlainObject(child) ? schemas(child, at) : []))];
}

const all = schemas(root);
const read = (over: object) => () => {
  const problems = new Problems();
  readResource(problems, resource(over), undefined);
  problems.settle();
};

describe('the definition', () => {
  test('is structural: every schema says its type, or that it is open', () => {
    const untypedPaths = all.filter(([, schema]) => schema.type === undefined && schema['x-kubernetes-int-or-string'] !== true).map(([path]) => path);
    expect(untypedPaths).toEqual([]);
    const keywords = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'uniqueItems', 'definitions', 'dependencies', 'patternProperties'];
    expect(all.filter(([, schema]) => keywords.some((keyword) => keyword in schema)).map(([path]) => path)).toEqual([]);
    expect(all.filter(([, schema]) => schema.properties !== undefined && schema.additionalProperties !== undefined)).toEqual([]);
  });

  test('keeps unknown fields in parts of a pod spec alone', () => {
    expect(all.filter(([, schema]) => schema['x-kubernetes-preserve-unknown-fields'] === true).map(([path]) => path)).toEqual(['.spec.affinity', '.spec.podSecurityContext', '.spec.services[].securityContext']);
  });

  test('says how lists are merged, by keys that every entry has, and how long they may be', () => {
    const lists = all.filter(([, schema]) => schema.type === 'array');
    expect(lists.length).toBeGreaterThan(15);
    for (const [path, list] of lists) {
      expect([path, list['x-kubernetes-list-type']]).toEqual([path, expect.stringMatching(/^(atomic|set|map)$/)]);
      expect([path, typeof list.maxItems]).toEqual([path, 'number']);
      const { properties = {}, required = [] } = untyped<{ properties?: Record<string, Schema>; required?: readonly string[] }>(list.items);
      for (const key of untyped<string[]>(list['x-kubernetes-list-map-keys'] ?? [])) expect([path, required.includes(key) || properties[key]?.default !== undefined]).toEqual([path, true]);
      expect([path, list['x-kubernetes-list-type'] === 'map']).toEqual([path, 'x-kubernetes-list-map-keys' in list]);
    }
  });

  test('describes every field', () => {
    const fields = all.filter(([path]) => /\.[^.[{]+$/.test(path));
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.filter(([, schema]) => typeof schema.description !== 'string').map(([path]) => path)).toEqual([]);
  });

  test('has a status of its own, columns and a short name', () => {
    expect(playgroundDefinition).toMatchObject({
      metadata: { name: 'builderplaygrounddeployments.playground.flashbots.io' },
      spec: {
        scope: 'Namespaced',
        names: { plural: 'builderplaygrounddeployments', singular: 'builderplaygrounddeployment', shortNames: ['bpd'] },
        versions: [{ name: 'v1alpha1', served: true, storage: true, subresources: { status: {} } }],
      },
    });
    const [{ additionalPrinterColumns }] = untyped<{ spec: { versions: [{ additionalPrinterColumns: { name: string; jsonPath: string }[] }] } }>(playgroundDefinition).spec.versions;
    expect(additionalPrinterColumns.map(({ name }) => name)).toEqual(expect.arrayContaining(['Status', 'Age']));
    const paths = all.map(([path]) => path);
    const plain = additionalPrinterColumns.map(({ jsonPath }) => jsonPath.replace(/\[\?.*?\]/, '[]')).filter((path) => !path.startsWith('.metadata'));
    expect(plain.filter((path) => !paths.includes(path))).toEqual([]);
  });

  test('is a manifest that an API server would take', () => {
    expect(schemaViolations([untyped(playgroundDefinition)])).toEqual([]);
  });
});

/** Type of every field of the first draft; its names may not change. */
const FIRST_DRAFT: Readonly<Record<string, string>> = {
  '.spec.recipe': 'string', '.spec.storage.type': 'string', '.spec.storage.path': 'string', '.spec.storage.storageClass': 'string', '.spec.storage.size': 'string',
  '.spec.network.name': 'string', '.spec.services[].name': 'string', '.spec.services[].image': 'string', '.spec.services[].tag': 'string',
  '.spec.services[].entrypoint[]': 'string', '.spec.services[].args[]': 'string', '.spec.services[].env{}': 'string', '.spec.services[].ports[].name': 'string',
  '.spec.services[].ports[].port': 'integer', '.spec.services[].ports[].protocol': 'string', '.spec.services[].ports[].hostPort': 'integer',
  '.spec.services[].dependencies[].name': 'string', '.spec.services[].dependencies[].condition': 'string', '.spec.services[].readyCheck.queryURL': 'string',
  '.spec.services[].readyCheck.test[]': 'string', '.spec.services[].readyCheck.interval': 'string', '.spec.services[].readyCheck.timeout': 'string',
  '.spec.services[].readyCheck.retries': 'integer', '.spec.services[].readyCheck.startPeriod': 'string', '.spec.services[].labels{}': 'string',
  '.spec.services[].useHostExecution': 'boolean', '.spec.services[].volumes[].name': 'string', '.spec.services[].volumes[].mountPath': 'string',
  '.spec.services[].volumes[].subPath': 'string', '.status.phase': 'string', '.status.conditions[].type': 'string', '.status.conditions[].status': 'string',
  '.status.conditions[].reason': 'string', '.status.conditions[].message': 'string', '.status.conditions[].lastTransitionTime': 'string',
  '.status.serviceStatuses{}.ready': 'boolean', '.status.serviceStatuses{}.status': 'string', '.status.serviceStatuses{}.logs': 'string',
};

const shared = fixtures();

describe('the first draft', () => {
  test('keeps its fields and their types', () => {
    const types = Object.fromEntries(all.map(([path, schema]) => [path, schema.type]));
    expect(types).toMatchObject(FIRST_DRAFT);
  });
});

(shared === undefined ? describe.skip : describe)('the first draft, as it was published', () => {
  test('has the fields of the definition in the pull request', () => {
    const draft = untyped<typeof playgroundDefinition & { spec: { versions: [{ schema: { openAPIV3Schema: Schema } }] } }>(parse(readFileSync(join(shared ?? '', 'pr120/BuilderPlayground-CRD-Definition.yml'), 'utf8')));
    const leaves = schemas(draft.spec.versions[0].schema.openAPIV3Schema).filter(([, schema]) => !['object', 'array'].includes(String(schema.type)));
    expect(Object.fromEntries(leaves.map(([path, schema]) => [path, schema.type]))).toEqual(FIRST_DRAFT);
  });

  test.each(['l1', 'opstack'])('is valid where the tool wrote it for %s', (recipe) => {
    const document = readDocument(new Problems(), readFileSync(join(shared ?? '', `pr120/derived-${recipe}-k8s-manifest.yaml`), 'utf8'));
    expect(schemaViolations([untyped(document?.value)], { crds: [playgroundDefinition] })).toEqual([]);
  });
});

/** For each rule, a spec that keeps it and one that breaks it, and the field that is then at fault. */
const CASES: Readonly<Record<string, { readonly sound: object; readonly broken: object; readonly at: string }>> = {
  'a service depends on one that is not in the list': {
    sound: { services: [el({ dependencies: [{ name: 'el_healthmon', condition: 'healthy' }], healthCheckSidecar: undefined }), watcher()] },
    broken: { services: [el({ dependencies: [{ name: 'beacon' }] }), watcher()] },
    at: 'spec',
  },
  'a healthCheckSidecar is not in the list of services': { sound: {}, broken: { services: [el()] }, at: 'spec' },
  'the bootnode is not in the list of services': {
    sound: { bootnode: { service: 'el', id: 'ab' }, services: [el({ ports: [{ name: 'rpc', port: 30303 }, { name: 'http', port: 8545 }] }), watcher()] },
    broken: { bootnode: { service: 'bootnode', id: 'ab' } },
    at: 'spec',
  },
  'path belongs to the type local-path': { sound: { storage: { path: '/data' } }, broken: { storage: { type: 'ephemeral', path: '/data' } }, at: 'spec.storage' },
  'storageClass, size and accessModes belong to the type pvc': {
    sound: { storage: { type: 'pvc', storageClass: 'fast', size: '10Gi', accessModes: ['ReadWriteOnce'] } },
    broken: { storage: { size: '10Gi' } },
    at: 'spec.storage',
  },
  'path belongs to claimName and image': { sound: { artifacts: { claimName: 'files', path: 'l1' } }, broken: { artifacts: { hostPath: '/data', path: 'l1' } }, at: 'spec.artifacts' },
  'artifacts come from one place only': { sound: { artifacts: { configMapName: 'files', secretName: 'keys' } }, broken: { artifacts: { claimName: 'files', hostPath: '/data' } }, at: 'spec.artifacts' },
  'a service has an image, or runs outside of the cluster': {
    sound: { services: [el({ image: undefined, tag: undefined, useHostExecution: true }), watcher()] },
    broken: { services: [el({ image: undefined, tag: undefined }), watcher()] },
    at: 'spec.services[0]',
  },
  'a file and a volume are mounted at one path': {
    sound: { services: [el({ volumes: [{ name: 'a', mountPath: '/data' }, { name: 'b', mountPath: '/data2' }] }), watcher()] },
    broken: { services: [el({ volumes: [{ name: 'a', mountPath: '/data/genesis.json' }] }), watcher()] },
    at: 'spec.services[0]',
  },
  'a subPath belongs to the volume artifacts': {
    sound: { services: [el({ volumes: [{ name: 'artifacts', mountPath: '/data', subPath: 'testnet' }] }), watcher()] },
    broken: { services: [el({ volumes: [{ name: 'data', mountPath: '/data', subPath: 'testnet' }] }), watcher()] },
    at: 'spec.services[0].volumes[0]',
  },
  'the output folder as a whole is mounted at /artifacts': {
    sound: { services: [el({ volumes: [{ name: 'artifacts', mountPath: '/artifacts' }] }), watcher()] },
    broken: { services: [el({ volumes: [{ name: 'artifacts', mountPath: '/data' }] }), watcher()] },
    at: 'spec.services[0].volumes[0]',
  },
  'a readyCheck has a test or a queryURL': {
    sound: { services: [el({ readyCheck: { queryURL: 'http://localhost:8545' } }), watcher()] },
    broken: { services: [el({ readyCheck: { interval: '1s' } }), watcher()] },
    at: 'spec.services[0].readyCheck',
  },
  'hostExecution is a path or a lifecycle': {
    sound: { services: [el({ hostExecution: { path: '/usr/bin/reth' } }), watcher()] },
    broken: { services: [el({ hostExecution: { path: '/usr/bin/reth', lifecycle: { start: 'reth' } } }), watcher()] },
    at: 'spec.services[0].hostExecution',
  },
};

describe('the rules', () => {
  const rules = all.flatMap(([, schema]) => untyped<{ rule: string; message: string }[]>(schema['x-kubernetes-validations'] ?? []));

  test('are checked in TypeScript as well, each one and no other', () => {
    expect(new Set(Object.keys(RULES))).toEqual(new Set(rules.map(({ rule }) => rule)));
  });

  test('have cases, each one and no other', () => {
    expect(new Set(Object.keys(CASES))).toEqual(new Set(rules.map(({ message }) => message)));
  });

  test.each(Object.entries(CASES))('%s', (message, { sound, broken, at }) => {
    expect(read(sound)).not.toThrow();
    expect(problemsOf(read(broken))).toEqual([expect.objectContaining({ code: 'RULE_VIOLATED', prop: at, message })]);
  });
});
