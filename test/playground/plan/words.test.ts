import { array, assert, property, string } from 'fast-check';
import { composeText } from '../../../src/playground/plan/rewrite-text';
import { shellWords } from '../../../src/playground/plan/shell-words';
import { SecretValue } from '../../../src';
import { warningsOf } from '../../support/fixtures';
import { artifacts, folderOf, removeFolders, service } from '../support/folder';
import { planOf, planned, podOf } from '../support/pod';

afterAll(removeFolders);

describe('an entrypoint', () => {
  test.each([
    ['geth', ['geth']],
    ['  /bin/sh -c  ', ['/bin/sh', '-c']],
    ["a 'b c' \"d e\"", ['a', 'b c', 'd e']],
    ["a'b'\"c\"d", ['abcd']],
    ['a "" \'\'', ['a', '', '']],
    [String.raw`a\ b "c\"d" "e\f" 'g\h'`, ['a b', 'c"d', 'e\\f', 'g\\h']],
    ['a\tb\nc', ['a', 'b', 'c']],
    ['', []],
  ])('%j', (line, words) => expect(shellWords(line)).toEqual(words));

  test.each(['a "b', "a 'b", 'a\\'])('%j is not closed', (line) => expect(shellWords(line)).toBeUndefined());

  test('gives back every word that was quoted', () => {
    assert(property(array(string()), (words) => {
      expect(shellWords(words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' '))).toEqual(words);
    }));
  });

  test('becomes the command, and arguments stay as they are', () => {
    const plan = planOf([service('a', { entrypoint: "/bin/sh '-e'", args: ['-c', 'x y'] }), service('b', { args: ['z'] }), service('c', { entrypoint: ' ' })]);
    expect(plan.services.map(({ command, args }) => ({ command, args }))).toEqual([{ command: ['/bin/sh', '-e'], args: ['-c', 'x y'] }, { args: ['z'] }, { args: [] }]);
  });
});

describe('dollar signs', () => {
  test.each([['$$x', '$x'], ['$$$$', '$$'], ['a$', 'a$'], ['$(x)', '$(x)'], ['$1', '$1']])('%s is %s to Compose', (text, expected) => {
    expect(composeText(text, () => { throw new Error('no variable'); })).toBe(expected);
  });

  test('variables of the author are left and warned of', () => {
    let plan;
    const warnings = warningsOf(() => {
      plan = planOf([service('a', { args: ['$HOME/x', '$$HOME', '${USER:-x}'] })]);
    });
    expect(warnings.map(({ code, message }) => [code, /variable (\w+)/.exec(message)?.[1]])).toEqual([['COMPOSE_VARIABLE', 'HOME'], ['COMPOSE_VARIABLE', 'USER']]);
    expect(plan).toMatchObject({ services: [{ args: ['$HOME/x', '$HOME', '${USER:-x}'] }] });
  });
});

describe('templates', () => {
  const el = service('el', { args: ['{{Port "http" 8545}}'], ports: [{ name: 'http', port: 8545, Protocol: 'tcp' }] });
  const db = service('db', { ports: [{ name: 'sql', port: 5432, Protocol: 'tcp' }] });

  test('lead to the pod itself', () => {
    const plan = planOf([el, db, service('a', { args: ['{{Service "el" "http" "ws" ""}}/ws'], env: { DSN: '{{Service "db" "sql" "postgres" "u:p"}}/x?y=z' } })]);
    expect(planned(plan, 'a')).toMatchObject({ args: ['ws://127.0.0.1:8545/ws'], env: { DSN: 'postgres://u:p@127.0.0.1:5432/x?y=z' } });
  });

  test('of the bootnode and the output folder', () => {
    const boot = service('boot', { ports: [{ name: 'rpc', port: 30303, Protocol: 'tcp' }] });
    const user = service('a', { args: ['{{Bootnode}}', '{{.Dir}}/x'] });
    const plan = planOf([boot, user], {}, { bootnode: { Service: 'boot', ID: 'abc' } });
    expect(planned(plan, 'a')).toMatchObject({ args: ['enode://abc@127.0.0.1:30303', '/artifacts/x'], mounts: [{ kind: 'output', mountPath: '/artifacts' }] });
    expect(planned(planOf([boot, user]), 'a').args[0]).toBe('');
  });

  test('of a skipped service stay what they were, with a warning', () => {
    const user = service('a', { args: ['{{Service "el" "http" "http" ""}}'] });
    let plan;
    expect(warningsOf(() => {
      plan = planOf([el, user], { services: { el: { run: 'skip' } } });
    })).toMatchObject([{ code: 'SKIPPED_REFERENCE', message: expect.stringContaining('"el", which is skipped') }]);
    expect(plan).toMatchObject({ services: [{ service: 'a', args: ['http://el:8545'] }] });
  });
});

test('the user adds arguments and variables, also from Secrets', () => {
  const secret = SecretValue.fromSecret('keys', 'a');
  const plan = planOf([service('a', { args: ['--x'], env: { A: '1', B: '2' } })], { services: { a: { extraArgs: ['--y', '$$z'], env: { B: '3', C: secret } } } });
  expect(planned(plan, 'a')).toMatchObject({ args: ['--x', '--y', '$$z'], env: { A: '1', B: '3', C: secret } });
});

test('mounts: files, the validator keys as a copy, volumes, and the whole folder when asked', () => {
  const files = { '/data/jwtsecret': 'jwtsecret', '/data/testnet': 'testnet', '/data/validator': 'data_validator' };
  const services = [service('v', { files_mapped: files, volumes_mapped: { '/db': { Name: 'data' }, '/shared': 'shared:el-data' } })];
  const expected = [
    { kind: 'artifact', mountPath: '/data/jwtsecret', artifact: 'jwtsecret' },
    { kind: 'artifact', mountPath: '/data/testnet', artifact: 'testnet' },
    { kind: 'copy', mountPath: '/data/validator', artifact: 'data_validator', copy: 'copies/v/data_validator' },
    { kind: 'volume', mountPath: '/db', volume: 'volume-v-data' },
    { kind: 'volume', mountPath: '/shared', volume: 'volume-el-data' },
  ];
  expect(planned(planOf(services), 'v').mounts).toEqual(expected);
  expect(planned(planOf(services, { mountOutput: true }), 'v').mounts).toEqual([...expected, { kind: 'output', mountPath: '/artifacts' }]);
});

test('a folder in which a volume is mounted is a copy', () => {
  const plan = planOf([service('v', { files_mapped: { '/conf': 'testnet' }, volumes_mapped: { '/conf/logs': 'logs' } }), service('w', { files_mapped: { '/conf': 'testnet' }, volumes_mapped: { '/configs': 'logs' } })]);
  expect(plan.services.map(({ mounts }) => mounts[0]?.kind)).toEqual(['copy', 'artifact']);
});

const checked = (ready_check: object) => planOf([service('a', { ready_check })]).services[0]?.check;

describe('checks', () => {
  test('in whole seconds, and with time to start', () => {
    expect(checked({ test: ['CMD', 'x'], interval: 1.5e9, timeout: 6e11, retries: 20, start_period: 1e9 })).toEqual({
      handler: { kind: 'exec', command: ['x'] }, periodSeconds: 2, timeoutSeconds: 600, failureThreshold: 20, startupFailureThreshold: 150,
    });
    expect(checked({ test: ['CMD', 'x'], interval: 1e8, timeout: 1e8, retries: 400, start_period: 2e9 })).toMatchObject({ periodSeconds: 1, timeoutSeconds: 1, startupFailureThreshold: 402 });
  });

  test('with the defaults of Docker', () => {
    expect(checked({ test: ['CMD-SHELL', 'pg_isready -q'] })).toEqual({
      handler: { kind: 'exec', command: ['/bin/sh', '-c', 'pg_isready -q'] }, periodSeconds: 30, timeoutSeconds: 30, failureThreshold: 3, startupFailureThreshold: 10,
    });
    expect(checked({ test: ['NONE'] })).toBeUndefined();
  });

  test.each([
    ['http://localhost:3500/eth/v1/node/syncing?a=b', { kind: 'http', port: 3500, path: '/eth/v1/node/syncing?a=b' }],
    // A JSON-RPC server answers GET with 405.
    ['http://localhost:8545', { kind: 'tcp', port: 8545 }],
    ['http://localhost/ready', { kind: 'http', port: 80, path: '/ready' }],
    ['https://localhost/ready', { kind: 'tcp', port: 443 }],
  ])('by the URL %s', (query_url, handler) => {
    warningsOf(() => expect(checked({ query_url, test: null })).toMatchObject({ handler }));
  });
});

describe('images whose tag moves', () => {
  test.each([['x', 'latest', true], ['ghcr.io/a/b', 'main', true], ['ghcr.io/a/b', 'v1.2.3', false], ['localhost:5000/b', 'sha-1', false]])('%s:%s', (image, tag, floating) => {
    const warnings = warningsOf(() => expect(planOf([service('a', { image, tag })]).services[0]?.floating).toBe(floating));
    expect(warnings.map(({ code }) => code)).toEqual(floating ? ['FLOATING_TAG'] : []);
  });

  test('are fixed by another image', () => {
    const services = [service('a', { tag: 'latest' })];
    const fixed = (image: string) => warningsOf(() => planOf(services, { services: { a: { image } } })).length;
    expect([fixed('x@sha256:00'), fixed('x:1'), fixed('x'), fixed('localhost:5000/x')]).toEqual([0, 0, 1, 1]);
  });
});

const at = (seconds: number, config = '', args: string[] = []) => () => {
  const output = folderOf({ ...artifacts, ...(config === '' ? {} : { 'testnet/config.yaml': config }), 'manifest.json': { services: [service('beacon', { args })] } });
  podOf([], { output, now: new Date((1785000000 + seconds) * 1000) });
};

describe('the age of the genesis', () => {
  const day = 86400;

  test('is not judged without the time', () => {
    expect(warningsOf(() => planOf([service('a')]))).toEqual([]);
  });

  test.each([[-60, []], [599, []], [700, ['STALE_GENESIS']], [18 * day, ['STALE_GENESIS']]])('%i seconds later', (seconds, codes) => {
    expect(warningsOf(at(seconds)).map(({ code }) => code)).toEqual(codes);
  });

  test.each([[19 * day, ''], [2 * day, 'PRESET_BASE: mainnet\nSECONDS_PER_SLOT: 1\n']])('%i seconds later nobody begins there', (seconds, config) => {
    expect(at(seconds, config)).toThrow(/EXPIRED_GENESIS/);
    expect(warningsOf(at(seconds, config, ['--allow-insecure-genesis-sync']))).toMatchObject([{ code: 'STALE_GENESIS' }]);
  });
});
