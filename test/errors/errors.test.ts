import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { OpReplicaChart, OpStackError, OptimismNetworkConstruct } from '../../src';
import { Problems, describeProblem, didYouMean, nearest, oneOf, setStrict, type Problem } from '../../src/errors';
import { DEV_KEY, knownNetwork, newChart, problemsOf, warningsOf } from '../support/fixtures';
import { everythingOf, thrownBy } from '../support/thrown';

const MNEMONIC = 'test test test test test test test test test test test junk';
const first: Problem = { code: 'FIRST', path: 'acme/batcher', prop: 'signer', message: 'it is wrong', hint: 'Put it right' };
const PAGES = 'https://unpkg.com/cdk8s-op-stack/docs/troubleshooting/codes';
const second: Problem = { code: 'SECOND', path: '', prop: '', message: 'Is it?', hint: 'It is!' };

/** A network with a secret in a URL: sound but for one warning. */
const unsafe = { ...knownNetwork, l1BeaconUrl: 'https://beacon.example.com/v1/0123456789abcdef0123456789abcdef' };
const replicas = (strict?: boolean) => new OpReplicaChart(new App(), 'acme', { network: unsafe, strict });

/** Warns of one prop, and settles twice. */
function warn(scope?: Chart, prop = 'p'): void {
  const problems = new Problems(scope);
  problems.warn('W', prop, 'm', 'h');
  problems.settle();
  problems.settle();
}

describe('one error', () => {
  const error = new OpStackError([first]);

  it('carries code, path, prop and hint, says them in one line, and leads to the page of the code', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'OpStackError', code: 'FIRST', path: 'acme/batcher', prop: 'signer', hint: 'Put it right', docs: `${PAGES}/FIRST.md`, problems: [first] });
    expect(error.message).toBe(`[acme/batcher] signer: it is wrong. Put it right. (FIRST)\nSee ${PAGES}/FIRST.md`);
    expect(String(error)).toBe(`OpStackError: ${error.message}`);
  });

  it('leaves out a path and a prop that there are not, and ends no sentence twice', () => {
    expect(describeProblem(second)).toBe('Is it? It is! (SECOND)');
    expect(describeProblem({ ...first, path: '' })).toBe('signer: it is wrong. Put it right. (FIRST)');
    expect(describeProblem({ ...first, prop: '' })).toBe('[acme/batcher] it is wrong. Put it right. (FIRST)');
  });

  it('lists several problems, and speaks for the first', () => {
    const both = new OpStackError([first, second]);
    expect(both.message).toBe(`2 problems:\n  - [acme/batcher] signer: it is wrong. Put it right. (FIRST)\n  - Is it? It is! (SECOND)\nEach code has a page like ${PAGES}/FIRST.md`);
    expect([both.code, both.path, both.prop, both.hint, both.docs]).toEqual(['FIRST', 'acme/batcher', 'signer', 'Put it right', `${PAGES}/FIRST.md`]);
  });

  it('leads to one page where all problems have one code', () => {
    expect(new OpStackError([first, { ...second, code: 'FIRST' }]).message).toMatch(new RegExp(`^2 problems:\n.*\n.*\nSee ${PAGES}/FIRST\\.md$`));
  });
});

describe('collecting problems', () => {
  it('throws nothing where there is nothing', () => {
    const problems = new Problems();
    expect(problems.any).toBe(false);
    expect(() => problems.settle()).not.toThrow();
  });

  it('throws all errors together, in their order, and no warning with them', () => {
    const problems = new Problems(newChart());
    problems.error('A', 'a', 'a', 'a');
    problems.warn('W', 'w', 'w', 'w');
    problems.error('B', 'b', 'b', 'b');
    expect(problems.any).toBe(true);
    expect(warningsOf(() => expect(problemsOf(() => problems.settle()).map(({ code, path }) => [code, path])).toEqual([['A', 'acme'], ['B', 'acme']]))).toEqual([]);
  });

  it('takes over what a part found, and lets other errors through', () => {
    const problems = new Problems();
    expect(problems.attempt(() => 7)).toBe(7);
    expect(problems.attempt(() => { throw new OpStackError([first, second]); })).toBeUndefined();
    expect(() => problems.attempt(() => { throw new RangeError('mine'); })).toThrow(RangeError);
    expect(problemsOf(() => problems.settle())).toEqual([first, second]);
  });

  it('reports the problems of all parts of a chart in one error', () => {
    const found = problemsOf(() => new OpReplicaChart(new App(), 'acme', {
      network: { ...knownNetwork, l1RpcUrl: 'ftp://l1', networkName: 'op-sepola' },
      replicas: 0,
    }));
    expect(found.map(({ code, path, prop }) => [code, path, prop])).toEqual([
      ['INVALID_URL', 'acme/network', 'l1RpcUrl'],
      ['UNKNOWN_CHAIN', 'acme/network', 'networkName'],
      ['INVALID_COUNT', 'acme/replica', 'replicas'],
    ]);
  });
});

describe('secrets in what is reported', () => {
  it.each([
    ['a key', `"${DEV_KEY}" is wrong`, '"<secret>" is wrong'],
    ['a key without 0x', `at ${DEV_KEY.slice(2)}.`, 'at <secret>.'],
    ['two keys', `${DEV_KEY} ${DEV_KEY}`, '<secret> <secret>'],
    ['a quoted mnemonic', `"${MNEMONIC}" is no DNS label`, '"<secret>" is no DNS label'],
  ])('hides %s', (_, text, shown) => {
    const problems = new Problems();
    problems.error('X', text, text, text);
    expect(problemsOf(() => problems.settle())).toEqual([{ code: 'X', path: '', prop: shown, message: shown, hint: shown }]);
  });

  it('hides a key in the path', () => {
    const problems = new Problems(new Construct(newChart(), DEV_KEY));
    problems.error('X', '', 'x', 'x');
    expect(problemsOf(() => problems.settle())[0]?.path).toBe('acme/<secret>');
  });

  it.each([
    ['an address', '0x4f3Aff3A747fCADe12598081e80c6605A8be192F'],
    ['a digest', `sha256:${'a'.repeat(64)}`],
    ['a public key', 'b'.repeat(128)],
    ['a sentence', 'the quick brown dogs jump over the lazy cats until they are tired and sleep'],
  ])('shows %s', (_, text) => {
    const problems = new Problems();
    problems.error('X', '', text, text);
    expect(problemsOf(() => problems.settle())[0]).toMatchObject({ message: text, hint: text });
  });

  it('hides whatever 32 bytes stand in a message, however the error is looked at', () => {
    expect.hasAssertions();
    fc.assert(fc.property(fc.stringMatching(/^[0-9a-fA-F]{64}$/), fc.stringMatching(/^[ g-w]{0,9}$/), (key, around) => {
      const problems = new Problems();
      problems.error('X', `${around}${key}`, `${around}0x${key}${around}`, key);
      const error = thrownBy(() => problems.settle());
      expect(error.problems).toHaveLength(1);
      expect(everythingOf(error)).not.toContain(key);
    }));
  });
});

describe('warnings', () => {
  it('are process warnings with a type and a code', () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const problems = new Problems(newChart('heard'));
    problems.warn('SOME_CODE', 'prop', 'it may be wrong', 'Look');
    problems.settle();
    const { calls } = emit.mock;
    emit.mockRestore();
    expect(calls).toEqual([['[heard] prop: it may be wrong. Look. (SOME_CODE)', { type: 'OpStackWarning', code: 'SOME_CODE', detail: `See ${PAGES}/SOME_CODE.md` }]]);
  });

  it('are emitted once for each app, and again in another', () => {
    const app = new App();
    const chart = new Chart(app, 'acme');
    expect(warningsOf(() => { warn(chart); warn(chart); })).toHaveLength(1);
    expect(warningsOf(() => warn(chart, 'q'))).toHaveLength(1);
    expect(warningsOf(() => warn(new Chart(new App(), 'acme')))).toHaveLength(1);
  });

  it('are emitted once for the process where there is no construct', () => {
    expect(warningsOf(() => { warn(); warn(); })).toEqual([{ code: 'W', message: 'p: m. h. (W)' }]);
  });

  it('reach the user through a construct', () => {
    expect(warningsOf(() => void new OptimismNetworkConstruct(newChart(), 'network', unsafe))).toEqual([
      { code: 'URL_HOLDS_SECRET', message: expect.stringMatching(/^\[acme\/network\] l1BeaconUrl: the URL seems to hold an API key/) },
    ]);
  });
});

describe('strict mode', () => {
  afterEach(() => { delete process.env.OP_STACK_STRICT; });

  it('makes every warning below a scope an error, after the errors', () => {
    const chart = newChart();
    setStrict(chart, true);
    expect(problemsOf(() => new OptimismNetworkConstruct(chart, 'network', { ...unsafe, l1RpcUrl: 'nowhere' })).map(({ code }) => code)).toEqual(['INVALID_URL', 'URL_HOLDS_SECRET']);
  });

  it('is a prop of a chart', () => {
    expect(problemsOf(() => replicas(true)).map(({ code }) => code)).toEqual(['URL_HOLDS_SECRET']);
    expect(warningsOf(() => void replicas(false)).map(({ code }) => code)).toEqual(['URL_HOLDS_SECRET']);
    expect(warningsOf(() => void replicas()).map(({ code }) => code)).toEqual(['URL_HOLDS_SECRET']);
  });

  it('is an environment variable, which the nearest scope overrules', () => {
    process.env.OP_STACK_STRICT = '1';
    expect(problemsOf(() => warn()).map(({ code }) => code)).toEqual(['W']);
    expect(problemsOf(() => new OptimismNetworkConstruct(newChart(), 'network', unsafe))).toHaveLength(1);
    const chart = newChart();
    setStrict(chart, false);
    expect(warningsOf(() => void new OptimismNetworkConstruct(chart, 'network', unsafe))).toHaveLength(1);
    process.env.OP_STACK_STRICT = '0';
    expect(warningsOf(() => void new OptimismNetworkConstruct(newChart(), 'network', unsafe))).toHaveLength(1);
  });

  it('is decided by the nearest scope', () => {
    const app = new App();
    setStrict(app, true);
    const loose = new Chart(app, 'loose');
    setStrict(loose, false);
    expect(warningsOf(() => void new OptimismNetworkConstruct(loose, 'network', unsafe))).toHaveLength(1);
    expect(problemsOf(() => new OptimismNetworkConstruct(new Chart(app, 'tight'), 'network', unsafe))).toHaveLength(1);
  });
});

describe('nearest names', () => {
  it.each([
    ['op-sepola', ['op-sepolia']],
    ['OP_MAINNET', ['op-mainnet']],
    ['op-mainnte', ['op-mainnet']],
    ['zzz', []],
    ['', []],
  ])('%s → %j', (name, near) => expect(nearest(['op-sepolia', 'op-mainnet', 'unichain-mainnet'], name, 1)).toEqual(near));

  it('are asked about', () => {
    expect(didYouMean([])).toBeUndefined();
    expect(didYouMean(['a'])).toBe('Did you mean a?');
    expect(didYouMean(['a', 'b'])).toBe('Did you mean a or b?');
  });

  it('stand before all the names that there are', () => {
    expect(oneOf('clients', ['op-geth', 'op-reth'], 'op-get')).toBe('Did you mean op-geth or op-reth? The clients are op-geth, op-reth');
    expect(oneOf('clients', ['op-geth', 'op-reth'], 'erigon')).toBe('The clients are op-geth, op-reth');
  });
});
