import * as fc from 'fast-check';
import { k8s } from 'cdk8s-plus-28';
import { merge } from '../../src/kube';

test.each<[string, object, unknown, object]>([
  ['fields one by one', { a: 1, b: { c: 2, d: 3 } }, { b: { c: 4 }, e: 5 }, { a: 1, b: { c: 4, d: 3 }, e: 5 }],
  ['nothing', { a: 1 }, undefined, { a: 1 }],
  ['undefined as nothing', { a: 1 }, { a: undefined }, { a: 1 }],
  ['other lists as a whole', { args: ['a', 'b'] }, { args: ['c'] }, { args: ['c'] }],
  ['a scalar over an object', { a: { b: 1 } }, { a: 'c' }, { a: 'c' }],
  ['containers by name', { containers: [{ name: 'a', image: 'x' }, { name: 'b' }] }, { containers: [{ name: 'c' }, { name: 'a', tty: true }] }, { containers: [{ name: 'a', image: 'x', tty: true }, { name: 'b' }, { name: 'c' }] }],
  ['mounts by path', { volumeMounts: [{ mountPath: '/a', name: 'x' }] }, { volumeMounts: [{ mountPath: '/a', subPath: 's' }, { mountPath: '/b', name: 'y' }] }, { volumeMounts: [{ mountPath: '/a', name: 'x', subPath: 's' }, { mountPath: '/b', name: 'y' }] }],
  ['a variable with another source', { env: [{ name: 'A', value: 'x' }] }, { env: [{ name: 'A', valueFrom: { y: 1 } }] }, { env: [{ name: 'A', valueFrom: { y: 1 } }] }],
  ['a volume with another source', { volumes: [{ name: 'a', emptyDir: {} }] }, { volumes: [{ name: 'a', hostPath: { path: '/' } }] }, { volumes: [{ name: 'a', hostPath: { path: '/' } }] }],
  ['a probe with another handler', { livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 5 } }, { livenessProbe: { exec: { command: ['true'] } } }, { livenessProbe: { exec: { command: ['true'] }, periodSeconds: 5 } }],
  ['a probe with other timing', { livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 5 } }, { livenessProbe: { periodSeconds: 9 } }, { livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 9 } }],
  ['ports without names beside each other', { ports: [{ name: 'a', containerPort: 1 }] }, { ports: [{ containerPort: 2 }, { containerPort: 3 }] }, { ports: [{ name: 'a', containerPort: 1 }, { containerPort: 2 }, { containerPort: 3 }] }],
])('lays %s', (_what, base, over, expected) => {
  expect(merge(base, over)).toEqual(expected);
});

test('quantities are values, and not objects to look into', () => {
  const merged = merge({ limits: { cpu: k8s.Quantity.fromString('1'), memory: k8s.Quantity.fromString('1Gi') } }, { limits: { cpu: k8s.Quantity.fromString('2') } });
  expect(Object.values(merged.limits).map(({ value }) => value)).toEqual(['2', '1Gi']);
});

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('of any pod specs', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const leaf = fc.oneof(fc.integer(), fc.string({ maxLength: 3 }), fc.boolean());
  const named = fc.uniqueArray(fc.record({ name, value: leaf }), { selector: (entry) => entry.name, maxLength: 3 });
  const probe = fc.oneof(fc.record({ httpGet: fc.record({ port: fc.nat() }), periodSeconds: fc.nat() }), fc.record({ tcpSocket: fc.record({ port: fc.nat() }) }), fc.record({ periodSeconds: fc.nat() }));
  const container = fc.record({ name, image: optional(leaf), env: optional(named), ports: optional(named), args: optional(fc.array(leaf, { maxLength: 3 })), livenessProbe: optional(probe) });
  const spec = fc.record({
    containers: optional(fc.uniqueArray(container, { selector: (entry) => entry.name, maxLength: 3 })),
    volumes: optional(named),
    securityContext: optional(fc.record({ runAsUser: optional(fc.nat()), fsGroup: optional(fc.nat()) })),
    dnsPolicy: optional(leaf),
  });
  // What JSON prints; undefined is absent.
  test('nothing over something, and something over nothing, is that something', () => {
    fc.assert(fc.property(spec, (base) => {
      expect(merge(base, undefined)).toBe(base);
      expect(merge(base, {})).toEqual(base);
      expect(plain(merge({}, base))).toEqual(plain(base));
    }));
    expect.hasAssertions();
  });

  test('once is as good as twice', () => {
    fc.assert(fc.property(spec, spec, (base, over) => {
      const once = merge(base, over);
      expect(merge(once, over)).toEqual(once);
      expect(plain(merge(base, base))).toEqual(plain(base));
    }));
    expect.hasAssertions();
  });

  test('neither is changed', () => {
    fc.assert(fc.property(spec, spec, (base, over) => {
      const before = JSON.stringify([base, over]);
      merge(base, over);
      expect(JSON.stringify([base, over])).toBe(before);
    }));
    expect.hasAssertions();
  });

  test('whatever the override says is there afterwards', () => {
    fc.assert(fc.property(spec, spec, (base, over) => {
      const merged = merge(base, over);
      expect(merged.securityContext?.runAsUser).toBe(over.securityContext?.runAsUser ?? base.securityContext?.runAsUser);
      expect(merged.containers?.map((each) => each.name) ?? []).toEqual(expect.arrayContaining(over.containers?.map((each) => each.name) ?? []));
      expect(merged.volumes ?? []).toEqual(expect.arrayContaining(over.volumes ?? []));
    }));
    expect.hasAssertions();
  });
});
