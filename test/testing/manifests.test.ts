import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { find, findAll, isManifest, manifestsOf, yamlSerializer } from '../../src/testing';
import { meantBy } from '../../src/testing/suggestion';

const secret = (name: string, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
});

describe('manifestsOf', () => {
  test('reads a chart and an app', () => {
    const app = new App();
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two', { namespace: 'acme' })];
    for (const chart of [one, two]) {
      new ApiObject(chart, 'map', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'map' },
        data: { hex: '0x10', yes: 'yes' },
      });
    }
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, data: { hex: '0x10', yes: 'yes' } };
    expect(manifestsOf(one)).toEqual([map]);
    expect(manifestsOf(app)).toEqual([map, { ...map, metadata: { name: 'map', namespace: 'acme' } }]);
  });

  test('reads YAML text as the API server does', () => {
    const text =
      '# nothing\n---\napiVersion: v1\nkind: Secret\ndata: { a: 010, b: yes, c: null, d: 1e3, e: 0x10, f: 1.5 }\n---\n---\napiVersion: v1\nkind: Secret\n';
    expect(manifestsOf(text)).toEqual([
      { apiVersion: 'v1', kind: 'Secret', data: { a: 8, b: true, d: 1000, e: 16, f: 1.5 } },
      { apiVersion: 'v1', kind: 'Secret' },
    ]);
    expect(() => manifestsOf('a: [')).toThrow(/The YAML cannot be read: .*\(1:5\)/);
    expect(() => manifestsOf('apiVersion: v1\nkind: Secret\nkind: Secret\n')).toThrow(/duplicated mapping key.*\(3:1\)/);
  });

  test('unpacks lists and drops what is null or undefined', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [secret('a'), { ...secret('b'), data: null, list: [null] }] };
    expect(manifestsOf([list])).toEqual([
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' }, list: [null] },
    ]);
  });

  test('gives copies', () => {
    const given = secret('a');
    expect(manifestsOf([given])[0]).not.toBe(given);
    const text = 'apiVersion: v1\nkind: Secret\n';
    expect(manifestsOf(text)).toEqual(manifestsOf(text));
    expect(manifestsOf(text)[0]).not.toBe(manifestsOf(text)[0]);
  });

  test('refuses what is no manifest', () => {
    expect(() => manifestsOf([secret('a'), {}])).toThrow(
      'Document 2 is an object without apiVersion or kind; every manifest needs',
    );
    expect(() => manifestsOf('just text')).toThrow(
      'Document 1 is a string; every manifest needs the strings apiVersion and kind',
    );
    expect(() => manifestsOf([[]])).toThrow('Document 1 is a list');
  });

  test('lets the errors of a chart through', () => {
    const chart = Testing.chart();
    chart.node.addValidation({ validate: () => ['the signer is missing'] });
    expect(() => manifestsOf(chart)).toThrow(/the signer is missing/);
  });
});

describe('find', () => {
  const manifests = manifestsOf([
    secret('a', 'x'),
    secret('a', 'y'),
    secret('b', 'x'),
    { apiVersion: 'v1', kind: 'Pod' },
  ]);

  test('finds the one object of a kind and name', () => {
    expect(find(manifests, 'Secret', 'b')).toBe(manifests[2]);
    expect(find(manifests, 'Secret', 'a', 'y')).toBe(manifests[1]);
    expect(findAll(manifests, 'Secret')).toEqual(manifests.slice(0, 3));
    expect(findAll(manifests, 'Service')).toEqual([]);
  });

  test('tells what there is when it finds none', () => {
    expect(() => find(manifests, 'Secret', 'c')).toThrow(
      'There is no Secret c; the objects of that kind are x/a, x/b, y/a',
    );
    expect(() => find(manifests, 'Secret', 'b', 'y')).toThrow('There is no Secret y/b; the objects of that kind are');
    expect(() => find(manifests, 'Service', 'a')).toThrow(
      'There is no Service a; there is no Service at all, only Pod, Secret',
    );
    expect(() => find([], 'Service', 'a')).toThrow('There is no Service a; the list is empty');
  });

  test('asks which one when it finds several', () => {
    expect(() => find(manifests, 'Secret', 'a')).toThrow('2 objects are Secret a: x/a, y/a; give the namespace');
  });
});

describe('yamlSerializer', () => {
  expect.addSnapshotSerializer(yamlSerializer);

  const large = Buffer.alloc(1000, 'x').toString('base64');
  const map = {
    kind: 'ConfigMap',
    data: { 'b.sh': 'set -e\necho ok\n', a: '0x10' },
    binaryData: { small: 'AAAA', large },
    metadata: { namespace: 'acme', name: 'map' },
    apiVersion: 'v1',
  };

  test('writes one manifest', () => {
    expect(map).toMatchInlineSnapshot(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: map
  namespace: acme
binaryData:
  large: <1000 bytes sha256:44f8354494a5>
  small: AAAA
data:
  a: "0x10"
  b.sh: |
    set -e
    echo ok
`);
  });

  test('writes several manifests, and those inside other values', () => {
    expect([secret('a'), secret('b')]).toMatchInlineSnapshot(`
apiVersion: v1
kind: Secret
metadata:
  name: a
---
apiVersion: v1
kind: Secret
metadata:
  name: b
`);
    expect({ inner: manifestsOf([secret('a')]) }).toMatchInlineSnapshot(`
{
  "inner": 
    apiVersion: v1
    kind: Secret
    metadata:
      name: a,
}
`);
  });

  test('takes manifests only', () => {
    expect(
      [[], [secret('a'), 1], {}, null, 'text', { apiVersion: 'v1' }, { apiVersion: 1, kind: 'x' }].filter(
        yamlSerializer.test,
      ),
    ).toEqual([]);
    expect([secret('a'), [secret('a')]].every(yamlSerializer.test)).toBe(true);
    expect(isManifest(map)).toBe(true);
  });

  test('does not depend on the order of keys', () => {
    const reversed = {
      binaryData: map.binaryData,
      apiVersion: 'v1',
      metadata: { name: 'map', namespace: 'acme' },
      kind: map.kind,
      data: map.data,
    };
    expect(yamlSerializer.serialize(reversed)).toBe(yamlSerializer.serialize(map));
  });
});

test.each([
  ['clusterIp', ['clusterIP', 'clusterIPs'], 'clusterIP'],
  ['jtw', ['jwt', 'data'], 'jwt'],
  ['imagePulPolicy', ['image', 'imagePullPolicy'], 'imagePullPolicy'],
  ['abc', ['xyz'], undefined],
  ['a', [], undefined],
])('the nearest name to %s of %s is %s', (word, names, expected) => {
  expect(meantBy(word, names)).toBe(expected);
});
