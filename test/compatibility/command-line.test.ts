import { Duration } from 'cdk8s';
import { OpNodeConstruct, SecretValue, type UserFlags } from '../../src';
import { CommandLine, Interpolated, catalogueOf, cataloguedComponents, cataloguedVersions, type CataloguedComponent, type FlagOptions, type FlagValue } from '../../src/compatibility';
import { Problems } from '../../src/errors';
import { goDuration } from '../../src/compatibility/command-line';
import { PodField } from '../../src/kube';
import { customNetwork, emitted, podOf, problem, problemsOf, sequencerKey, warningsOf, withNetwork } from '../support/fixtures';

const secret = SecretValue.fromSecret('some', 'key');
const reference = { valueFrom: { secretKeyRef: { name: 'some', key: 'key' } } };

/** Builds a command line, and gives what it renders once all is well. */
function rendered(component: CataloguedComponent, version: string | undefined, build: (cli: CommandLine) => unknown) {
  const problems = new Problems();
  const cli = new CommandLine(component, { component, reference: 'image', version }, problems);
  build(cli);
  problems.settle();
  return cli.render();
}
const set = (component: CataloguedComponent, version: string, flag: string, value: FlagValue, options?: FlagOptions) => rendered(component, version, (cli) => cli.set(flag, value, options));
const argsOf = (component: CataloguedComponent, version: string, flag: string, value: FlagValue) => set(component, version, flag, value).args;
const user = (component: CataloguedComponent, version: string | undefined, flags: UserFlags, build: (cli: CommandLine) => unknown = () => undefined) =>
  rendered(component, version, (cli) => { build(cli); cli.addUser(flags); });

const games = (cli: CommandLine) => cli.setFirst(['game-types', 'trace-type'], ['cannon']);
const follow = (cli: CommandLine) => cli.setIfKnown('l2.follow.source', 'http://x');

const NODE = 'v1.19.0';
const RETH = 'v2.4.4';

describe('flags of a construct', () => {
  it.each<[string, FlagValue, readonly string[]]>([
    ['l1', 'http://l1:8545', ['--l1=http://l1:8545']],
    ['rpc.port', 9545, ['--rpc.port=9545']],
    ['rpc.port', 0, ['--rpc.port=0']],
    ['l1.http-poll-interval', Duration.seconds(90), ['--l1.http-poll-interval=90s']],
    ['l1.http-poll-interval', Duration.millis(1500), ['--l1.http-poll-interval=1500ms']],
    ['sequencer.enabled', true, ['--sequencer.enabled']],
    ['sequencer.enabled', false, ['--sequencer.enabled=false']],
    ['p2p.bootnodes', ['enr:a', 'enr:b'], ['--p2p.bootnodes=enr:a,enr:b']],
    ['l1', undefined, []],
    ['p2p.advertise.ip', new Interpolated('$(HOST_IP)', { HOST_IP: new PodField('status.hostIP') }), ['--p2p.advertise.ip=$(HOST_IP)']],
    ['l1', 'http://l1/$(EVIL)', ['--l1=http://l1/$$(EVIL)']],
    ['l1', 'http://l1/a$$b$c', ['--l1=http://l1/a$$$b$c']],
    ['p2p.bootnodes', [], []],
    ['p2p.bootnodes', ['$(A)$(B)', 'c'], ['--p2p.bootnodes=$$(A)$$(B),c']],
  ])('op-node --%s = %j', (flag, value, args) => expect(argsOf('op-node', NODE, flag, value)).toEqual(args));

  it('of clap programs are switches that are present or absent', () => {
    expect(argsOf('op-reth', RETH, 'http', true)).toEqual(['node', '--http']);
    expect(argsOf('op-reth', RETH, 'http', false)).toEqual(['node']);
    expect(argsOf('op-reth', RETH, 'storage.v2', true)).toEqual(['node', '--storage.v2']);
    expect(argsOf('op-reth', RETH, 'storage.v2', false)).toEqual(['node', '--storage.v2=false']);
  });

  it('stand behind command and subcommand', () => {
    expect(rendered('op-node', NODE, () => undefined)).toEqual({ command: ['op-node'], args: [], env: undefined });
    expect(rendered('op-geth', 'v1.101511.0', () => undefined).command).toEqual(['geth']);
    expect(rendered('op-reth', RETH, () => undefined)).toEqual({ command: ['op-reth'], args: ['node'], env: undefined });
    expect(rendered('kona-node', 'v1.7.0', () => undefined)).toEqual({ command: undefined, args: ['node'], env: undefined });
  });

  it('are replaced when set again, by their alias too', () => {
    expect(rendered('op-node', NODE, (cli) => cli.set('l1.beacon-fallbacks', ['http://a']).set('l1.beacon-archiver', ['http://b'])).args).toEqual(['--l1.beacon-fallbacks=http://b']);
  });

  it('from Secrets go through the environment variable of the program', () => {
    expect(set('op-node', NODE, 'l1', secret)).toEqual({ command: ['op-node'], args: [], env: [{ name: 'OP_NODE_L1_ETH_RPC', ...reference }] });
  });

  it('from Secrets are put in by the kubelet where the program has no variable', () => {
    expect(set('op-reth', RETH, 'rollup.sequencer', secret)).toMatchObject({ args: ['node', '--rollup.sequencer=$(FLAG_ROLLUP_SEQUENCER)'], env: [{ name: 'FLAG_ROLLUP_SEQUENCER', ...reference }] });
  });

  it('with Secrets in a list get a variable for each', () => {
    const { args, env } = set('op-batcher', 'v1.17.2', 'l2-eth-rpc', [secret, 'http://b', secret]);
    expect(args).toEqual(['--l2-eth-rpc=$(FLAG_L2_ETH_RPC),http://b,$(FLAG_L2_ETH_RPC_2)']);
    expect(env).toEqual([{ name: 'FLAG_L2_ETH_RPC', ...reference }, { name: 'FLAG_L2_ETH_RPC_2', ...reference }]);
  });

  it('with parts from the pod carry their variables', () => {
    expect(set('op-reth', RETH, 'nat', new Interpolated('extip:$(HOST_IP)', { HOST_IP: new PodField('status.hostIP') })).env).toEqual([
      { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
    ]);
  });

  it('that the version lacks are reported by prop, or by name', () => {
    expect(problem(() => set('op-node', 'v1.13.3', 'rollup.l1-chain-config', '/l1.json', { prop: 'network.l1ChainConfig' }), 'FLAG_NOT_IN_VERSION')).toMatchObject({
      prop: 'network.l1ChainConfig', message: 'op-node v1.13.3 has no flag --rollup.l1-chain-config',
    });
    expect(problem(() => set('op-node', NODE, 'no.such-flag', 1), 'FLAG_NOT_IN_VERSION').prop).toBe('no.such-flag');
  });

  it('have the first name that the version knows', () => {
    expect(rendered('op-challenger', 'v1.10.0', games).args).toEqual(['--game-types=cannon']);
    expect(rendered('op-challenger', 'v1.5.1', games).args).toEqual(['--trace-type=cannon']);
    expect(problemsOf(() => rendered('op-node', NODE, (cli) => cli.setFirst(['nope', 'neither'], 1)))[0]?.message).toBe('op-node v1.19.0 has no flag --nope');
  });

  it('that are defaults are left out where the version lacks them', () => {
    expect(rendered('op-node', 'v1.16.2', follow).args).toEqual([]);
    expect(rendered('op-node', 'v1.16.7', follow).args).toEqual(['--l2.follow.source=http://x']);
  });

  it.each([[Duration.seconds(0), '0s'], [Duration.millis(250), '250ms'], [Duration.hours(2), '7200s'], [Duration.millis(2000), '2s']])('durations are written for Go: %s → %s', (duration, text) => {
    expect(goDuration(duration)).toBe(text);
  });
});

describe('extraArgs', () => {
  it('are taken as --name=value, as --name and value, and as --name', () => {
    expect(user('op-node', NODE, { extraArgs: ['--l1.cache-size=5', '--l1.max-concurrency', '7', '--l1.trustrpc', '--metrics.addr='] }).args).toEqual([
      '--l1.cache-size=5', '--l1.max-concurrency=7', '--l1.trustrpc', '--metrics.addr=',
    ]);
  });

  it('keep values with "=" and references for the kubelet', () => {
    expect(user('op-node', NODE, { extraArgs: ['--l1.beacon-header=a=b', '--rpc.port=$(PORT)'], env: { PORT: '9546' } })).toMatchObject({
      args: ['--l1.beacon-header=a=b', '--rpc.port=$(PORT)'], env: [{ name: 'PORT', value: '9546' }],
    });
  });

  it('replace what the construct sets, with a warning, by name or alias', () => {
    let args: readonly string[] = [];
    const warnings = warningsOf(() => { ({ args } = user('op-node', NODE, { extraArgs: ['--l1.beacon-archiver=http://b', '--rpc.port=1'] }, (cli) => cli.set('l1.beacon-fallbacks', ['http://a']).set('rpc.port', 9545))); });
    expect(args).toEqual(['--l1.beacon-archiver=http://b', '--rpc.port=1']);
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      ['FLAG_OVERRIDDEN', expect.stringContaining('extraArgs: --l1.beacon-archiver replaces what the construct sets')],
      ['FLAG_OVERRIDDEN', expect.stringContaining('extraArgs: --rpc.port replaces what the construct sets')],
    ]);
  });

  it('repeat lists of any kind', () => {
    expect(user('op-node', NODE, { extraArgs: ['--p2p.bootnodes=enr:a', '--p2p.bootnodes=enr:b'] }).args).toHaveLength(2);
    const numbers = cataloguedComponents.flatMap((component) => cataloguedVersions(component).flatMap(({ version }) =>
      catalogueOf(component, version).flags().filter(({ type }) => type === 'uint64slice').map(({ name }) => [component, version, name] as const)));
    expect(numbers.length).toBeGreaterThan(0);
    for (const [component, version, name] of numbers) expect(user(component, version, { extraArgs: [`--${name}=1`, `--${name}=2`] }).args.filter((arg) => arg.startsWith(`--${name}`))).toHaveLength(2);
  });

  it('may repeat a flag that nobody can say anything about', () => {
    expect(warningsOf(() => expect(user('op-node', undefined, { extraArgs: ['--new.list=a', '--new.list=b'] }).args).toHaveLength(2)).map(({ code }) => code)).toEqual(['UNCERTAIN_FLAG']);
  });

  it.each<[string, CataloguedComponent, string, readonly string[], string, RegExp, RegExp]>([
    ['a word', 'op-node', NODE, ['syncmode'], 'INVALID_ARG', /neither a flag nor the value/, /--name=value/],
    ['a second value', 'op-node', NODE, ['--syncmode', 'consensus-layer', 'more'], 'INVALID_ARG', /neither/, /--name=value/],
    ['one dash', 'op-node', NODE, ['-l1=x'], 'INVALID_ARG', /neither/, /--name=value/],
    ['an unknown flag', 'op-node', NODE, ['--rpc.prot=1'], 'UNKNOWN_FLAG', /^op-node v1\.19\.0 has no flag --rpc\.prot$/, /^Did you mean --rpc\.port/],
    ['a flag like none', 'op-node', NODE, ['--entirely-made-up'], 'UNKNOWN_FLAG', /entirely-made-up/, /^Leave it out, or pin a version that has it$/],
    ['a flag that was renamed', 'op-batcher', 'v1.15.0', ['--throttle-tx-size=1'], 'UNKNOWN_FLAG', /throttle-tx-size/, /^Use --throttle\.tx-size-lower-limit: .*without aliases \(v1\.15\.0\)$/],
    ['a flag not yet renamed', 'op-batcher', 'v1.14.0', ['--throttle.tx-size-lower-limit=1'], 'UNKNOWN_FLAG', /op-batcher v1\.14\.0/, /^Use --throttle-tx-size: .*\(v1\.15\.0\)$/],
    ['a flag that became several', 'op-node', 'v1.14.3', ['--interop.supervisor=x'], 'UNKNOWN_FLAG', /interop/, /^Use --interop\.rpc\.addr, --interop\.rpc\.port, --interop\.jwt-secret: /],
    ['a flag that went', 'op-node', 'v1.17.0', ['--rollup.halt=major'], 'UNKNOWN_FLAG', /rollup\.halt/, /^Leave it out: protocol version signalling was removed \(v1\.17\.0\)$/],
    ['a flag that is to come', 'op-node', NODE, ['--l2.follow.source.rpc-timeout=1s'], 'UNKNOWN_FLAG', /rpc-timeout/, /^Leave it out: .*\(v1\.19\.5\)$/],
    ['no value', 'op-node', NODE, ['--rpc.port'], 'INVALID_FLAG_VALUE', /^--rpc\.port lacks its value$/, /^Write it like --rpc\.port=<int>$/],
    ['a wrong number', 'op-node', NODE, ['--rpc.port=many'], 'INVALID_FLAG_VALUE', /whole number/, /<int>/],
    ['a duration without a unit', 'op-node', NODE, ['--l1.http-poll-interval=12'], 'INVALID_FLAG_VALUE', /a duration with its unit/, /<duration>/],
    ['a wrong word', 'op-reth', RETH, ['--color=loud'], 'INVALID_FLAG_VALUE', /^--color takes one of always, auto, never$/, /^Write it like --color=<always\|auto\|never>$/],
    ['no boolean', 'op-node', NODE, ['--l1.trustrpc=yes'], 'INVALID_FLAG_VALUE', /true or false/, /<bool>/],
    ['a value for a switch', 'op-reth', RETH, ['--http=true'], 'INVALID_FLAG_VALUE', /^--http takes no value$/, /^Write --http, or leave it out$/],
    ['a flag twice', 'op-node', NODE, ['--rpc.port=1', '--rpc.port', '2'], 'DUPLICATE_FLAG', /^--rpc\.port is given twice$/, /^Keep one of them$/],
    ['a flag and its alias', 'op-reth', RETH, ['--builder.gaslimit=1', '--miner.gaslimit=2'], 'DUPLICATE_FLAG', /^--builder\.gaslimit is given twice$/, /Keep one/],
  ])('refuse %s', (_, component, version, extraArgs, code, message, hint) => {
    const found = problem(() => user(component, version, { extraArgs }), code);
    expect(found).toMatchObject({ path: '', prop: expect.stringMatching(/^extraArgs/), message: expect.stringMatching(message), hint: expect.stringMatching(hint) });
    expect(found.hint).not.toContain(found.message.match(/ has no flag (\S+)$/)?.[1] ?? '\0');
  });

  it('never repeat a value', () => {
    for (const arg of ['--rpc.port=hunter2', '--l1.trustrpc=hunter2', '--no.such=hunter2', 'hunter2']) {
      expect(JSON.stringify(problemsOf(() => user('op-node', NODE, { extraArgs: [arg] })))).not.toContain('hunter2');
    }
  });

  it('may not replace what is fixed', () => {
    const fixed = { fixed: 'it is wired' };
    const build = (cli: CommandLine) => cli.set('l2', 'http://127.0.0.1:8551', fixed);
    expect(problem(() => user('op-node', NODE, { extraArgs: ['--l2=http://other'] }, build), 'FIXED_FLAG')).toEqual({
      code: 'FIXED_FLAG', path: '', prop: 'extraArgs', message: '--l2 may not be replaced: it is wired', hint: 'Use the typed prop for it',
    });
    expect(problem(() => user('op-node', NODE, { env: { OP_NODE_L2_ENGINE_RPC: 'http://other' } }, build), 'FIXED_FLAG').message).toBe('OP_NODE_L2_ENGINE_RPC may not be replaced: it is wired');
  });

  it('warn of a flag that the version deprecates, and say what to use where that is known', () => {
    expect(warningsOf(() => void user('op-node', NODE, { extraArgs: ['--snapshotlog.file=/x'] }))).toEqual([
      { code: 'DEPRECATED_FLAG', message: 'extraArgs: --snapshotlog.file is deprecated in op-node v1.19.0. Do without it: a later version may refuse it. (DEPRECATED_FLAG)' },
    ]);
    expect(warningsOf(() => void user('op-reth', RETH, { extraArgs: ['--engine.legacy-state-root'] }))).toEqual([
      { code: 'DEPRECATED_FLAG', message: expect.stringMatching(/deprecated in op-reth v2\.4\.4\. Use --engine\.state-root-fallback: .*\(v2\.4\.4\)/) },
    ]);
  });

  it('warn of every deprecated flag of every version without suggesting it', () => {
    const rows = cataloguedComponents.flatMap((component) => cataloguedVersions(component).flatMap(({ version }) =>
      catalogueOf(component, version).flags().filter(({ deprecated }) => deprecated).map(({ name, type, values }) => ({ component, version, name, arg: type.startsWith('bool') ? `--${name}` : `--${name}=${values?.[0] ?? (type === 'duration' ? '1s' : '1')}` }))));
    expect(rows.length).toBeGreaterThan(100);
    const wrong = rows.filter(({ component, version, name, arg }) => {
      const [warning, ...others] = warningsOf(() => void user(component, version, { extraArgs: [arg] }, (cli) => cli.has(name)));
      // The same text is emitted once only.
      return others.length > 0 || (warning && (warning.code !== 'DEPRECATED_FLAG' || new RegExp(`--${name}(?![\\w.-])`).test(warning.message.split(version)[1] ?? '')));
    });
    expect(wrong).toEqual([]);
  });

  it('warn where nobody can say whether the version has the flag', () => {
    expect(warningsOf(() => void user('op-node', 'v1.99.0', { extraArgs: ['--brand.new=1'] }))).toEqual([
      { code: 'UNCERTAIN_FLAG', message: expect.stringContaining('extraArgs: it is not known whether op-node v1.99.0 has the flag --brand.new. The nearest version whose flags are known is v1.19.9') },
    ]);
    expect(warningsOf(() => void user('op-node', undefined, { extraArgs: ['--also.new'] }))[0]?.message).toContain('whether op-node of unknown version has the flag');
  });
});

describe('env', () => {
  it('is taken literally or from a Secret, and anybody else\'s variables too', () => {
    expect(user('op-node', NODE, { env: { OP_NODE_L1_CACHE_SIZE: '5', OP_NODE_L1_ETH_RPC: secret, TZ: 'UTC' } }).env).toEqual([
      { name: 'OP_NODE_L1_CACHE_SIZE', value: '5' }, { name: 'OP_NODE_L1_ETH_RPC', ...reference }, { name: 'TZ', value: 'UTC' },
    ]);
  });

  it('replaces the flag that it sets, with a warning', () => {
    let made: ReturnType<typeof user> | undefined;
    const warnings = warningsOf(() => { made = user('op-node', NODE, { env: { OP_NODE_RPC_PORT: '1' } }, (cli) => cli.set('rpc.port', 9545)); });
    expect(made).toMatchObject({ args: [], env: [{ name: 'OP_NODE_RPC_PORT', value: '1' }] });
    expect(warnings).toEqual([{ code: 'FLAG_OVERRIDDEN', message: expect.stringContaining('env.OP_NODE_RPC_PORT: OP_NODE_RPC_PORT replaces') }]);
  });

  it('is refused where the program reads no such variable, or not that value', () => {
    expect(problem(() => user('op-node', NODE, { env: { OP_NODE_L1_RPC: 'x' } }), 'UNKNOWN_ENV')).toMatchObject({
      prop: 'env.OP_NODE_L1_RPC', message: 'op-node v1.19.0 reads no variable OP_NODE_L1_RPC', hint: 'Check its spelling against the flags of that version',
    });
    expect(problem(() => user('op-node', NODE, { env: { OP_NODE_RPC_PORT: 'many' } }), 'INVALID_FLAG_VALUE')).toMatchObject({
      prop: 'env.OP_NODE_RPC_PORT', message: 'OP_NODE_RPC_PORT: --rpc.port takes a whole number', hint: 'Write the value as the flag takes it',
    });
    expect(() => user('op-reth', RETH, { env: { OP_NODE_L1_RPC: 'x' } })).not.toThrow();
  });

  it('warns where nobody can say', () => {
    expect(warningsOf(() => void user('op-node', 'v1.99.0', { env: { OP_NODE_BRAND_NEW: 'x' } }))).toEqual([
      { code: 'UNCERTAIN_FLAG', message: expect.stringContaining('has the variable OP_NODE_BRAND_NEW') },
    ]);
  });

  it('is reported below the prop it belongs to', () => {
    const problems = new Problems();
    new CommandLine('op-node', { component: 'op-node', reference: 'x', version: NODE }, problems).addUser({ extraArgs: ['x', '--nope'], env: { OP_NODE_NOPE: 'x' } }, 'consensus');
    expect(problemsOf(() => problems.settle()).map(({ prop }) => prop)).toEqual(['consensus.extraArgs[0]', 'consensus.extraArgs', 'consensus.env.OP_NODE_NOPE']);
  });
});

it('a node emits what the user adds', () => {
  const { chart, network } = withNetwork(customNetwork());
  const consensus = { extraArgs: ['--l1.cache-size', '5'], env: { OP_NODE_L1_MAX_CONCURRENCY: '3' } };
  const execution = { extraArgs: ['--color=never'], env: { RUST_LOG: secret } };
  const warnings = warningsOf(() => void new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, consensus, execution }));
  const pod = podOf(emitted(chart), 'acme-sequencer');
  expect(warnings.map(({ code }) => code)).toEqual(['FLAG_OVERRIDDEN']);
  expect(pod.container('op-node').args).toContain('--l1.cache-size=5');
  expect(pod.container('op-node').env).toContainEqual({ name: 'OP_NODE_L1_MAX_CONCURRENCY', value: '3' });
  expect(pod.container('op-reth').args?.filter((arg) => arg.startsWith('--color'))).toEqual(['--color=never']);
  expect(pod.container('op-reth').env).toContainEqual({ name: 'RUST_LOG', ...reference });
});
