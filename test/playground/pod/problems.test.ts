import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Size } from 'cdk8s';
import { Artifacts, BuilderPlaygroundChart, BuilderPlaygroundPod, SecretValue, Storage } from '../../../src';
import { readPlayground, type BuilderPlaygroundPodProps } from '../../../src/playground';
import { DEV_KEY, problemsOf, untyped, warningsOf } from '../../support/fixtures';
import { artifacts, folderOf, outputFolder, removeFolders, service } from '../support/folder';
import { podOf } from '../support/pod';

afterAll(removeFolders);

type Props = Partial<BuilderPlaygroundPodProps>;
const el = service('el', { args: ['{{Port "http" 8545}}'], ports: [{ name: 'http', port: 8545, Protocol: 'tcp' }] });
const one = (props: Props, ...more: object[]) => () => podOf([el, ...more], props);
const own = (el_: NonNullable<Props['services']>[string], ...more: object[]) => one({ services: { el: el_ } }, ...more);
const binary = service('rb', { host_path: '/bin/rb' });
const fixed = (name: string) => service(name, { ports: [{ name: 'sql', port: 5432, Protocol: 'tcp' }] });
/** What no compression makes small. */
function noise(bytes: number): Uint8Array {
  const data = Buffer.alloc(bytes);
  let state = 1;
  for (let i = 0; i < bytes; i++) {
    // xorshift
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data[i] = state;
  }
  return data;
}
const large = (path: string, bytes = 1_100_000) => folderOf({ ...artifacts, [path]: noise(bytes), 'manifest.json': { services: [service('el', { files_mapped: { '/data/x': path } })] } });
const deep = `${'a'.repeat(90)}/${'b'.repeat(90)}/${'c'.repeat(90)}`;

type Row = readonly [what: string, make: () => unknown, code: string, prop: string, message: RegExp, hint: RegExp];
const rows: readonly Row[] = [
  ['a program of the author', one({}, binary), 'HOST_EXECUTION', 'services.rb.run', /^"rb" did not run in a container: it is a program/, /^Set services\.rb\.run to 'skip', to 'container', or to \{ external: '<address>' \} where it runs$/],
  ['lifecycle hooks', one({}, service('vm', { lifecycle_hooks: true, start: 'x' })), 'HOST_EXECUTION', 'services.vm.run', /shell commands start and stop it$/, /'skip'.*'container'.*external/],
  ['a downloaded release', one({}, service('rb', { labels: { 'use-host-execution': 'true' } })), 'HOST_EXECUTION', 'services.rb.run', /downloads a release of it$/, /'container', or to/],
  ['no image at all', one({}, service('rb', { image: '', tag: '' })), 'HOST_EXECUTION', 'services.rb.run', /it has no image$/, /'container' with an image/],
  ['a program of the author in a container', one({ services: { rb: { run: 'container' } } }, service('rb', { host_path: '/bin/rb', image: '', tag: '' })), 'NO_IMAGE', 'services.rb.image', /^"rb" has no image/, /^Set services\.rb\.image/],
  ['an image that is none', own({ image: 'my image' }), 'INVALID_IMAGE', 'services.el.image', /"my image" is no image/, /^Write it like/],
  ['an empty image', own({ image: '' }), 'INVALID_IMAGE', 'services.el.image', /"" is no image/, /^Write it like/],
  ['a variable that is none', own({ env: { 'A=B': 'c' } }), 'INVALID_ENV_NAME', 'services.el.env', /"A=B" cannot/, /^Use letters/],
  ['an unknown way to run', own({ run: untyped('host') }), 'INVALID_CHOICE', 'services.el.run', /"host" is none of container, skip/, /./],
  ['a URL as an address', own({ run: { external: 'http://10.0.0.5' } }, fixed('db')), 'INVALID_ADDRESS', 'services.el.run.external', /"http:\/\/10\.0\.0\.5" is neither/, /without scheme and port/],
  ['an address with a port', own({ run: { external: '10.0.0.5:80' } }, fixed('db')), 'INVALID_ADDRESS', 'services.el.run.external', /10\.0\.0\.5:80/, /without scheme and port/],
  ['a port elsewhere that is not there', own({ run: { external: 'x', ports: { ws: 1 } } }, fixed('db')), 'UNKNOWN_PORT', 'services.el.run.ports.ws', /no port "ws"/, /^Its ports are http$/],
  ['a number elsewhere that is none', own({ run: { external: 'x', ports: { http: 0 } } }, fixed('db')), 'INVALID_PORT', 'services.el.run.ports.http', /^0 is not a port/, /65535/],
  ['options for nobody', one({ services: { ell: { run: 'skip' } } }), 'UNKNOWN_SERVICE', 'services.ell', /no service "ell"/, /^Did you mean "el"\?$/],
  ['nothing left', own({ run: 'skip' }), 'NOTHING_RUNS', 'services', /^no service is left/, /^Skip fewer/],
  ['two fixed ports', one({}, fixed('a'), fixed('b')), 'PORT_CLASH', 'services.b.ports', /^"b" and "a" both listen on 5432 in one pod, and neither can move: it is fixed/, /\{\{Port "sql" 5432\}\}/],
  ['a fixed port that a file names', () => {
    const named = folderOf({ ...artifacts, 'x.toml': 'http://el:8545', 'manifest.json': { services: [el, service('a', { ports: [{ name: 'http', port: 8545, Protocol: 'tcp' }], files_mapped: { '/x': 'x.toml' } })] } });
    return podOf([], { output: named });
  }, 'PORT_CLASH', 'services.a.ports', /"a" and "el" both listen on 8545/, /\{\{Port/],
  ['an entrypoint that is not closed', one({}, service('a', { entrypoint: 'sh "' })), 'INVALID_ENTRYPOINT', 'services.a.entrypoint', /^a quote/, /^Close it/],
  ['a check by no URL', one({}, service('a', { ready_check: { query_url: 'localhost/x y', test: null } })), 'INVALID_READY_CHECK', 'services.a.ready_check.query_url', /is no URL$/, /^Write it like/],
  ['a replacement for nothing', one({ rewrite: { 'http://x': 'y' } }), 'UNUSED_REWRITE', 'rewrite', /has "http:\/\/x" in it$/, /leave it out/],
  ['a name for the machine of Docker', one({ dockerHost: 'myhost' }), 'INVALID_ADDRESS', 'dockerHost', /"myhost" is no IP address/, /address of the machine/],
  ['a sidecar on a port of a service', one({ sidecars: [{ name: 'mine', image: 'x', ports: [{ containerPort: 8545 }] }] }), 'PORT_CLASH', 'sidecars[0].ports', /"service el" and "mine" both listen on TCP 8545|"mine" and "service el" both/, /another port/],
  ['a sidecar with the name of a service', one({ sidecars: [{ name: 'el', image: 'x' }] }), 'CONTAINER_CLASH', 'sidecars[0].name', /container "el" already/, /podOverrides/],
  ['a volume where a service has its files', one({ extraVolumes: [{ volume: { name: 'mine', emptyDir: {} }, mount: { mountPath: '/data' } }] }, service('a', { files_mapped: { '/data/genesis.json': 'genesis.json' } })), 'MOUNT_CLASH', 'extraVolumes[0].mount.mountPath', /"a" has volume "artifacts" at \/data\/genesis\.json/, /elsewhere/],
  ['a volume for no container', one({ extraVolumes: [{ volume: { name: 'mine', emptyDir: {} }, mount: { mountPath: '/x' }, containers: ['ell'] }] }), 'UNKNOWN_CONTAINER', 'extraVolumes[0].containers', /no container "ell"/, /^There are el/],
  ['a label of the library', one({ podLabels: { 'app.kubernetes.io/name': 'x' } }), 'RESERVED_LABEL', 'podLabels', /the library's own/, /of your own/],
  ['no time', one({ now: new Date('x') }), 'INVALID_TIME', 'now', /no time/, /new Date/],
  ['an old genesis', one({ now: new Date(1800000000000) }), 'EXPIRED_GENESIS', 'genesisTime', /hours old, and beacon nodes begin at one of at most 436 hours$/, /--genesis-delay 120/],

  ['a name that is none', one({ name: 'L1' }), 'INVALID_NAME', 'name', /"L1" is not/, /"name"/],
  ['a long name', one({ name: 'a'.repeat(53) }), 'NAME_TOO_LONG', 'name', /53 characters/, /^Shorten/],
  ['an unknown storage', one({ storage: untyped('nfs') }), 'INVALID_CHOICE', 'storage', /"nfs" is none of local-path, pvc, ephemeral/, /./],
  ['storage without room', one({ storage: Storage.claim({ size: Size.gibibytes(0) }) }), 'INVALID_STORAGE', 'storage', /zero/, /above zero/],
  ['a pull secret that there cannot be', one({ imagePullSecrets: ['My Registry'] }), 'INVALID_NAME', 'imagePullSecrets[0]', /no object/, /lower-case/],
  ['an unknown pull policy', one({ imagePullPolicy: untyped('always') }), 'INVALID_CHOICE', 'imagePullPolicy', /"always"/, /Always/],
  ['amounts that are none', one({ resources: { requests: { cpu: 'much' } } }), 'INVALID_QUANTITY', 'resources.requests.cpu', /"much"/, /500m/],
  ['amounts above the limit', own({ resources: { requests: { memory: '8Gi' } } }), 'REQUEST_ABOVE_LIMIT', 'services.el.resources.requests.memory', /8Gi is above the limit 4Gi/, /limit/],
  ['a key among the arguments', own({ extraArgs: [`--key=${DEV_KEY}`] }), 'LITERAL_KEY', 'services.el.extraArgs[0]', /plain text/, /Secret/],
  ['artifacts of a relative folder', one({ artifacts: Artifacts.hostPath('out') }), 'INVALID_PATH', 'artifacts', /"out" is no absolute path/, /with a leading slash/],
  ['artifacts above a volume', one({ artifacts: Artifacts.claim('files', '../x') }), 'INVALID_PATH', 'artifacts', /"\.\.\/x" is no path below/, /without a leading slash/],
  ['large files', () => podOf([], { output: large('big.bin') }), 'ARTIFACTS_TOO_LARGE', 'artifacts', /^the files have 11\d{5} bytes when they are packed, and a ConfigMap takes at most 1048576$/, /^Use Artifacts\.hostPath, Artifacts\.claim or Artifacts\.image/],
  ['large keys', () => podOf([], { output: large('big.key') }), 'ARTIFACTS_TOO_LARGE', 'artifacts', /^the keys have .* a Secret takes/, /Artifacts\.claim/],
  ['files that are not even read', () => podOf([], { output: { ...readPlayground(large('big.bin', 10)), artifacts: [{ path: 'big.bin', kind: 'file', files: [{ path: 'big.bin', size: 2 ** 40 }, { path: 'a', size: 1 }] }] } }), 'ARTIFACTS_TOO_LARGE', 'artifacts', /1099511627777 bytes, 1099511627776 of them in "big\.bin"$/, /Artifacts\.hostPath/],
  ['a path that is too long', () => podOf([], { output: large(deep, 1) }), 'PATH_TOO_LONG', 'artifacts', /too long to be packed/, /Shorten/],
  ['files that went away', () => {
    const playground = readPlayground(outputFolder({ services: [service('el', { files_mapped: { '/x': 'jwtsecret' } })] }));
    removeFolders();
    return podOf([], { output: playground });
  }, 'FILE_NOT_READ', 'artifacts', /cannot be read \(ENOENT\)/, /readable/],
  ['files that nobody has', () => {
    const playground = readPlayground(outputFolder({ services: [service('el', { files_mapped: { '/x': 'jwtsecret', '/y': 'testnet' } })] }));
    return podOf([], { output: { ...playground, artifacts: [] } });
  }, 'NO_ARTIFACTS', 'artifacts', /^the contents of jwtsecret, testnet are not known/, /output folder/],

  ['an unknown exposure', own({ expose: { type: untyped('Ingress') } }), 'INVALID_CHOICE', 'services.el.expose.type', /"Ingress"/, /./],
  ['an exposed port that is not there', own({ expose: { type: 'NodePort', ports: ['ws'] } }), 'UNKNOWN_PORT', 'services.el.expose.ports[0]', /no port "ws"/, /^Its ports are http$/],
  ['a number for a port that is not there', own({ expose: { type: 'NodePort', nodePorts: { ws: 30000 } } }), 'UNKNOWN_PORT', 'services.el.expose.nodePorts.ws', /no port "ws"/, /^Its ports are http$/],
  ['no exposed port', own({ expose: { type: 'NodePort', ports: [] } }), 'UNKNOWN_PORT', 'services.el.expose.ports', /empty/, /leave the list out/],
  ['an exposed service without ports', one({ services: { v: { expose: { type: 'NodePort', ports: ['a'] } } } }, service('v')), 'UNKNOWN_PORT', 'services.v.expose', /declares no port/, /^Leave it out$/],
  ['a number of the nodes that is none', own({ expose: { type: 'NodePort', nodePorts: { http: 70000 } } }), 'INVALID_PORT', 'services.el.expose.nodePorts.http', /^70000/, /30000 to 32767/],
  ['one number of the nodes twice', one({ services: { el: { expose: { type: 'NodePort', nodePorts: { http: 30000 } } }, db: { expose: { type: 'NodePort', nodePorts: { sql: 30000 } } } } }, fixed('db')), 'PORT_CLASH', 'services.db.expose.nodePorts.sql', /^el\.http has the port 30000/, /of its own/],
  ['an exposed service that does not run', own({ run: 'skip', expose: { type: 'NodePort' } }, fixed('db')), 'NOT_RUNNING', 'services.el.expose', /does not run/, /^Leave it out$/],
  ['a Service with the name of another', own({ expose: { type: 'NodePort' } }, service('el-external')), 'NAME_CLASH', 'services.el.expose', /"el-external" already/, /^Rename/],
  ['an exposed Service with a long name', one({ services: { ['a'.repeat(60)]: { expose: { type: 'NodePort' } } } }, fixed('a'.repeat(60))), 'NAME_TOO_LONG', `services.${'a'.repeat(60)}.expose`, /69 characters/, /^Shorten/],
  ['two playgrounds in one namespace', () => {
    const { chart } = podOf([el]);
    return new BuilderPlaygroundPod(chart, 'other', { output: outputFolder({ services: [el] }) });
  }, 'DUPLICATE_NAME', 'name', /l1\/playground makes objects named "el" too/, /namespaces/],
  ['a playground with the name of the other\'s open door', () => {
    const { chart } = podOf([el], { services: { el: { expose: { type: 'NodePort' } } } });
    return new BuilderPlaygroundPod(chart, 'other', { output: outputFolder({ services: [service('el-external')] }) });
  }, 'DUPLICATE_NAME', 'name', /l1\/playground makes objects named "el-external" too/, /namespaces/],
  ['no folder', () => podOf([], { output: '/nowhere' }), 'FOLDER_NOT_FOUND', 'output', /no folder/, /--dry-run/],
];

test.each(rows)('%s', (_, make, code, prop, message, hint) => {
  const problems: readonly unknown[] = problemsOf(() => warningsOf(make)).filter((problem) => problem.code === code);
  expect(problems).toContainEqual(expect.objectContaining({ prop, message: expect.stringMatching(message), hint: expect.stringMatching(hint) }));
  expect(problems).toContainEqual(expect.objectContaining({ path: expect.stringMatching(/^l1\//) }));
});

const warnings: readonly (readonly [what: string, make: () => unknown, code: string, message: RegExp])[] = [
  ['a moving tag', one({}, service('a', { tag: 'latest' })), 'FLOATING_TAG', /a \(ghcr\.io\/example\/it:latest\)/],
  ['hooks that do not run', one({ services: { vm: { run: 'container' } } }, service('vm', { lifecycle_hooks: true, start: 'x' })), 'LIFECYCLE_HOOKS', /the shell commands of "vm"/],
  ['a reference to nobody', own({ run: 'skip' }, service('a', { args: ['{{Service "el" "http" "http" ""}}'] })), 'SKIPPED_REFERENCE', /"el"/],
  ['a variable of the author', one({}, service('a', { args: ['$HOME'] })), 'COMPOSE_VARIABLE', /HOME/],
  ['an address on localhost', one({}, service('a', { args: ['localhost:1'] })), 'LOCAL_ADDRESS', /"localhost:1"/],
  ['the machine of Docker', one({}, service('a', { args: ['host.docker.internal'] })), 'DOCKER_HOST', /runs Docker/],
  ['setup commands', () => podOf([el], {}, { setup: ['a', 'b'] }), 'SETUP_COMMANDS', /2 shell commands/],
  ['a genesis of yesterday', one({ now: new Date((1785000000 + 86400) * 1000) }), 'STALE_GENESIS', /1440 minutes/],
  ['a folder of the node for data', one({ storage: 'local-path' }), 'HOST_PATH_STORAGE', /baseline/],
  ['a folder of the node for files', one({ artifacts: Artifacts.hostPath('/x') }), 'HOST_PATH_ARTIFACTS', /baseline/],
];

test.each(warnings)('%s is a warning', (_, make, code, message) => {
  expect(warningsOf(make).filter((warning) => warning.code === code)).toEqual([{ code, message: expect.stringMatching(message) }]);
});

test('in a strict chart a warning is an error', () => {
  const output = outputFolder({ services: [service('a', { tag: 'latest' })] });
  expect(problemsOf(() => new BuilderPlaygroundChart(new App(), 'l1', { output, strict: true }))).toMatchObject([{ code: 'FLOATING_TAG' }]);
});

test('what is wrong with the folder and with the props is told together', () => {
  const output = outputFolder({ services: [service('a', { ports: [{ name: 'x', port: 0 }] }), service('b', { args: ['{{Prt}}'] })] });
  const chart = new Chart(new App(), 'l1');
  expect(problemsOf(() => new BuilderPlaygroundPod(chart, 'p', { output, name: 'X', storage: untyped('x') })).map(({ code }) => code)).toEqual(['INVALID_PORT', 'UNKNOWN_TEMPLATE', 'INVALID_NAME', 'INVALID_CHOICE']);
});

test('no secret of a folder or prop is in a message', () => {
  const make = own({ env: { A: SecretValue.fromSecret('a', 'b') }, extraArgs: [DEV_KEY] }, service('a', { args: [`{{Service "${DEV_KEY}" "x"}}`] }));
  for (const { message, hint, prop } of problemsOf(make)) expect(`${message} ${hint} ${prop}`).not.toContain(DEV_KEY.slice(2));
});

test('every code of plan and pod has its bad input here', () => {
  const src = join(__dirname, '../../../src/playground');
  const sources = ['plan', 'pod'].flatMap((dir) => readdirSync(join(src, dir)).map((file) => readFileSync(join(src, dir, file), 'utf8')));
  const codesOf = (kind: string): readonly string[] => sources.flatMap((text) => [...text.matchAll(new RegExp(`problems\\.${kind}\\(\\s*'([A-Z_]+)'`, 'g'))].map((match) => match[1]!));
  const [errors, warned] = [codesOf('error'), codesOf('warn')];
  expect([errors.length, warned.length].every((count) => count > 8)).toBe(true);
  // That of services in two pods is in plan/pods.test.ts: a single pod takes no such option.
  expect([...rows.map(([, , code]) => code), 'TWO_PODS']).toEqual(expect.arrayContaining([...errors]));
  expect(warnings.map(([, , code]) => code)).toEqual(expect.arrayContaining([...warned]));
});
