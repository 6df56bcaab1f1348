import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { definitionsOf, readAssembly } from '../../scripts/kubernetes-schema';

/** A property of a type as jsii describes it. */
const thing = (schema: string | undefined) => ({
  name: 'sizeGb',
  type: { primitive: 'number' },
  docs: { custom: { schema } },
});
const typesWith = (property: object) => ({
  types: { 'cdk8s-plus-28.k8s.Thing': { name: 'Thing', datatype: true, properties: [property] } },
});

test('a compressed description is read as well', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const assembly = typesWith(thing('io.k8s.Thing#sizeGB'));
  const note = { schema: 'jsii/file-redirect', compression: 'gzip', filename: '.jsii.gz' };
  writeFileSync(join(folder, '.jsii'), JSON.stringify(note));
  writeFileSync(join(folder, '.jsii.gz'), gzipSync(JSON.stringify(assembly)));
  expect(definitionsOf(readAssembly(folder)).Thing).toMatchObject({ properties: { sizeGB: { type: 'integer' } } });
  rmSync(folder, { recursive: true });
});

test.each([
  ['describes no Kubernetes types', { types: {} }],
  ['does not tell the YAML name of Thing.sizeGb', typesWith(thing(undefined))],
  ['by a type that is not known here', typesWith({ ...thing('io.k8s.Thing#sizeGB'), type: { primitive: 'other' } })],
])('a description that %s is an error', (message, assembly) => {
  expect(() => definitionsOf(assembly)).toThrow(message);
});
