import * as fc from 'fast-check';
import { amount, differences, objectDifferences, settled } from '../../scripts/e2e/compare';

test.each([
  ['1000m', 1], ['1', 1], [2, 2], ['1Gi', 2 ** 30], ['1024Mi', 2 ** 30], ['1e3', 1000], ['1k', 1000], ['0.5', 0.5], ['500u', 0.0005], ['1Ei', 2 ** 60],
])('the amount %s is %d', (text, number) => expect(amount(text)).toBeCloseTo(number, 9));

test.each(['', 'one', '1 Gi', '1Gib', '1Kib', 'v1', '-'])('"%s" is no amount', (text) => expect(amount(text)).toBeNaN());

describe('what the server may do to an object', () => {
  test.each<[string, unknown, unknown]>([
    ['add fields', { a: 1 }, { a: 1, b: 2 }],
    ['add fields to the entries of lists', { ports: [{ port: 1 }] }, { ports: [{ port: 1, nodePort: 30000 }] }],
    ['write an amount another way', { limits: { cpu: '1000m', memory: '4096Mi' } }, { limits: { cpu: '1', memory: '4Gi' } }],
    ['write an amount as text', { requests: { cpu: 2 } }, { requests: { cpu: '2' } }],
    ['leave out what is empty', { a: {}, b: [], c: null, d: '', e: false, f: 0, g: { h: [{}] } }, {}],
    ['order a list', { list: [{ name: 'a', v: 1 }, { name: 'b' }] }, { list: [{ name: 'b', x: 1 }, { name: 'a', v: 1 }] }],
  ])('%s', (_, sent, live) => expect(differences(sent, live)).toEqual([]));

  test.each<[string, unknown, unknown, string]>([
    ['drop a field', { spec: { a: 1 } }, { spec: {} }, 'spec.a: sent 1, live nothing'],
    ['change a field', { spec: { a: 'x' } }, { spec: { a: 'y' } }, 'spec.a: sent "x", live "y"'],
    ['change an amount', { limits: { cpu: '1' } }, { limits: { cpu: '1001m' } }, 'limits.cpu: sent "1", live "1001m"'],
    // Only amounts are numbers in disguise.
    ['change a text that reads as an amount', { version: '1000m' }, { version: '1' }, 'version: sent "1000m", live "1"'],
    ['drop an entry of a list', { l: [1, 2] }, { l: [1] }, 'l: sent 2 entries, live 1'],
    ['add an entry to a list', { l: [1] }, { l: [1, 2] }, 'l: sent 1 entries, live 2'],
    ['put another entry into a list', { l: [{ a: 1 }, { a: 1 }] }, { l: [{ a: 1 }, { a: 2 }] }, 'l[1].a: sent 1, live 2'],
    ['make something of nothing', { a: {} }, { a: { b: 1 } }, ''],
    ['turn a switch over', { on: true }, {}, 'on: sent true, live nothing'],
    ['turn a switch on', { on: false }, { on: true }, 'on: sent false, live true'],
  ])('not: %s', (_, sent, live, message) => expect(differences(sent, live)).toEqual(message ? [message] : []));

  test('whatever was sent is part of itself, and of nothing that lacks a leaf', () => {
    expect.hasAssertions();
    const leaf = fc.oneof(fc.integer({ min: 1 }), fc.string({ minLength: 1 }), fc.constant(true));
    const tree = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(leaf, fc.array(leaf, { minLength: 1, maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), leaf, { minKeys: 1 })), { minKeys: 1 });
    fc.assert(fc.property(tree, (sent) => {
      expect(differences(sent, { ...sent, added: 1, addedtoo: { a: [] } })).toEqual([]);
      const [first = ''] = Object.keys(sent);
      const { [first]: _dropped, ...lacking } = sent;
      expect(differences(sent, lacking)).toHaveLength(1);
    }));
  });
});

describe('Secrets', () => {
  const sent = { kind: 'Secret', stringData: { key: 'value' } };
  test('are kept encoded', () => expect(objectDifferences(sent, { kind: 'Secret', data: { key: Buffer.from('value').toString('base64') } })).toEqual([]));
  test('are not shown', () => expect(objectDifferences(sent, { kind: 'Secret', data: { key: 'b3RoZXI=' } })).toEqual(['data.key: differs']));
});

describe('what changes by itself', () => {
  const live = { kind: 'Deployment', metadata: { name: 'a', resourceVersion: '1', generation: 1, managedFields: [], annotations: { 'deployment.kubernetes.io/revision': '1' } }, spec: { replicas: 2, a: 1 }, status: {} };
  const later = { ...live, metadata: { ...live.metadata, resourceVersion: '2', managedFields: [{}], annotations: { 'deployment.kubernetes.io/revision': '2' } }, status: { ready: 1 } };
  const scaled = { ...later, metadata: { ...later.metadata, generation: 2 }, spec: { ...later.spec, replicas: 3 } };
  const given = { spec: { replicas: 2 } };

  test('is left out', () => expect(settled(later, given)).toEqual(settled(live, given)));
  test('is not the generation', () => expect(settled({ ...live, metadata: { ...live.metadata, generation: 2 } }, given)).not.toEqual(settled(live, given)));
  test('is what controllers note on an object', () => {
    const noted = { ...live, metadata: { ...live.metadata, finalizers: ['example.com/tidy'], labels: { 'example.com/seen': 'yes' }, annotations: { 'example.com/at': 'noon' } } };
    expect(settled(noted, given)).toEqual(settled(live, given));
    expect(settled(noted, { ...given, metadata: { annotations: { 'example.com/at': 'one' } } })).not.toEqual(settled(live, given));
  });
  test('is the number of pods where an autoscaler has it', () => {
    expect(settled(scaled, {})).toEqual(settled(live, {}));
    expect(settled(scaled, given)).not.toEqual(settled(live, given));
  });
});
