import { array, assert, boolean, constant, constantFrom, nat, property, record, tuple, uniqueArray, type Arbitrary } from 'fast-check';
import { Problems } from '../../../src/errors';
import { readPlayground, type PlaygroundPlan } from '../../../src/playground';
import { planPlayground } from '../../../src/playground/plan';
import { warningsOf } from '../../support/fixtures';
import { folderOf, removeFolders } from '../support/folder';

afterEach(removeFolders);

const NAMES = ['el', 'beacon', 'op-geth', 'op_node', 'relay', 'db', 'batcher', 'mon'] as const;
const LABELS = ['http', 'ws', 'p2p', 'metrics'] as const;
/** Few numbers, so that most of them clash, the last one and one that programs take without a word among them. */
const NUMBERS = [80, 8545, 8546, 8547, 21171, 30303, 65534, 65535] as const;
const IMAGES = ['example/plain', 'flashbots/op-batcher', 'paradigmxyz/reth', 'flashbots/rollup-boost', 'sigp/lighthouse'] as const;

interface Drawn {
  readonly name: string;
  readonly image: string;
  readonly healthmon: boolean;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocols: readonly ('tcp' | 'udp')[] }[];
  /** Which of the others' ports it speaks to, and which it waits for: numbers that are taken modulo what there is. */
  readonly speaksTo: readonly (readonly [service: number, port: number])[];
  readonly waitsFor: readonly number[];
}

const drawn = (name: string): Arbitrary<Drawn> => record({
  name: constant(name),
  image: constantFrom(...IMAGES),
  healthmon: boolean(),
  ports: uniqueArray(
    record({ name: constantFrom(...LABELS), port: constantFrom(...NUMBERS), protocols: constantFrom(['tcp'] as const, ['udp'] as const, ['tcp', 'udp'] as const) }),
    { maxLength: 3, selector: (port) => port.name },
  ),
  speaksTo: array(tuple(nat(20), nat(20)), { maxLength: 4 }),
  waitsFor: array(nat(20), { maxLength: 2 }),
});

const services = uniqueArray(constantFrom(...NAMES), { minLength: 1, maxLength: 7 }).chain((names) => tuple(...names.map(drawn)));

const MON = ['CMD', 'wget', 'http://127.0.0.1:21171/ready'];

/** The manifest: waits lead to earlier services only, so that they make no circle; templates lead anywhere. */
function manifestOf(list: readonly Drawn[]): object {
  const targets = list.filter(({ ports }) => ports.length > 0);
  return {
    services: list.map(({ name, image, healthmon, ports, speaksTo, waitsFor }, at) => ({
      name,
      image,
      tag: 'v1',
      ...(healthmon ? { entrypoint: 'healthmon', ready_check: { test: MON } } : {}),
      args: [
        'node',
        ...ports.flatMap(({ name: label, port, protocols }) => protocols.map((protocol) => `${label}/${protocol}={{${protocol === 'tcp' ? 'Port' : 'PortUDP'} "${label}" ${port}}}`)),
        ...(targets.length === 0 ? [] : speaksTo.map(([service, port]) => {
          const target = targets[service % targets.length]!;
          const { name: label } = target.ports[port % target.ports.length]!;
          return `to/${target.name}/${label}={{Service "${target.name}" "${label}" "" ""}}`;
        })),
      ],
      ports: ports.flatMap(({ name: label, port, protocols }) => protocols.map((Protocol) => ({ name: label, port, Protocol }))),
      depends_on: at === 0 ? [] : waitsFor.map((other) => ({ Name: list[other % at]!.name, Condition: 'service_started' })),
    })),
  };
}

/** Each in a pod of its own, all in one, or by the number drawn. */
const grouping = constantFrom('one', 'own', 'two');

function planOf(list: readonly Drawn[], group: string): PlaygroundPlan {
  const names = list.map(({ name }) => name);
  const pods = { one: undefined, own: [], two: [names.filter((_, i) => i % 2 === 0), names.filter((_, i) => i % 2 === 1)] }[group];
  let plan: PlaygroundPlan | undefined;
  warningsOf(() => {
    const problems = new Problems();
    plan = planPlayground(problems, readPlayground(folderOf({ 'manifest.json': manifestOf(list) })), { pods });
    problems.settle();
  });
  removeFolders();
  return plan!;
}

const check = (holds: (list: readonly Drawn[], plan: PlaygroundPlan) => void): void => {
  assert(property(services, grouping, (list, group) => holds(list, planOf(list, group))), { numRuns: 100 });
};

test('no service is lost, and none is doubled', () => {
  check((list, plan) => {
    expect(plan.services.map(({ service }) => service)).toEqual(list.map(({ name }) => name));
    const inPods = plan.pods.flatMap((pod) => [...pod.sidecars, ...pod.containers]);
    expect(new Set(inPods)).toEqual(new Set(plan.services));
    expect(inPods).toHaveLength(list.length);
    for (const pod of plan.pods) expect(pod.containers).not.toHaveLength(0);
  });
});

test('no two services of a pod listen on one port', () => {
  check((_, plan) => {
    for (const pod of plan.pods) {
      const taken = [...pod.sidecars, ...pod.containers].flatMap(({ listeners }) => [...new Set(listeners.map(({ protocol, port }) => `${protocol} ${port}`))]);
      expect(new Set(taken).size).toBe(taken.length);
    }
  });
});

test('every reference leads to a listener, in the pod or by name', () => {
  check((_, plan) => {
    for (const from of plan.services) {
      for (const [, target, label, host, port] of from.args.flatMap((arg) => [...arg.matchAll(/^to\/(.+)\/(.+)=(.+):(\d+)$/g)])) {
        const there = plan.services.find(({ service }) => service === target)!;
        expect(host).toBe(there.pod === from.pod ? '127.0.0.1' : there.name);
        expect(there.listeners).toContainEqual(expect.objectContaining({ name: label, port: Number(port), declared: true }));
      }
    }
  });
});

test('every service is told the numbers that it listens on', () => {
  check((_, plan) => {
    const told = plan.services.flatMap(({ args, listeners }) =>
      listeners.filter(({ name, protocol, declared }) => declared && args.some((arg) => arg.startsWith(`${name}/${protocol}=`))).map(({ name, protocol, port }) => ({ args, word: `${name}/${protocol}=${port}` })));
    for (const { args, word } of told) expect(args).toContain(word);
    const watchers = plan.services.flatMap(({ args, listeners, check: health }) => listeners.filter(({ name }) => name === 'health').map(({ original, port }) => ({ args, health, port, moved: port !== original })));
    for (const { health, port } of watchers) expect(health?.handler).toMatchObject({ command: ['wget', `http://127.0.0.1:${port}/ready`] });
    for (const { args, port, moved } of watchers) expect(args.includes(`127.0.0.1:${port}`)).toBe(moved);
  });
});

test('numbers that nobody else wants are kept, and none is out of range', () => {
  check((_, plan) => {
    for (const pod of plan.pods) {
      const all = [...pod.sidecars, ...pod.containers].flatMap(({ service, listeners }) => listeners.map((listener) => ({ service, ...listener })));
      expect(all.filter(({ port }) => port < 1 || port > 65535)).toEqual([]);
      const moved = all.filter(({ port, original }) => port !== original);
      expect(moved.filter(({ service, original }) => !all.some((other) => other.service !== service && other.original === original && other.port === original))).toEqual([]);
    }
  });
});

test('who waits starts after what it waits for', () => {
  check((_, plan) => {
    for (const pod of plan.pods) {
      const order = [...pod.sidecars, ...pod.containers].map(({ service }) => service);
      for (const { service, dependsOn } of [...pod.sidecars, ...pod.containers]) {
        for (const { service: target } of dependsOn) {
          if (!order.includes(target)) continue;
          expect(order.indexOf(target)).toBeLessThan(order.indexOf(service));
          expect(pod.sidecars.map((each) => each.service)).toContain(target);
        }
      }
    }
  });
});

test('the same manifest gives the same plan', () => {
  assert(property(services, grouping, (list, group) => expect(planOf(list, group)).toEqual(planOf(list, group))), { numRuns: 30 });
});
