import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Size } from 'cdk8s';
import { assert, boolean, constant, constantFrom, option, property, record, subarray, tuple } from 'fast-check';
import { BuilderPlaygroundPod, BuilderPlaygroundWorkloads, readPlayground, type BuilderPlaygroundWorkloadsProps } from '../../src/playground';
import { Storage } from '../../src/kube';
import { workloadGroups } from '../../src/playground/workloads/groups';
import { find } from '../../src/testing';
import { newChart, problemsOf, untyped, warningsOf } from '../support/fixtures';
import { fixtures, outputFolder, removeFolders, service } from './support/folder';
import { emitted } from './support/pod';
import { EmittedWorkloads, stuck, unresolved, waitsIn } from './support/workloads';

afterAll(removeFolders);

function workloadsOf(output: string, props: Partial<BuilderPlaygroundWorkloadsProps> = {}): EmittedWorkloads {
  const chart = newChart();
  warningsOf(() => new BuilderPlaygroundWorkloads(chart, 'l1', { output, name: 'l1', ...props }));
  return new EmittedWorkloads(emitted(chart));
}

const http = (port = 8545): object => ({ ports: [{ name: 'http', port, Protocol: 'tcp' }] });
const healthy = (...names: string[]): object => ({ depends_on: names.map((Name) => ({ Name, Condition: 'service_healthy' })) });
const started = (...names: string[]): object => ({ depends_on: names.map((Name) => ({ Name, Condition: '' })) });
const watcher = (subject: string, over: object = {}): object =>
  service(`${subject}_healthmon`, { image: 'ghcr.io/example/playground-utils', entrypoint: 'healthmon', args: ['--url', `{{Service "${subject}" "http" "http" ""}}`], ready_check: { test: ['CMD', 'wget', 'http://127.0.0.1:21171/ready'], interval: 1e9, timeout: 1e9, retries: 3 }, ...over });
const watched = (name: string, over: object = {}): object => service(name, { labels: { 'health-check-sidecar': `${name}_healthmon` }, ...http(), ...over });
const groupsOf = (services: readonly object[], props?: Partial<BuilderPlaygroundWorkloadsProps>): readonly (readonly string[])[] => workloadsOf(outputFolder({ services }), props).groups;

describe('pods', () => {
  test('are one for each service', () => {
    const services = [service('a', { ...http(), args: ['--port', '{{Port "http" 8545}}'] }), service('b', { ...http(), args: ['--port', '{{Port "http" 8545}}', '{{Service "a" "http" "http" ""}}'] })];
    const all = workloadsOf(outputFolder({ services }));
    expect(all.groups).toEqual([['a'], ['b']]);
    // Nothing is renumbered where nothing clashes.
    expect(all.podOf('b').containers[0]).toMatchObject({ name: 'b', args: ['--port', '8545', 'http://a:8545'] });
    expect(find(all.manifests, 'Deployment', 'l1-b')).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
    expect(find(all.manifests, 'Service', 'a')).toMatchObject({ spec: { clusterIP: 'None', publishNotReadyAddresses: true, ports: [{ name: 'http', port: 8545, targetPort: 8545 }] } });
  });

  test('get the user\'s additions each, and a volume where it is asked for', () => {
    const output = outputFolder({ services: [service('a', http()), service('b', http())] });
    const sidecars = [{ name: 'shipper', image: 'shipper:1', ports: [{ name: 'a', containerPort: 9999 }] }];
    const volume = { name: 'ca', configMap: { name: 'ca' } };
    const all = workloadsOf(output, { sidecars, extraVolumes: [{ volume, mount: { mountPath: '/ca' }, containers: ['b'] }] });
    expect(all.groups).toEqual([['a', 'shipper'], ['b', 'shipper']]);
    expect(['a', 'b'].map((name) => all.podOf(name).containers[0]?.volumeMounts)).toEqual([undefined, [{ name: 'ca', mountPath: '/ca' }]]);
    expect(problemsOf(() => workloadsOf(output, { extraVolumes: [{ volume, mount: { mountPath: '/ca' }, containers: ['b', 'c'] }] })).map(({ code, message }) => [code, /"(.)"/.exec(message)?.[1]])).toEqual([['UNKNOWN_CONTAINER', 'c']]);
  });

  test('are overridden each by what is said of its own containers', () => {
    const output = outputFolder({ services: [service('a', http()), service('b', http())] });
    const all = workloadsOf(output, { podOverrides: { containers: [{ name: 'b', workingDir: '/tmp' }] } });
    expect(all.groups).toEqual([['a'], ['b']]);
    expect(all.podOf('b').containers[0]?.workingDir).toBe('/tmp');
    expect(problemsOf(() => workloadsOf(output, { podOverrides: { containers: [{ name: 'c', workingDir: '/tmp' }] } })).map(({ code }) => code)).toEqual(['MISSING_IMAGE']);
  });

  test('hold services that share a volume, and a sidecar beside what it watches', () => {
    const data = { volumes_mapped: { '/data': 'shared:data' } };
    expect(groupsOf([service('a', data), watched('b'), service('c', { volumes_mapped: { '/data': 'data' } }), service('d', data), watcher('b')])).toEqual([['a', 'd'], ['b', 'b-healthmon'], ['c']]);
  });

  test('hold those that wait for somebody who listens nowhere', () => {
    expect(groupsOf([service('a', started('b')), service('b'), service('c', { ...http(), ...started('d') }), service('d', { ports: [{ name: 'p2p', port: 9000, Protocol: 'udp' }] })])).toEqual([['b', 'a'], ['d', 'c']]);
  });

  test('do not wait for each other', () => {
    // By the services alone nobody waits in a circle; by their pods, a waits for b, and c beside a is waited for by b.
    const services = [service('a', { ...http(), ...started('b'), volumes_mapped: { '/v': 'shared:v' } }), service('b', { ...http(8001), ...started('c') }), service('c', { ...http(8002), volumes_mapped: { '/v': 'shared:v' } })];
    expect(groupsOf(services)).toEqual([['c', 'b', 'a']]);
  });

  test('do not keep somebody back whom another needs to become healthy', () => {
    // As the recipe l1 --rbuilder: the builder shares the data of el and waits for beacon, which needs el.
    const shared = { volumes_mapped: { '/data': 'shared:el-data' } };
    const services = [watched('el', { volumes_mapped: { '/data': 'data' } }), watcher('el'), watched('beacon', { ...http(3500), args: ['{{Service "el" "http" "http" ""}}'] }), watcher('beacon'), service('rbuilder', { ...shared, ...healthy('beacon_healthmon') })];
    expect(groupsOf(services)).toHaveLength(1);
    const relaxed = services.filter((_, i) => i !== 4);
    expect(groupsOf([...relaxed, service('relay', { ...http(), ...healthy('beacon_healthmon') })])).toEqual([['el', 'el-healthmon'], ['beacon', 'beacon-healthmon'], ['relay']]);
  });

  test('do not keep a bootnode back whom another needs', () => {
    const boot = service('boot', { ports: [{ name: 'rpc', port: 30303, Protocol: 'tcp' }], volumes_mapped: { '/v': 'shared:v' } });
    const services = [boot, watched('el', { args: ['{{Bootnode}}'] }), watcher('el'), service('late', { volumes_mapped: { '/v': 'shared:v' }, ...healthy('el_healthmon') })];
    expect(workloadsOf(outputFolder({ services, bootnode: { Service: 'boot', ID: 'ab' } })).groups).toHaveLength(1);
  });

  test('are not one because two services speak to each other', () => {
    // Compose has the relay come later too: beacon becomes healthy without it.
    const services = [watched('beacon', { args: ['{{Service "relay" "http" "http" ""}}'] }), watcher('beacon'), service('relay', { ...http(), args: ['{{Service "beacon" "http" "http" ""}}'], ...healthy('beacon_healthmon') })];
    const all = workloadsOf(outputFolder({ services }));
    expect(all.groups).toEqual([['beacon', 'beacon-healthmon'], ['relay']]);
    expect(all.podOf('relay').init).toMatchObject([{ name: 'wait-1-beacon-healthmon', command: ['sh', '-euc', expect.stringContaining('nc -z -w 2 beacon-ready 8545')] }]);
  });

  test('ask the watched service for a sidecar, also where another is first', () => {
    const services = [service('first', { ...http(1), volumes_mapped: { '/v': 'shared:v' } }), watched('el', { volumes_mapped: { '/v': 'shared:v' } }), watcher('el'), service('a', healthy('el_healthmon')), service('b', healthy('el_healthmon', 'other')), service('other', { ...http(2), ready_check: { test: ['CMD', 'true'] } })];
    const all = workloadsOf(outputFolder({ services }));
    expect(all.podOf('b').init.map(({ name, command }) => [name, command?.at(-1)])).toEqual([
      ['wait-1-el-healthmon', expect.stringContaining('nc -z -w 2 el-ready 8545')],
      ['wait-2-other', expect.stringContaining('nc -z -w 2 other-ready 2')],
    ]);
    expect(all.services.map(({ name }) => name)).toEqual(['first', 'el', 'other', 'el-ready', 'other-ready']);
  });

  test('ask over TCP, on the number that the service has in its pod', () => {
    const moved = { volumes_mapped: { '/v': 'shared:v' }, args: ['{{Port "http" 8545}}'] };
    const services = [service('a', { ...http(), ...moved }), service('b', { ports: [{ name: 'p2p', port: 9000, Protocol: 'udp' }, { name: 'http', port: 8545, Protocol: 'tcp' }], ...moved }), service('c', started('b'))];
    expect(workloadsOf(outputFolder({ services })).podOf('c').init[0]?.command?.at(-1)).toContain('nc -z -w 2 b 8546');
  });

  test('leave out what runs elsewhere', () => {
    const services = [service('a', { ...http(), args: ['{{Service "b" "http" "http" ""}}'], ...started('b') }), service('b', http()), service('c', http())];
    const all = workloadsOf(outputFolder({ services }), { services: { b: { run: { external: 'b.example' } }, c: { run: 'skip' }, a: { expose: { type: 'NodePort' } } } });
    expect(all.groups).toEqual([['a']]);
    expect(all.podOf('a').init).toEqual([]);
    expect(find(all.manifests, 'Service', 'b')).toMatchObject({ spec: { type: 'ExternalName', externalName: 'b.example' } });
    expect(find(all.manifests, 'Service', 'a-external')).toMatchObject({ spec: { type: 'NodePort' } });
  });
});

const shared = fixtures();
const published = shared === undefined ? [] : readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('manifest.json'));
const table = (published.length === 0 ? ['none'] : published).map((path) => [path] as const);

(published.length === 0 ? describe.skip : describe)('of what the tool wrote', () => {
  test.each(table)('%s resolves, waits and starts', (path) => {
    const output = outputFolder(readFileSync(join(shared ?? '', path), 'utf8'));
    const all = workloadsOf(output);
    const { services } = readPlayground(output);
    expect(all.groups.flat()).toHaveLength(services.length);
    expect(unresolved(all, output)).toEqual([]);
    expect(waitsIn(all, output).filter((wait) => wait !== 'pod' && wait !== 'init')).toEqual([]);
    expect(stuck(all)).toEqual([]);
  });

  test.each([
    ['main-c473a6a/l1', [['el', 'el-healthmon'], ['beacon', 'beacon-healthmon'], ['validator'], ['mev-boost-relay']]],
    ['main-c473a6a/l1-rbuilder', [['el', 'el-healthmon', 'beacon', 'beacon-healthmon', 'rbuilder'], ['validator'], ['mev-boost-relay']]],
    ['main-c473a6a/buildernet', [['el', 'el-healthmon'], ['beacon'], ['validator'], ['mev-boost-relay'], ['builder-hub-db'], ['builder-hub-api', 'builder-hub-api-readycheck'], ['builder-hub-proxy', 'builder-hub-proxy-readycheck'], ['server', 'server-readycheck']]],
  ])('%s has the pods that one would draw', (folder, groups) => {
    const found = workloadsOf(outputFolder(readFileSync(join(shared ?? '', 'derived', folder, 'manifest.json'), 'utf8'))).groups;
    expect(new Set(found.map((names) => new Set(names)))).toEqual(new Set(groups.map((names) => new Set(names))));
  });
});

/** A manifest of six services at random, none of which waits in a circle. */
const manifests = (() => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const draft = tuple(...names.map((name, i) => record({
    name: constant(name),
    listens: boolean(),
    volume: option(constantFrom('x', 'y'), { nil: undefined }),
    waits: subarray(names.slice(0, i)),
    condition: constantFrom('service_healthy', ''),
    speaks: subarray(names.filter((each) => each !== name)),
  })));
  return draft.map((services) => {
    const listening = new Set(services.filter(({ listens }) => listens).map(({ name }) => name));
    return services.map(({ name, listens, volume, waits, condition, speaks }) =>
      service(name, {
        ready_check: { test: ['CMD', 'true'], interval: 1e9, timeout: 1e9, retries: 3 },
        ...(listens ? http() : {}),
        args: [...(listens ? ['{{Port "http" 8545}}'] : []), ...speaks.filter((each) => listening.has(each)).map((each) => `{{Service "${each}" "http" "http" ""}}`)],
        ...(volume === undefined ? {} : { volumes_mapped: { '/data': `shared:${volume}` } }),
        depends_on: waits.map((Name) => ({ Name, Condition: condition })),
      }));
  });
})();

describe('whatever the manifest', () => {
  test('every service is in one group, with those whose volume it shares', () => {
    assert(property(manifests, (drafts) => {
      const { services } = readPlayground(outputFolder({ services: drafts }));
      const groups = workloadGroups(services, undefined);
      expect(new Set(groups.flat())).toEqual(new Set(services.map(({ name }) => name)));
      expect(groups.flat()).toHaveLength(services.length);
      for (const { volumes } of services) {
        const sharers = services.filter((each) => each.volumes.some(({ volume }) => volumes.some((own) => own.volume === volume))).map(({ name }) => name);
        expect(groups.filter((group) => sharers.some((name) => group.includes(name))).length).toBeLessThanOrEqual(1);
      }
    }), { numRuns: 100 });
  });

  test('references resolve, services wait, and every pod starts', () => {
    assert(property(manifests, (drafts) => {
      const output = outputFolder({ services: drafts });
      const all = workloadsOf(output);
      expect(unresolved(all, output)).toEqual([]);
      expect(waitsIn(all, output).filter((wait) => wait !== 'pod' && wait !== 'init')).toEqual([]);
      expect(stuck(all)).toEqual([]);
    }), { numRuns: 15 });
  });
});

const claim = (mode: 'ReadWriteOnce' | 'ReadWriteMany'): Storage => Storage.claim({ size: Size.gibibytes(1), accessModes: [mode] });

describe('props', () => {
  const pair = (): string => outputFolder({ services: [service('a', http()), service('b', http())] });
  const warnings = (props: Partial<BuilderPlaygroundWorkloadsProps>): readonly string[] =>
    warningsOf(() => new BuilderPlaygroundWorkloads(newChart(), 'l1', { output: pair(), ...props })).map(({ code }) => code);

  test('that leave the pods on several nodes with one claim are warned of', () => {
    expect(warnings({ storage: 'pvc' })).toEqual(['SHARED_CLAIM']);
    expect(warnings({ storage: claim('ReadWriteOnce') })).toEqual(['SHARED_CLAIM']);
    expect(warnings({ storage: Storage.claim({ size: Size.gibibytes(1) }) })).toEqual(['SHARED_CLAIM']);
    expect(warnings({ storage: claim('ReadWriteMany') })).toEqual([]);
    expect(warnings({ storage: 'pvc', nodeSelector: { 'kubernetes.io/hostname': 'node-1' } })).toEqual([]);
    expect(warnings({ storage: 'ephemeral' })).toEqual([]);
  });

  test.each<readonly [string, readonly object[], Partial<BuilderPlaygroundWorkloadsProps>, string]>([
    ['a name that is too long for its longest service', [service('a'.repeat(50))], {}, 'NAME_TOO_LONG'],
    ['a service with the name of the Service that tells of another', [service('a', http()), service('a-ready', http())], {}, 'NAME_CLASH'],
    ['a kind of storage that is none', [service('a')], { storage: untyped('disk') }, 'INVALID_CHOICE'],
  ])('refuses %s', (_, services, props, code) => {
    expect(problemsOf(() => new BuilderPlaygroundWorkloads(newChart(), 'l1', { output: outputFolder({ services }), ...props }))).toEqual(expect.arrayContaining([expect.objectContaining({ code, path: 'acme/l1' })]));
  });

  test('that two playgrounds of a namespace cannot both have', () => {
    const chart = newChart();
    new BuilderPlaygroundWorkloads(chart, 'one', { output: pair(), name: 'one' });
    expect(problemsOf(() => new BuilderPlaygroundWorkloads(chart, 'two', { output: pair(), name: 'two' })).map(({ code }) => code)).toContain('DUPLICATE_NAME');
  });

  test('that give a pod the name of another playground', () => {
    const chart = newChart();
    new BuilderPlaygroundPod(chart, 'one', { output: outputFolder({ services: [service('other')] }), name: 'l1-a' });
    expect(problemsOf(() => new BuilderPlaygroundWorkloads(chart, 'two', { output: pair(), name: 'l1' }))).toMatchObject([{ code: 'DUPLICATE_NAME' }]);
  });

  test('of the pods reach every pod', () => {
    const all = workloadsOf(pair(), { nodeSelector: { disk: 'fast' }, toolbox: 'ghcr.io/example/busybox:1' });
    expect(all.manifests.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => untyped<{ template: { spec: object } }>(spec).template.spec)).toEqual([1, 2].map(() => expect.objectContaining({ nodeSelector: { disk: 'fast' } })));
  });
});
