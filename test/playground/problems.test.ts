import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readPlayground } from '../../src/playground';
import { problemsOf } from '../support/fixtures';
import { artifacts, folderOf, genesisSsz, outputFolder, removeFolders, service } from './support/folder';

afterAll(removeFolders);

const found = (dir: string) => problemsOf(() => readPlayground(dir)).map(({ code, prop, message, hint }) => ({ code, prop, message, hint }));
const ofServices = (...services: unknown[]) => outputFolder({ services });
const one = (over: object) => ofServices(service('el', over));
const ports = (...list: object[]) => one({ ports: list });
const waitsFor = (...names: string[]) => ({ depends_on: names.map((Name) => ({ Name, Condition: 'service_started' })) });
const healthy = (Name: string) => ({ depends_on: [{ Name, Condition: 'service_healthy' }] });
const check = (over: object) => one({ ready_check: { test: ['CMD', 'true'], ...over } });
const long = 'a'.repeat(64);

type Row = readonly [what: string, folder: () => string, code: string, prop: string, message: RegExp, hint: RegExp];
const rows: readonly Row[] = [
  ['a number as a name', () => ofServices(service('el', { name: 5 })), 'INVALID_MANIFEST', 'services[0].name', /^this is the number 5, not text$/, /unchanged/],
  ['text as a port', () => ports({ name: 'http', port: '8545' }), 'INVALID_MANIFEST', 'services.el.ports[0].port', /^this is text, not a whole number$/, /unchanged/],
  ['half a port', () => ports({ name: 'http', port: 1.5 }), 'INVALID_MANIFEST', 'services.el.ports[0].port', /^this is the number 1\.5, not a whole number$/, /unchanged/],
  ['text as arguments', () => one({ args: '--http' }), 'INVALID_MANIFEST', 'services.el.args', /^this is text, not a list$/, /unchanged/],
  ['a list as env', () => one({ env: ['A=B'] }), 'INVALID_MANIFEST', 'services.el.env', /^this is a list, not an object$/, /unchanged/],
  ['an object as an env value', () => one({ env: { A: {} } }), 'INVALID_MANIFEST', 'services.el.env.A', /^this is an object, not text$/, /unchanged/],
  ['text as a switch', () => one({ ungraceful_shutdown: 'yes' }), 'INVALID_MANIFEST', 'services.el.ungraceful_shutdown', /^this is text, not true or false$/, /unchanged/],
  ['null as a service', () => ofServices(service('el'), null), 'INVALID_MANIFEST', 'services[1]', /^this is null, not an object$/, /unchanged/],
  ['services as an object', () => outputFolder({ services: { el: {} } }), 'INVALID_MANIFEST', 'services', /^this is an object, not a list$/, /unchanged/],
  ['a number as a volume', () => one({ volumes_mapped: { '/data': 1 } }), 'INVALID_MANIFEST', 'services.el.volumes_mapped./data', /^this is the number 1, not the name of a volume$/, /unchanged/],

  ['no services', () => outputFolder({ services: [] }), 'NO_SERVICES', 'services', /^the list of services is empty$/, /recipe/],
  ['null for services', () => outputFolder({ session_id: 'a-b', services: null }), 'NO_SERVICES', 'services', /its keys are session_id, services$/, /--dry-run/],
  ['the manifest of something else', () => outputFolder({ short_name: 'App', icons: [] }), 'NO_SERVICES', 'services', /its keys are short_name, icons$/, /--dry-run/],
  ['an empty manifest', () => outputFolder({}), 'NO_SERVICES', 'services', /it is empty$/, /--dry-run/],

  ['two services with one name', () => ofServices(service('el'), service('el')), 'DUPLICATE_SERVICE', 'services[1].name', /"el" already$/, /^Rename/],
  ['two names that become one', () => ofServices(service('a_b'), service('A-b')), 'NAME_CLASH', 'services[1].name', /^"A-b" and "a_b" are both "a-b" in Kubernetes$/, /^Rename/],
  ['no name', () => ofServices(service('')), 'INVALID_NAME', 'services[0].name', /^the service has no name$/, /unchanged/],
  ['a name with a dot', () => ofServices(service('el.1')), 'INVALID_NAME', 'services[0].name', /^"el\.1" cannot be/, /^Use letters/],
  ['a name that begins with a digit', () => ofServices(service('1el')), 'INVALID_NAME', 'services[0].name', /^"1el"/, /beginning with a letter/],
  ['a name that ends in "_"', () => ofServices(service('el_')), 'INVALID_NAME', 'services[0].name', /^"el_"/, /ending with a letter/],
  ['a long name', () => ofServices(service(long)), 'NAME_TOO_LONG', 'services[0].name', /has 64 characters, and Kubernetes leaves room for 63$/, /^Shorten/],

  ['port 0', () => ports({ name: 'http', port: 0 }), 'INVALID_PORT', 'services.el.ports[0].port', /^0 is not a port$/, /1 to 65535/],
  ['a port that is missing', () => ports({ name: 'http' }), 'INVALID_PORT', 'services.el.ports[0].port', /^0 is not a port$/, /1 to 65535/],
  ['port 65536', () => ports({ name: 'http', port: 65536 }), 'INVALID_PORT', 'services.el.ports[0].port', /^65536 is not a port$/, /1 to 65535/],
  ['a port without a name', () => ports({ port: 1 }), 'INVALID_PORT', 'services.el.ports[0].name', /^the port has no name$/, /^Name it/],
  ['an unknown protocol', () => ports({ name: 'http', port: 1, Protocol: 'sctp' }), 'INVALID_PROTOCOL', 'services.el.ports[0].Protocol', /^"sctp" is no protocol/, /tcp or udp/],
  ['two numbers for one port', () => ports({ name: 'p2p', port: 1 }, { name: 'p2p', port: 2 }), 'DUPLICATE_PORT', 'services.el.ports[1].name', /^there is a TCP port "p2p" already, 1$/, /name of its own/],

  ['a variable with a name that is none', () => one({ env: { 'A=B': 'c' } }), 'INVALID_ENV_NAME', 'services.el.env', /^"A=B" cannot be/, /^Use letters/],
  ['an image without a tag', () => one({ tag: '' }), 'INVALID_IMAGE', 'services.el.tag', /^the service has a field "image" and no "tag"$/, /"tag"/],
  ['a tag without an image', () => one({ image: '' }), 'INVALID_IMAGE', 'services.el.image', /^the service has a field "tag" and no "image"$/, /"image"/],

  ['a dependency that is not there', () => ofServices(service('el'), service('beacon', waitsFor('ell'))), 'UNKNOWN_SERVICE', 'services.beacon.depends_on[0]', /^there is no service "ell"$/, /^Did you mean "el"\?$/],
  ['a dependency like none', () => ofServices(service('el'), service('beacon', waitsFor('database'))), 'UNKNOWN_SERVICE', 'services.beacon.depends_on[0]', /"database"/, /^The services are el, beacon$/],
  ['an unknown condition', () => one({ depends_on: [{ Name: 'el', Condition: 'ready' }] }), 'INVALID_CONDITION', 'services.el.depends_on[0].Condition', /^"ready" is no condition$/, /service_healthy/],
  ['a service that waits for itself', () => one(waitsFor('el')), 'DEPENDENCY_CYCLE', 'services.el.depends_on', /^services wait for each other: el -> el$/, /^Remove/],
  ['services that wait for each other', () => ofServices(service('z'), service('a', waitsFor('b')), service('b', waitsFor('c')), service('c', waitsFor('a', 'z'))), 'DEPENDENCY_CYCLE', 'services.a.depends_on', /: a -> b -> c -> a$/, /^Remove/],
  [
    'a service that waits for its own sidecar',
    () => ofServices(service('el', { labels: { 'health-check-sidecar': 'el_healthmon' }, ...waitsFor('el_healthmon') }), service('el_healthmon')),
    'DEPENDENCY_CYCLE', 'services.el.depends_on', /: el -> el_healthmon -> el$/, /^Remove/,
  ],
  ['the health of what has no check', () => ofServices(service('el'), service('beacon', healthy('el'))), 'NO_HEALTH_CHECK', 'services.beacon.depends_on[0]', /^"beacon" waits until "el" is healthy/, /ready_check/],

  ['an unknown template', () => one({ args: ['ok', '{{Nope}}'] }), 'UNKNOWN_TEMPLATE', 'services.el.args[1]', /"Nope"/, /^Use one of/],
  ['a wrong template in env', () => one({ env: { A: '{{Port}}' } }), 'INVALID_TEMPLATE', 'services.el.env.A', /^the arguments of/, /Port "name"/],
  ['a template of a service that is not there', () => one({ args: ['{{Service "beacon" "http" "http" ""}}'] }), 'UNKNOWN_SERVICE', 'services.el.args[0]', /^there is no service "beacon"$/, /^The services are el$/],
  ['a template of a port that is not there', () => one({ args: ['{{Service "el" "htp" "http" ""}}'], ports: [{ name: 'http', port: 1 }] }), 'UNKNOWN_PORT', 'services.el.args[0]', /^the service "el" has no port "htp"$/, /^Did you mean "http"\?$/],
  ['a template of a port of a service without ports', () => one({ env: { A: '{{Service "el" "http" "http" ""}}' } }), 'UNKNOWN_PORT', 'services.el.env.A', /no port "http"$/, /^"el" declares no port$/],
  ['a template with a number that is no port', () => one({ args: ['{{Port "http" 70000}}'] }), 'INVALID_PORT', 'services.el.args[0]', /^70000 is not a port$/, /65535/],
  ['a bootnode that is not there', () => outputFolder({ services: [service('el')], bootnode: { Service: 'bootnode', ID: 'aa' } }), 'UNKNOWN_SERVICE', 'bootnode.Service', /"bootnode"$/, /^The services are el$/],
  ['a bootnode without its port', () => outputFolder({ services: [service('el')], bootnode: { Service: 'el', ID: 'aa' } }), 'UNKNOWN_PORT', 'bootnode.Service', /no port "rpc"$/, /declares no port/],

  ['a check with nothing to do', () => check({ test: null }), 'INVALID_READY_CHECK', 'services.el.ready_check', /^the check has neither/, /^Give/],
  ['a check in no form of Docker\'s', () => check({ test: ['true'] }), 'INVALID_READY_CHECK', 'services.el.ready_check.test', /^"true" is no check/, /"CMD"/],
  ['a check without a command', () => check({ test: ['CMD'] }), 'INVALID_READY_CHECK', 'services.el.ready_check.test', /^"CMD" is no check/, /command follow/],
  ['a negative interval', () => check({ interval: -1 }), 'INVALID_NUMBER', 'services.el.ready_check.interval', /^-1 is below zero$/, /default/],

  ['a volume without a name', () => one({ volumes_mapped: { '/data': { Name: 'shared:' } } }), 'INVALID_VOLUME', 'services.el.volumes_mapped./data', /^the volume has no name$/, /^Name it/],
  ['a relative mount path', () => one({ volumes_mapped: { data: 'data' } }), 'INVALID_PATH', 'services.el.volumes_mapped.data', /^"data" is no path at which/, /absolute/],
  ['a file and a volume at one path', () => one({ files_mapped: { '/data': 'jwtsecret' }, volumes_mapped: { '/data': 'data' } }), 'MOUNT_CLASH', 'services.el.volumes_mapped./data', /at one path$/, /elsewhere/],
  ['an artifact that is not there', () => one({ files_mapped: { '/data/x': 'x.json' } }), 'FILE_NOT_FOUND', 'services.el.files_mapped./data/x', /^there is no "x\.json" in the output folder$/, /--dry-run/],
  ['an artifact below a file', () => one({ files_mapped: { '/data/x': 'jwtsecret/x' } }), 'FILE_NOT_FOUND', 'services.el.files_mapped./data/x', /^there is no "jwtsecret\/x"/, /--dry-run/],
  ['an artifact above the folder', () => one({ files_mapped: { '/data/x': 'testnet/../../x' } }), 'INVALID_PATH', 'services.el.files_mapped./data/x', /inside of the output folder$/, /without "\.\."/],
  ['an absolute artifact', () => one({ files_mapped: { '/data/x': '/etc/passwd' } }), 'INVALID_PATH', 'services.el.files_mapped./data/x', /^"\/etc\/passwd" is no path/, /relative/],
  ['an artifact that is the folder itself', () => one({ files_mapped: { '/data/x': './' } }), 'INVALID_PATH', 'services.el.files_mapped./data/x', /^"" is no path/, /relative/],
  ['an artifact that cannot be looked at', () => one({ files_mapped: { '/data/x': 'x'.repeat(300) } }), 'FILE_NOT_READ', 'services.el.files_mapped./data/x', /cannot be read \(ENAMETOOLONG\)$/, /readable/],
  ['a genesis.json without a time', () => folderOf({ 'genesis.json': {}, 'manifest.json': { services: [service('el')] } }), 'INVALID_GENESIS', 'genesis.json', /tells no genesis time$/, /anew/],
  ['a genesis.json that is no JSON', () => folderOf({ 'genesis.json': '{', 'manifest.json': { services: [service('el')] } }), 'INVALID_GENESIS', 'genesis.json', /cannot be read as a genesis$/, /anew/],
  ['a short genesis.ssz', () => folderOf({ 'testnet/genesis.ssz': 'short', 'manifest.json': { services: [service('el')] } }), 'INVALID_GENESIS', 'testnet/genesis.ssz', /tells no genesis time$/, /anew/],
  ['a genesis.ssz of noise', () => folderOf({ 'testnet/genesis.ssz': genesisSsz(2 ** 40), 'manifest.json': { services: [service('el')] } }), 'INVALID_GENESIS', 'testnet/genesis.ssz', /tells no genesis time$/, /anew/],
];

test.each(rows)('%s is reported alone', (_, folder, code, prop, message, hint) => {
  expect(found(folder())).toEqual([{ code, prop, message: expect.stringMatching(message), hint: expect.stringMatching(hint) }]);
});

test('a fault in the JSON is given by line and column', () => {
  expect(found(outputFolder('{\n\t"services": [\n\t\t{"name": "el",}\n\t]\n}'))).toMatchObject([{ code: 'INVALID_JSON', prop: 'manifest.json', message: expect.stringContaining('line 3, column 17') }]);
  expect(found(outputFolder('[]'))).toMatchObject([{ code: 'INVALID_JSON', message: expect.stringContaining('no object') }]);
});

test('all problems are reported together', () => {
  const folder = ofServices(
    service('el', { ports: [{ name: 'http', port: 0 }], args: ['{{Port "http"}}'], files_mapped: { '/a': 'none' } }),
    service('beacon', { tag: '', depends_on: [{ Name: 'nobody' }] }),
    service('el'),
  );
  expect(found(folder).map(({ code }) => code)).toEqual(['INVALID_TEMPLATE', 'INVALID_PORT', 'INVALID_IMAGE', 'DUPLICATE_SERVICE', 'UNKNOWN_SERVICE', 'FILE_NOT_FOUND']);
});

test('a missing artifact is reported once, however many services mount it', () => {
  const mount = { files_mapped: { '/data/x': 'x' } };
  expect(found(ofServices(service('a', mount), service('b', mount)))).toHaveLength(1);
});

const linked = (link: (dir: string) => void, artifact: string) => {
  const dir = one({ files_mapped: { '/data/x': artifact } });
  link(dir);
  return found(dir);
};

describe('symbolic links', () => {
  test.each([
    ['as an artifact', 'x', 'x'],
    ['on the way to an artifact', 'folder', 'folder/hosts'],
    ['inside of an artifact', 'testnet/x', 'testnet'],
  ])('%s are refused', (_, at, artifact) => {
    expect(linked((dir) => symlinkSync('/etc', join(dir, at)), artifact)).toMatchObject([{ code: 'NOT_A_FILE', prop: 'services.el.files_mapped./data/x', message: `"${at}" is a symbolic link, which may lead anywhere` }]);
  });

  test('to the output folder itself are followed, as the tool makes them', () => {
    const dir = outputFolder({ services: [service('el')] });
    const link = join(folderOf({}), 'latest');
    symlinkSync(dir, link);
    expect(basename(readPlayground(link).dir)).toBe(basename(dir));
  });
});

describe('a folder that is no playground', () => {
  const playground = { 'manifest.json': { services: [service('el')] }, ...artifacts };

  test('because it is not there', () => {
    expect(found('/nowhere/at-all')).toMatchObject([{ code: 'FOLDER_NOT_FOUND', prop: 'dir', message: 'there is no folder "/nowhere/at-all"', hint: expect.stringContaining('--dry-run') }]);
  });

  test('because it is the manifest', () => {
    const dir = folderOf(playground);
    expect(found(join(dir, 'manifest.json'))).toMatchObject([{ code: 'NOT_A_PLAYGROUND', hint: `Give its folder, "${dir}"` }]);
    expect(found(join(dir, 'jwtsecret'))).toMatchObject([{ code: 'NOT_A_PLAYGROUND', hint: expect.stringContaining('--dry-run') }]);
  });

  test('says what it found', () => {
    const names = 'abcdefghij'.split('');
    expect(found(folderOf({}))[0]?.message).toMatch(/has no manifest\.json; it holds nothing$/);
    expect(found(folderOf({ b: '', a: '' }))[0]?.message).toMatch(/it holds a, b$/);
    expect(found(folderOf(Object.fromEntries(names.map((name) => [name, '']))))[0]?.message).toMatch(/it holds a, b, c, d, e, f, g, h and 2 more$/);
  });

  test('points at the one nearby', () => {
    const above = folderOf({ 'devnet/manifest.json': playground['manifest.json'] });
    expect(found(above)).toMatchObject([{ code: 'NOT_A_PLAYGROUND', hint: `Give "${join(above, 'devnet')}"` }]);
    const dir = folderOf(playground);
    expect(found(join(dir, 'testnet'))[0]?.hint).toContain('Give the folder above it');
  });

  test('because the manifest is a folder', () => {
    const dir = folderOf({});
    mkdirSync(join(dir, 'manifest.json'));
    expect(found(dir)).toMatchObject([{ code: 'FILE_NOT_READ', message: expect.stringContaining('EISDIR') }]);
  });
});
