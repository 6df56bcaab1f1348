import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BuilderPlaygroundPod } from '../../src/playground';
import { manifestsOf } from '../../src/testing';
import { newChart, warningsOf } from '../support/fixtures';
import { COMPARED, WITHOUT_COUNTERPART, composeServices, sorted, type Running } from './support/compose';
import { emittedServices, type Emitted } from './support/emitted-services';
import { fixtures, outputFolder, removeFolders } from './support/folder';

const root = fixtures() ?? '';
const folders = root === '' ? [] : readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('docker-compose.yaml')).map((path) => dirname(path));
/** Jest refuses an empty table, also where the tests are skipped. */
const table = (folders.length === 0 ? ['none'] : folders).map((path) => [path] as const);

afterAll(removeFolders);

/** One service beside its like in the pod. */
interface Pair {
  readonly name: string;
  readonly emitted: Emitted;
  /** Everything in the pod, by the name in the manifest. */
  readonly pod: ReadonlyMap<string, Emitted>;
}

/** Something in which a pod is meant to differ from Compose. */
interface Difference {
  readonly what: string;
  readonly why: string;
  /** What Compose has, as the pod is to have it. */
  readonly apply: (compose: Running, pair: Pair) => Running;
}

/** The text with the numbers of addresses of services as they are in the pod. @param host what stands before the number then */
function inPod(text: string, pod: Pair['pod'], host: (name: string) => string): string {
  const names = [...pod.keys()].join('|');
  return text.replace(new RegExp(String.raw`(?<![\w.-])(${names}):(\d+)(?!\d)`, 'g'), (_, name: string, port: string) => `${host(name)}:${pod.get(name)?.targets[`${port}/tcp`] ?? port}`);
}

const texts = (running: Running, change: (text: string) => string): Running => ({
  ...running,
  command: running.command.map(change),
  env: Object.fromEntries(Object.entries(running.env).map(([name, value]) => [name, change(value)])),
});
const program = ({ image, entrypoint }: Running): readonly string[] => [image.replace(/^.*\//, '').replace(/:.*$/, ''), (entrypoint[0] ?? '').replace(/^.*\//, '')];

/** A port that the manifest does not mention moves by a flag that Compose does not need. */
const flagRow = (name: string, flag: string, before: '=' | ' 127.0.0.1:', port: number): Difference => ({
  what: `${name} gets ${flag} where another service has ${port}`,
  why: 'all services of a pod share its ports, and this one is not in the manifest',
  apply: (compose, { emitted }) => {
    const added = emitted.command.slice(compose.command.length);
    const number = Number(/(\d+)$/.exec(added.at(-1) ?? '')?.[1]);
    if (!program(compose).includes(name) || added.length === 0 || !(number > port)) return compose;
    return { ...compose, command: [...compose.command, ...(before === '=' ? [`${flag}=${number}`] : [flag, `127.0.0.1:${number}`])] };
  },
});

/** A port that is declared as TCP alone. */
const udpRow = (name: string, port: number, only = ''): Difference => ({
  what: `${name} is reached over UDP on ${port} too`,
  why: 'it listens there, and the manifest calls the port TCP; Compose has no need to know, as its network lets all through',
  apply: (compose) => (program(compose).includes(name) && (only === '' || compose.command.includes(only)) && compose.ports.includes(`${port}/tcp`) ? { ...compose, ports: sorted([...compose.ports, `${port}/udp`]) } : compose),
});

const DIFFERENCES: readonly Difference[] = [
  {
    what: 'the output folder is not mounted as a whole',
    why: 'no recipe uses it, and it holds the keys of all services',
    apply: (compose) => ({ ...compose, files: Object.fromEntries(Object.entries(compose.files).filter(([, artifact]) => artifact !== '')) }),
  },
  {
    what: 'a folder that a service writes into is a copy',
    why: 'what is unpacked is shared, and a ConfigMap cannot be written',
    apply: (compose) => ({ ...compose, files: Object.fromEntries(Object.entries(compose.files).map(([path, artifact]) => [path, artifact === 'data_validator' ? `copy of ${artifact}` : artifact])) }),
  },
  {
    what: 'a service listens on another number where two want the same',
    why: 'all services of a pod share its ports; the Services keep the numbers',
    apply: (compose, { emitted }) => Object.entries(emitted.targets).reduce((running, [port, target]) => {
      const [original = ''] = port.split('/');
      // Its own address has no name before the number.
      return texts(running, (text) => text.replace(new RegExp(String.raw`(?<![\w.-]|[a-z_]:)${original}(?!\d)`, 'g'), String(target)));
    }, compose),
  },
  {
    what: 'services reach each other on the loopback of the pod, on the number there',
    why: 'they share its network, and are there before any Service is',
    apply: (compose, { pod }) => texts(compose, (text) => inPod(text, pod, () => '127.0.0.1')),
  },
  {
    what: 'an address in a check has the number that the service has in the pod',
    why: 'host aliases lead the name to the pod itself',
    apply: (compose, { pod }) => compose.check ? { ...compose, check: { ...compose.check, command: compose.check.command.map((word) => inPod(word, pod, (name) => name)) } } : compose,
  },
  flagRow('healthmon', '--service.addr', ' 127.0.0.1:', 21171),
  flagRow('op-batcher', '--rpc.port', '=', 8545),
  flagRow('reth', '--discovery.port', '=', 30303),
  {
    what: 'the check of a health sidecar asks the number that the sidecar has',
    why: 'it listens where the flag says',
    apply: (compose) => {
      const number = /^127\.0\.0\.1:(\d+)$/.exec(compose.command.at(-1) ?? '')?.[1];
      return compose.check && number !== undefined ? { ...compose, check: { ...compose.check, command: compose.check.command.map((word) => word.replace(':21171/', `:${number}/`)) } } : compose;
    },
  },
  {
    what: 'a service has five minutes to become healthy at least',
    why: 'images are pulled and databases opened meanwhile, and Kubernetes restarts what Compose gives up on',
    apply: (compose) => compose.check ? { ...compose, check: { ...compose.check, startupFailures: Math.max(compose.check.startupFailures, 300 / compose.check.periodSeconds) } } : compose,
  },
  {
    what: 'a health sidecar counts at the start only',
    why: 'it says no whenever a block is late, and one container that is not ready takes the Services of all others with it',
    apply: (compose, { name }) => compose.check && /_(healthmon|readycheck)$/.test(name) ? { ...compose, check: { ...compose.check, failures: undefined } } : compose,
  },
  udpRow('lighthouse', 9100),
  udpRow('reth', 30303, 'bootnode'),
  {
    what: 'every service has 30 seconds to stop',
    why: 'a pod has one grace period, and the tool waits as long for all but its sidecars of curl; before v0.3.2 it left that to Docker',
    apply: (compose) => ({ ...compose, graceSeconds: 30 }),
  },
];

const applied = new Set<Difference>();

/** What Compose runs and what a pod runs, by the names in the manifest. */
function bothOf(folder: string): { readonly compose: ReturnType<typeof composeServices>; readonly pod: Pair['pod'] } {
  const compose = composeServices(readFileSync(join(root, folder, 'docker-compose.yaml'), 'utf8'));
  const chart = newChart();
  warningsOf(() => new BuilderPlaygroundPod(chart, 'pod', { output: outputFolder(readFileSync(join(root, folder, 'manifest.json'), 'utf8')) }));
  const names = new Map(Object.keys(compose).map((name) => [name.replaceAll('_', '-'), name]));
  // One that Compose does not have keeps its own name, and is found by it.
  return { compose, pod: new Map(Object.entries(emittedServices(manifestsOf(chart), 'acme-pod')).map(([name, service]) => [names.get(name) ?? name, service])) };
}

(folders.length === 0 ? describe.skip : describe)('a pod runs what docker-compose.yaml runs', () => {
  test.each(table)('%s', (folder) => {
    const { compose, pod } = bothOf(folder);
    expect(new Set(pod.keys())).toEqual(new Set(Object.keys(compose)));
    for (const [name, { keys, waitsFor, ...service }] of Object.entries(compose)) {
      const { after, targets: _targets, waitsFor: _waits, ...actual } = pod.get(name)!;
      const expected = DIFFERENCES.reduce((running, difference) => {
        const changed = difference.apply(running, { name, emitted: pod.get(name)!, pod });
        if (JSON.stringify(changed) !== JSON.stringify(running)) applied.add(difference);
        return changed;
      }, { ...service, waitsFor });
      expect([name, { ...actual, waitsFor }]).toEqual([name, expected]);
      expect([name, keys.filter((key) => !COMPARED.includes(key) && !Object.hasOwn(WITHOUT_COUNTERPART, key))]).toEqual([name, []]);
      for (const [target, condition] of Object.entries(waitsFor)) {
        expect([name, after]).toEqual([name, expect.arrayContaining([target.replaceAll('_', '-')])]);
        expect([target, pod.get(target)?.check !== undefined]).toEqual([target, condition === 'service_healthy']);
      }
    }
  });

  test.each(table)('%s: no two services are told one number', (folder) => {
    const { compose, pod } = bothOf(folder);
    const numbers = [...pod].flatMap(([name, { command, targets }]) => {
      const added = command.slice(compose[name]?.command.length).join(' ');
      return [...new Set([...Object.values(targets).map(String), ...(/\d+$/.exec(added) ?? [])])];
    });
    expect(numbers.length).toBeGreaterThan(8);
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  test.each(DIFFERENCES.map((difference) => [difference.what, difference] as const))('but: %s', (_, difference) => {
    expect(applied).toContain(difference);
  });
});
