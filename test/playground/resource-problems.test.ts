import { assert, anything, array, integer, jsonValue, oneof, property, string } from 'fast-check';
import { stringify } from 'yaml';
import { OpStackError, Problems } from '../../src/errors';
import { readResource } from '../../src/playground/resource/read-resource';
import { artifacts, folderOf, removeFolders } from './support/folder';
import { el, resource, watcher } from './support/resource';
import { problemsOf, untyped } from '../support/fixtures';

afterAll(removeFolders);

/** What is wrong with a text or object, as `code prop`, with the line where there is one. */
function found(source: string | object, output?: string): readonly string[] {
  return problemsOf(() => {
    const problems = new Problems();
    readResource(problems, source, output);
    problems.settle();
  }).map(({ code, prop, message }) => [code, prop, / \(line (\d+)\)$/.exec(message)?.[1] ?? ''].join(' ').trim());
}

const text = (over: object = {}): string => stringify(resource(over));
/** The line on which the text has something first. */
const lineOf = (source: string, part: string): number => source.slice(0, source.indexOf(part)).split('\n').length;

describe('what is no resource at all', () => {
  test.each([
    ['nothing', '', 'the text is empty'],
    ['a comment', '# nothing\n---\n', 'the text is empty'],
    ['a word', 'hello', 'a string'],
    ['a list', '- 1', 'a list'],
    ['another kind', 'apiVersion: v1\nkind: ConfigMap\n', 'a ConfigMap of v1'],
    ['the kind of another group', stringify({ ...resource(), apiVersion: 'builderplayground.flashbots.io/v1alpha1' }), 'a BuilderPlaygroundDeployment of builderplayground.flashbots.io/v1alpha1'],
    ['a manifest.json', '{"services": []}', 'an object without apiVersion and kind'],
    ['several objects, none of which is one', 'kind: A\napiVersion: v1\n---\nkind: B\napiVersion: v1\n', 'a A of v1, a B of v1'],
    ['two of them', `${text()}---\n${text()}`, 'the text has 2 resources of this kind'],
  ])('%s', (_, source, what) => {
    expect(problemsOf(() => readAll(source))).toEqual([expect.objectContaining({ code: 'NOT_A_DEPLOYMENT', prop: '', message: expect.stringContaining(what) })]);
  });

  test.each([[[]], [{ kind: 'x' }], [new Map()]])('the value %j', (value) => {
    expect(found(value)).toEqual(['NOT_A_DEPLOYMENT']);
  });

  test.each([
    ['an open list', 'apiVersion: [1\nkind: x\n', 'line 2, column 1'],
    ['a key twice', 'a: 1\na: 2\n', 'line 2, column 1'],
    ['a tab', 'a:\n\tb: 1\n', 'line 2, column 1'],
  ])('no YAML: %s', (_, source, place) => {
    const [first] = problemsOf(() => readAll(source));
    expect(first).toMatchObject({ code: 'INVALID_YAML', message: expect.stringContaining(place) });
  });

  test.each([
    ['leads nowhere', 'a: *b\n'],
    ['grows without bounds', `a: &a [x, x, x, x, x, x, x, x, x, x]\n${Array.from('bcdefg').map((name, i) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefg'[i]}`).join(', ')}]`).join('\n')}\n`],
  ])('an alias that %s', (_, source) => {
    expect(found(source)).toEqual(['INVALID_YAML']);
  });

  test('among other objects the one resource is found', () => {
    expect(() => readAll(`kind: Namespace\napiVersion: v1\nmetadata: { name: x }\n---\n# first\n${text()}---\n`)).not.toThrow();
  });

  test('JSON is read as well', () => {
    expect(() => readAll(JSON.stringify(resource()))).not.toThrow();
  });
});

function readAll(source: string | object): void {
  const problems = new Problems();
  readResource(problems, source, undefined);
  problems.settle();
}

/** Specs with one thing wrong: what is laid on a sound one, and what is found. */
const BROKEN: readonly (readonly [what: string, over: object, found: string])[] = [
  ['an unknown field', { storge: {} }, 'UNKNOWN_FIELD spec.storge'],
  ['an unknown field of a service', { services: [el({ arg: [] }), watcher()] }, 'UNKNOWN_FIELD spec.services[0].arg'],
  ['no services', { services: [] }, 'INVALID_FIELD spec.services'],
  ['services that are no list', { services: { el: {} } }, 'INVALID_FIELD spec.services'],
  ['a service without a name', { services: [el({ name: undefined, healthCheckSidecar: undefined })] }, 'MISSING_FIELD spec.services[0].name'],
  ['a name that is none', { services: [el({ name: 'e l', healthCheckSidecar: undefined })] }, 'INVALID_FIELD spec.services[0].name'],
  ['a service twice', { services: [el(), watcher(), watcher()] }, 'DUPLICATE_ENTRY spec.services[2]'],
  ['names that are one in Kubernetes', { services: [el(), watcher(), watcher({ name: 'el-healthmon' })] }, 'NAME_CLASH spec.services[2].name'],
  ['an argument that is a number', { services: [el({ args: ['node', 1] }), watcher()] }, 'INVALID_FIELD spec.services[0].args[1]'],
  ['an argument that is null', { services: [el({ args: [null] }), watcher()] }, 'INVALID_FIELD spec.services[0].args[0]'],
  ['a variable that is true', { services: [el({ env: { 'A.B': true } }), watcher()] }, 'INVALID_FIELD spec.services[0].env.A.B'],
  ['a variable whose name is none', { services: [el({ env: { 'A B': 'x' } }), watcher()] }, 'INVALID_ENV_NAME spec.services[0].env'],
  ['a port of 70000', { services: [el({ ports: [{ name: 'http', port: 70000 }] }), watcher()] }, 'INVALID_FIELD spec.services[0].ports[0].port'],
  ['a port that is no whole number', { services: [el({ ports: [{ name: 'http', port: 1.5 }] }), watcher()] }, 'INVALID_FIELD spec.services[0].ports[0].port'],
  ['a protocol that is none', { services: [el({ ports: [{ name: 'http', port: 1, protocol: 'TCP' }] }), watcher()] }, 'INVALID_FIELD spec.services[0].ports[0].protocol'],
  ['a port twice, once by default', { services: [el({ ports: [{ name: 'http', port: 1 }, { name: 'http', port: 2, protocol: 'tcp' }] }), watcher()] }, 'DUPLICATE_ENTRY spec.services[0].ports[1]'],
  ['a duration that is none', { services: [el(), watcher({ readyCheck: { test: ['CMD', 'x'], interval: '1 s' } })] }, 'INVALID_FIELD spec.services[1].readyCheck.interval'],
  ['a check that Docker does not know', { services: [el(), watcher({ readyCheck: { test: ['wget'] } })] }, 'INVALID_READY_CHECK spec.services[1].readyCheck.test'],
  ['retries below zero', { services: [el(), watcher({ readyCheck: { test: ['CMD', 'x'], retries: -1 } })] }, 'INVALID_FIELD spec.services[1].readyCheck.retries'],
  ['a condition that is none', { services: [el(), watcher({ dependencies: [{ name: 'el', condition: 'service_healthy' }] })] }, 'INVALID_FIELD spec.services[1].dependencies[0].condition'],
  ['services that wait for each other', { services: [el(), watcher({ dependencies: [{ name: 'el' }] }), watcher({ name: 'a', dependencies: [{ name: 'b' }] }), watcher({ name: 'b', dependencies: [{ name: 'a' }] })] }, 'DEPENDENCY_CYCLE spec.services[2].dependencies'],
  ['health that nobody tells', { services: [el({ healthCheckSidecar: undefined }), watcher({ dependencies: [{ name: 'el', condition: 'healthy' }] })] }, 'NO_HEALTH_CHECK spec.services[1].dependencies[0]'],
  ['a template that is none', { services: [el({ args: ['{{Prt "http" 1}}'] }), watcher()] }, 'UNKNOWN_TEMPLATE spec.services[0].args[0]'],
  ['a template that leads nowhere', { services: [el(), watcher({ args: ['{{Service "beacon" "http" "http" ""}}'] })] }, 'UNKNOWN_SERVICE spec.services[1].args[0]'],
  ['a template of a port that is not there', { services: [el(), watcher({ env: { URL: '{{Service "el" "ws" "ws" ""}}' } })] }, 'UNKNOWN_PORT spec.services[1].env.URL'],
  ['a bootnode without the port', { bootnode: { service: 'el', id: 'ab' } }, 'UNKNOWN_PORT spec.bootnode.service'],
  ['a mount that leads out', { services: [el({ files: [{ mountPath: '/data/../etc', artifact: 'genesis.json' }] }), watcher()] }, 'INVALID_PATH spec.services[0].files[0]'],
  ['a volume at a relative path', { services: [el({ volumes: [{ mountPath: 'data', name: 'x' }] }), watcher()] }, 'INVALID_FIELD spec.services[0].volumes[0].mountPath'],
  ['a volume at a path that leads out', { services: [el({ volumes: [{ mountPath: '/a/..', name: 'x' }] }), watcher()] }, 'INVALID_PATH spec.services[0].volumes[0]'],
  ['a kind of storage that is none', { storage: { type: 'hostPath' } }, 'INVALID_FIELD spec.storage.type'],
  ['an access mode twice', { storage: { type: 'pvc', accessModes: ['ReadWriteOnce', 'ReadWriteOnce'] } }, 'DUPLICATE_ENTRY spec.storage.accessModes[1]'],
  ['an empty name of an image', { services: [el({ image: '' }), watcher()] }, 'INVALID_FIELD spec.services[0].image'],
  ['an amount that is none', { services: [el({ resources: { limits: { cpu: 1.5 } } }), watcher()] }, 'INVALID_FIELD spec.services[0].resources.limits.cpu'],
  ['a name that is too long', { recipe: 'x'.repeat(64) }, 'INVALID_FIELD spec.recipe'],
  ['too many entries', { imagePullSecrets: Array.from({ length: 17 }, (_, i) => ({ name: `s${i}` })) }, 'INVALID_FIELD spec.imagePullSecrets'],
  ['too many labels', { nodeSelector: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`l${i}`, ''])) }, 'INVALID_FIELD spec.nodeSelector'],
];

describe('what is wrong in a resource is found with its field', () => {
  test.each(BROKEN)('%s', (_, over, expected) => {
    expect(found(resource(over))).toEqual([expected]);
  });

  test.each(BROKEN)('%s, with its line', (_, over, expected) => {
    const source = text(over);
    const [only, ...others] = found(source);
    expect(others).toEqual([]);
    expect(only).toMatch(new RegExp(`^${expected.replaceAll(/[.[\]]/g, String.raw`\$&`)} \\d+$`));
  });

  test('a resource without a spec', () => {
    expect(found({ ...resource(), spec: undefined })).toEqual(['MISSING_FIELD spec.services']);
    expect(found({ ...resource(), spec: [] })).toEqual(['INVALID_FIELD spec']);
  });

  test('all of it at once', () => {
    const problems = found(resource({ storge: {}, storage: { type: 'x' }, services: [el({ image: 1, args: 'x' }), watcher({ name: undefined })] }));
    expect(new Set(problems)).toEqual(new Set([
      'UNKNOWN_FIELD spec.storge',
      'INVALID_FIELD spec.storage.type',
      'INVALID_FIELD spec.services[0].image',
      'INVALID_FIELD spec.services[0].args',
      'MISSING_FIELD spec.services[1].name',
    ]));
  });

  test('an unknown field has a hint', () => {
    const [problem] = problemsOf(() => readAll(resource({ storge: {} })));
    expect(problem?.hint).toBe('Did you mean "storage"?');
  });

  test('no key is repeated', () => {
    const key = 'ab'.repeat(32);
    const [problem] = problemsOf(() => readAll(resource({ services: [el({ name: key }), watcher()] })));
    expect(JSON.stringify(problem)).not.toContain(key);
  });
});

describe('lines', () => {
  const source = `# a comment\n---\n${stringify(resource({
    services: [el({ env: { 'A.B': '{{Port}}', A: 'x' } }), watcher({ args: ['a', '{{Prt}}'], files: [{ mountPath: '/a', artifact: 'nowhere' }] })],
  }))}`;

  test('are those of the field itself, or of the deepest one that is there', () => {
    expect(found(source)).toEqual([
      `INVALID_TEMPLATE spec.services[0].env.A.B ${lineOf(source, 'A.B')}`,
      `UNKNOWN_TEMPLATE spec.services[1].args[1] ${lineOf(source, '{{Prt}}')}`,
    ]);
    const missing = text({ services: [el(), watcher(), { tag: 'v2' }] });
    expect(found(missing)).toEqual([`MISSING_FIELD spec.services[2].name ${lineOf(missing, 'tag: v2')}`]);
  });

  test('are there for files of the output folder too', () => {
    const sound = source.replace('{{Prt}}', '').replace('{{Port}}', '');
    expect(found(sound, folderOf(artifacts))).toEqual([`FILE_NOT_FOUND spec.services[1].files[0] ${lineOf(sound, '- mountPath: /a')}`]);
  });
});

describe('the output folder', () => {
  test('that is not there', () => {
    expect(found(resource(), '/nowhere')).toEqual(['FOLDER_NOT_FOUND output']);
  });

  test('is not asked for where the cluster has the files', () => {
    expect(() => readAll(resource())).not.toThrow();
  });
});

/** Whether the source is sound, or all that is thrown is a report. */
const isReported = (source: string | object): boolean => {
  try {
    readAll(source);
    return true;
  } catch (error) {
    return error instanceof OpStackError;
  }
};

describe('whatever it is given, the reader reports and does not crash', () => {
  /** The value with another one at the end of a way down that the numbers choose. */
  const replaced = (value: unknown, way: readonly number[], by: unknown): unknown => {
    const [step = 0, ...rest] = way;
    if (way.length === 0 || typeof value !== 'object' || value === null) return by;
    const keys = Object.keys(value);
    const key = keys[step % keys.length];
    const entries = Object.entries(value).map(([name, field]) => [name, name === key ? replaced(field, rest, by) : untyped<unknown>(field)] as const);
    return Array.isArray(value) ? entries.map(([, field]) => field) : Object.fromEntries(entries);
  };

  test('a resource with anything in the place of one of its fields', () => {
    const sound = resource({ bootnode: { service: 'el', id: 'ab' }, storage: { type: 'pvc', size: '1Gi' }, artifacts: { hostPath: '/a' } });
    expect(() => assert(property(array(integer({ min: 0, max: 20 }), { maxLength: 7 }), oneof(jsonValue(), anything()), (way, by) => isReported(untyped(replaced(sound, [2 + way.length % 2, ...way], by)))), { numRuns: 500 })).not.toThrow();
  });

  test('text', () => {
    expect(() => assert(property(oneof(string(), jsonValue().map((value) => stringify(value)), string().map((end) => text() + end)), isReported), { numRuns: 200 })).not.toThrow();
  });
});
