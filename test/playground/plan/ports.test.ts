import { Problems } from '../../../src/errors';
import { assignPorts } from '../../../src/playground/plan/assign-ports';
import type { PortClaim } from '../../../src/playground/plan/port-claims';
import { problemsOf, warningsOf } from '../../support/fixtures';
import { artifacts, folderOf, removeFolders, service } from '../support/folder';
import { planOf, planned, podOf, ports } from '../support/pod';

afterAll(removeFolders);

const port = (name: string, number: number, Protocol = 'tcp') => ({ name, port: number, Protocol });
/** A service that listens where its template says. */
const server = (name: string, number: number, over: object = {}) => service(name, { args: ['--port', `{{Port "http" ${number}}}`], ports: [port('http', number)], ...over });
const healthmon = (name: string) => service(name, {
  entrypoint: 'healthmon',
  args: ['--chain', 'execution'],
  ready_check: { test: ['CMD', 'wget', '--spider', 'http://127.0.0.1:21171/ready'], interval: 1e9, timeout: 6e11, retries: 20, start_period: 1e9 },
});
const image = (name: string) => ({ image: `registry.example/${name}`, tag: 'v1' });

const user = (...args: string[]) => service('user', { args });
const configured = service('user', { files_mapped: { '/data/rbuilder.toml': 'rbuilder.toml' } });

describe('numbers in one pod', () => {
  test('the first keeps its own, and the next gets the next that nobody wants', () => {
    const plan = planOf([server('a', 8545), server('b', 8545), server('c', 8546), server('d', 8545)]);
    expect(['a', 'b', 'c', 'd'].map((name) => ports(plan, name))).toEqual([['http/tcp 8545'], ['http/tcp 8545->8547'], ['http/tcp 8546'], ['http/tcp 8545->8548']]);
    expect(planned(plan, 'b').args).toEqual(['--port', '8547']);
  });

  test('one that cannot move keeps its own wherever it stands', () => {
    const plan = planOf([server('a', 5432), service('db', { ports: [port('postgres', 5432)] })]);
    expect([ports(plan, 'a'), ports(plan, 'db')]).toEqual([['http/tcp 5432->5433'], ['postgres/tcp 5432']]);
  });

  test('TCP and UDP are no clash, and of one port they move together', () => {
    const p2p = (name: string) => service(name, { args: ['--tcp', '{{Port "p2p" 9000}}', '--udp', '{{PortUDP "p2p" 9000}}'], ports: [port('p2p', 9000), port('p2p', 9000, 'udp')] });
    const dns = service('dns', { args: ['{{PortUDP "dns" 9001}}'], ports: [port('dns', 9001, 'udp')] });
    const plan = planOf([p2p('a'), p2p('b'), dns, server('c', 9001)]);
    expect([ports(plan, 'a'), ports(plan, 'b'), ports(plan, 'dns'), ports(plan, 'c')]).toEqual([
      ['p2p/tcp 9000', 'p2p/udp 9000'], ['p2p/tcp 9000->9002', 'p2p/udp 9000->9002'], ['dns/udp 9001'], ['http/tcp 9001'],
    ]);
    expect(planned(plan, 'b').args).toEqual(['--tcp', '9002', '--udp', '9002']);
  });

  test('two names for one number are one listener', () => {
    const plan = planOf([service('a', { args: ['{{Port "http" 80}}'], ports: [port('http', 80), port('rpc', 80)] }), server('b', 80)]);
    expect([ports(plan, 'a'), ports(plan, 'b')]).toEqual([['http/tcp 80', 'rpc/tcp 80'], ['http/tcp 80->81']]);
  });

  test('beyond the last number they begin again above the privileged ones', () => {
    const plan = planOf([server('a', 65535), server('b', 65535), server('c', 65535)]);
    expect([ports(plan, 'b'), ports(plan, 'c')]).toEqual([['http/tcp 65535->1024'], ['http/tcp 65535->1025']]);
  });

  test('a template of a port that is not declared counts, and is on no Service', () => {
    const plan = planOf([service('a', { args: ['{{Port "http" 8545}}'] }), server('b', 8545)]);
    expect(planned(plan, 'a').listeners).toEqual([{ name: 'http', protocol: 'tcp', original: 8545, port: 8545, declared: false, loopback: false }]);
    expect(ports(plan, 'b')).toEqual(['http/tcp 8545->8546']);
  });

  test('a number that a configuration file names does not move', () => {
    const toml = 'cl_node_url = ["http://b:8545"]\n';
    const output = folderOf({ ...artifacts, 'rbuilder.toml': toml, 'manifest.json': { services: [server('a', 8545), server('b', 8545), configured] } });
    const plan = podOf([], { output }).pod.plan;
    expect([ports(plan, 'a'), ports(plan, 'b')]).toEqual([['http/tcp 8545->8546'], ['http/tcp 8545']]);
  });
});

const claim = (original: number, fixed?: string): PortClaim => ({ service: 'a', original, fixed, flags: [], uses: [{ name: 'http', protocol: 'tcp', declared: true, loopback: false }] });

test('where all numbers are taken, the one that is left over is reported', () => {
  const problems = new Problems();
  assignPorts(problems, [...Array.from({ length: 65535 }, (_, i) => claim(i + 1, 'it is fixed')), claim(8545)]);
  expect(problemsOf(() => problems.settle())).toMatchObject([{ code: 'PORT_CLASH', message: 'no port is left for "http"' }]);
});

const reth = (name: string, ...more: string[]) => service(name, { ...image('reth'), args: ['node', '--port', '{{Port "rpc" 30303}}', ...more], ports: [port('rpc', 30303)] });

describe('ports that no manifest declares', () => {
  test('every healthmon has one of its own, in its flag and in its check', () => {
    const plan = planOf([healthmon('a_healthmon'), healthmon('b_healthmon')]);
    expect(planned(plan, 'a_healthmon')).toMatchObject({ args: ['--chain', 'execution'], check: { handler: { command: ['wget', '--spider', 'http://127.0.0.1:21171/ready'] } } });
    expect(planned(plan, 'b_healthmon')).toMatchObject({
      args: ['--chain', 'execution', '--service.addr', '127.0.0.1:21172'],
      check: { handler: { command: ['wget', '--spider', 'http://127.0.0.1:21172/ready'] } },
      listeners: [{ name: 'health', original: 21171, port: 21172, declared: false, loopback: true }],
    });
  });

  test.each([
    ['op-batcher', ['--num-confirmations=1'], ['--num-confirmations=1', '--rpc.port=8546']],
    ['op-batcher', ['--rpc.port=8545'], ['--rpc.port=8546']],
    ['op-batcher', ['--rpc.port', '8545', '--x'], ['--rpc.port', '8546', '--x']],
    ['op-batcher', ['--rpc.port=9999'], ['--rpc.port=9999']],
    ['op-batcher', ['--rpc.port={{Port "rpc" 8545}}'], ['--rpc.port=8546']],
    ['op-batcher', ['--rpc.port={{Port "rpc" 9999}}'], ['--rpc.port=9999']],
  ])('%s with %j', (program, args, expected) => {
    const plan = planOf([server('el', 8545), service('x', { ...image(program), args })]);
    expect(planned(plan, 'x').args).toEqual(expected);
  });

  test.each([
    ['op-node', ['--pprof.enabled'], 6060, 'pprof/tcp 6060->6061', '--pprof.port=6061'],
    ['reth', ['node'], 30303, undefined, undefined],
    ['rollup-boost', ['--rpc-host', '0.0.0.0'], 5555, 'debug/tcp 5555->5556', '5556'],
    ['bproxy', ['serve'], 6785, 'metrics/tcp 6785->6786', '0.0.0.0:6786'],
    ['op-node', ['--l1', 'x'], 6060, undefined, undefined],
  ])('%s with %j beside a service on %i', (program, args, number, listener, last) => {
    const plan = planOf([server('el', number), service('x', { ...image(program), args })]);
    const moved = ports(plan, 'x').find((each) => each.includes('->'));
    expect([moved, moved && planned(plan, 'x').args.at(-1)]).toEqual([listener, last]);
  });

  test('discovery of reth moves with its TCP port, and by a flag of its own', () => {
    const plan = planOf([reth('a'), reth('b'), reth('c', '--disable-discovery')]);
    expect([ports(plan, 'a'), ports(plan, 'b'), ports(plan, 'c')]).toEqual([
      ['rpc/tcp 30303', 'discovery/udp 30303'], ['rpc/tcp 30303->30304', 'discovery/udp 30303->30304'], ['rpc/tcp 30303->30305'],
    ]);
    expect(planned(plan, 'b').args).toEqual(['node', '--port', '30304', '--discovery.port=30304']);
    expect(planned(plan, 'c').args).toEqual(['node', '--port', '30305', '--disable-discovery']);
  });

  test('by the program of the entrypoint, whatever the image is called', () => {
    const plan = planOf([server('el', 8545), service('x', { entrypoint: '/usr/bin/op-batcher', args: ['--a'] })]);
    expect(ports(plan, 'x')).toEqual(['rpc/tcp 8545->8546']);
  });

  test('what runs in a shell, or without arguments, is given no flags: others make way', () => {
    for (const over of [{ entrypoint: '/bin/sh', args: ['-c', 'op-batcher --x'] }, { args: [] }]) {
      const plan = planOf([server('el', 8545), service('x', { ...image('op-batcher'), ...over })]);
      expect([ports(plan, 'el'), ports(plan, 'x'), planned(plan, 'x').args]).toEqual([['http/tcp 8545->8546'], ['rpc/tcp 8545'], over.args]);
    }
  });

  test('UDP where the manifest says TCP', () => {
    const quic = service('beacon', { ...image('lighthouse'), args: ['{{Port "quic-p2p" 9100}}'], ports: [port('quic-p2p', 9100)] });
    const bootnode = service('bootnode', { entrypoint: '/usr/local/bin/reth', args: ['p2p', 'bootnode', '--addr', '0.0.0.0:{{Port "rpc" 30303}}'], ports: [port('rpc', 30303)] });
    const geth = (name: string, flags: string) => service(name, { ...image('op-geth'), entrypoint: '/bin/sh', args: ['-c', `exec geth ${flags} --port {{Port "rpc" 30400}}`], ports: [port('rpc', 30400)] });
    const plan = planOf([quic, bootnode, geth('a', ''), geth('b', '--nodiscover')]);
    expect(['beacon', 'bootnode', 'a', 'b'].map((name) => ports(plan, name))).toEqual([
      ['quic-p2p/tcp 9100', 'quic-p2p/udp 9100'], ['rpc/tcp 30303', 'rpc/udp 30303'], ['rpc/tcp 30400', 'rpc/udp 30400'], ['rpc/tcp 30400->30401'],
    ]);
  });
});

describe('addresses without a template', () => {
  const moved = [server('a', 8545), server('b', 8545)];

  test('are given the number that holds here', () => {
    const plan = planOf([...moved, server('c', 30303), server('d', 30303), user('http://b:8545', 'ws=b:8545/ws,a:8545', 'x-b:8545', 'b:85450', 'b:9999', 'd:30303', 'd:303030')]);
    expect(planned(plan, 'user').args).toEqual(['http://b:8546', 'ws=b:8546/ws,a:8545', 'x-b:8545', 'b:85450', 'b:9999', 'd:30304', 'd:303030']);
  });

  test('of the service itself too, also in its check', () => {
    const own = server('b', 8545, { args: ['{{Port "http" 8545}}', 'http://localhost:8545'], ready_check: { query_url: 'http://localhost:8545/ready', test: null } });
    const plan = planOf([server('a', 8545), own]);
    expect(planned(plan, 'b')).toMatchObject({ args: ['8546', 'http://localhost:8546'], check: { handler: { kind: 'http', port: 8546, path: '/ready' } } });
  });

  test('of another pod member on localhost are warned of', () => {
    const warnings = warningsOf(() => planOf([...moved, user('--external-builder', 'http://localhost:4444')]));
    expect(warnings).toEqual([{ code: 'LOCAL_ADDRESS', message: expect.stringContaining('services.user.args[1]: "localhost:4444" is no port of "user"') }]);
  });

  test('on the host of Docker are warned of, unless it is said who that is', () => {
    const services = [user('http://host.docker.internal:5555')];
    expect(warningsOf(() => planOf(services))).toMatchObject([{ code: 'DOCKER_HOST' }]);
    let aliases;
    expect(warningsOf(() => {
      aliases = planOf(services, { dockerHost: '192.168.1.2' }).pods[0]?.hostAliases;
    })).toEqual([]);
    expect(aliases).toEqual([{ ip: '127.0.0.1', hostnames: ['user'] }, { ip: '192.168.1.2', hostnames: ['host.docker.internal'] }]);
  });

  test('are replaced as the user says, everywhere', () => {
    const services = [service('user', { args: ['http://localhost:4444/$&'], env: { A: 'http://localhost:4444' } })];
    let plan;
    expect(warningsOf(() => {
      plan = planOf(services, { rewrite: { 'http://localhost:4444': 'http://10.0.0.5:$&' } });
    })).toEqual([]);
    expect(plan).toMatchObject({ services: [{ args: ['http://10.0.0.5:$&/$&'], env: { A: 'http://10.0.0.5:$&' } }] });
  });
});
