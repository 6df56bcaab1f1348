import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Yaml } from 'cdk8s';
import { bootnodeReference } from '../../src/playground/check-templates';
import { readPlayground, resolveTemplate, type Playground } from '../../src/playground';
import { untyped } from '../support/fixtures';
import { GENESIS_TIME, fixtures, outputFolder, removeFolders } from './support/folder';

const root = fixtures();
const manifests = root === undefined ? [] : readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('manifest.json'));
/** Jest refuses an empty table, also where the tests are skipped. */
const table = (manifests.length === 0 ? ['none'] : manifests).map((path) => [path] as const);
const textOf = (path: string): string => readFileSync(join(root ?? '', path), 'utf8');
const read = (path: string): Playground => readPlayground(outputFolder(textOf(path)));

interface ComposeService {
  readonly image: string;
  readonly command?: readonly (string | number)[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

/** The file leaves hex unquoted here and there, which the YAML reader takes for a number. */
function hexAsNumber(value: string | number): string | number {
  return /^0x[\da-f]+$/i.test(String(value)) ? Number(value) : value;
}

function composeOf(path: string): Readonly<Record<string, ComposeService>> {
  const [file] = Yaml.load(join(root ?? '', dirname(path), 'docker-compose.yaml'));
  return untyped<{ services: Readonly<Record<string, ComposeService>> }>(file).services;
}

afterAll(removeFolders);

(manifests.length === 0 ? describe.skip : describe)('manifests that the tool wrote', () => {
  test.each(table)('%s is read without a problem', (path) => {
    const playground = read(path);
    expect(playground).toMatchObject({ sessionId: 'swift-otter', genesisTime: GENESIS_TIME });
    expect(playground.services.length).toBeGreaterThan(4);
    expect(playground.services.filter((service) => service.hostExecution)).toEqual([]);
  });

  test.each(table)('%s resolves to what docker-compose.yaml has', (path) => {
    const { services, bootnode } = read(path);
    const resolver = {
      port: ({ port }: { port: number }) => port,
      endpoint: (name: string, port: string) => ({ host: name, port: services.find((each) => each.name === name)?.ports.find((each) => each.name === port)?.port ?? 0 }),
      bootnode: bootnode && bootnodeReference(bootnode),
      dir: '/artifacts',
    };
    const compose = composeOf(path);
    expect(services.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(compose)));
    for (const { name, args, env, image } of services) {
      expect({
        image,
        command: args.map((arg) => hexAsNumber(resolveTemplate(arg, resolver))),
        environment: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, hexAsNumber(resolveTemplate(value, resolver))])),
      }).toEqual({ image: compose[name]?.image, command: (compose[name]?.command ?? []).map(hexAsNumber), environment: compose[name]?.environment ?? {} });
    }
  });

  test.each(table)('%s waits for what docker-compose.yaml waits for', (path) => {
    const compose = composeOf(path);
    for (const { name, dependsOn } of read(path).services) {
      expect(Object.fromEntries(dependsOn.map(({ service, condition }) => [service, { condition: `service_${condition}` }]))).toEqual(compose[name]?.depends_on ?? {});
    }
  });

  test.each(table)('%s has the volumes that docker-compose.yaml has', (path) => {
    const compose = textOf(join(dirname(path), 'docker-compose.yaml'));
    const volumes = read(path).services.flatMap((service) => service.volumes);
    expect(volumes.length).toBeGreaterThan(0);
    for (const { volume, mountPath } of volumes) expect(compose).toMatch(new RegExp(`${volume}:${mountPath}\\b`));
  });

  test('releases with volumes as text and as objects give one model', () => {
    const [old, young] = ['v0.3.1', 'main-c473a6a'].map((release) => read(`derived/${release}/l1/manifest.json`).services.map(({ volumes }) => volumes));
    expect(old).toEqual(young);
  });

  test('a service that shares the data of another has its volume', () => {
    const { services } = read('derived/main-c473a6a/l1-rbuilder/manifest.json');
    const volumeOf = (name: string) => services.find((service) => service.name === name)?.volumes;
    expect(volumeOf('rbuilder')).toEqual([{ mountPath: '/data_reth', volume: 'volume-el-data' }]);
    expect(volumeOf('el')).toEqual(volumeOf('rbuilder'));
  });

  test('a label that names a removed sidecar is passed over', () => {
    const { services } = read('derived/main-c473a6a/buildernet/manifest.json');
    const beacon = services.find(({ name }) => name === 'beacon');
    expect(beacon?.labels).toHaveProperty('health-check-sidecar', 'beacon_healthmon');
    expect(beacon?.healthSidecar).toBeUndefined();
  });
});
