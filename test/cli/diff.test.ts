import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Size, Yaml } from 'cdk8s';
import { binary } from './support/binary';
import { cli, type Ran } from './support/cli';
import { ConfigSource, OpStackChart, SecretValue, Signer, Storage, type OpStackChartProps } from '../../src';
import { manifestsOf } from '../../src/testing';
import { exampleGenesis } from '../../examples/testnet/genesis';
import { ADDRESS, genesis, rollup, signer } from '../support/fixtures';

const folder = mkdtempSync(join(tmpdir(), 'op-stack-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const base: OpStackChartProps = {
  namespace: 'acme',
  network: {
    l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
    l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
    rollupConfig: ConfigSource.inline(rollup),
    l2Genesis: ConfigSource.inline(genesis),
    contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 },
    images: { release: 'karst-2026-09' },
  },
  sequencer: { p2pSequencerKey: SecretValue.fromSecret('sequencer-key', 'key'), storage: Storage.claim({ size: Size.gibibytes(100) }) },
  replicas: { count: 2, storage: Storage.claim({ size: Size.gibibytes(200) }) },
  batcher: { signer: signer('batcher-key') },
  proposer: { signer: signer('proposer-key') },
};

let count = 0;
/** The rollup with some props changed, as a file of YAML. */
function synthesized(over: Partial<OpStackChartProps> = {}, id = 'acme'): string {
  const file = join(folder, `${++count}.yaml`);
  writeFileSync(file, Yaml.stringify(...manifestsOf(new OpStackChart(new App(), id, { ...base, ...over }))));
  return file;
}

const plain = synthesized();
const versions = (components: Readonly<Record<string, { version: string }>>): Partial<OpStackChartProps> => ({ network: { ...base.network, images: { release: 'karst-2026-09', components } } });

interface Report {
  readonly objects: readonly { readonly change: string; readonly kind: string; readonly name: string }[];
  readonly risks: readonly { readonly id: string; readonly severity: string; readonly name: string }[];
}

/** What the command says of two files, by object and by risk. */
async function compared(before: string, after: string, call: (args: readonly string[]) => Ran | Promise<Ran> = cli): Promise<{ readonly code: number; readonly objects: readonly string[]; readonly risks: readonly string[] }> {
  const { code, out, err } = await call(['diff', before, after, '--json']);
  expect(err).toBe('');
  const { objects, risks }: Report = JSON.parse(out);
  return { code, objects: objects.map(({ change, kind, name }) => `${change} ${kind} ${name}`), risks: risks.map(({ id, name }) => `${id} ${name}`) };
}

describe('a rollup that is synthesized anew', () => {
  test('is the same', () => {
    expect(binary(['diff', plain, synthesized(), '--fail-on', 'any-change'])).toEqual({ code: 0, out: 'No difference.\n', err: '' });
  });

  test('with newer versions, restarts its sequencer', async () => {
    expect(await compared(plain, synthesized(versions({ 'op-node': { version: 'v1.19.8' }, 'op-reth': { version: 'v2.5.0' } })), binary)).toEqual({
      code: 0,
      objects: ['changed StatefulSet acme-replica', 'changed StatefulSet acme-sequencer'],
      risks: ['BATCHER_NOT_RESTARTED acme-batcher', 'SEQUENCER_RESTART acme-sequencer'],
    });
  });

  test('with older ones, may not open its database', async () => {
    const { code, risks } = await compared(synthesized(versions({ 'op-reth': { version: 'v2.5.0' } })), plain);
    expect([code, risks]).toEqual([1, ['EXECUTION_DOWNGRADE acme-replica', 'EXECUTION_DOWNGRADE acme-sequencer', 'SEQUENCER_RESTART acme-sequencer']]);
  });

  test('with more replicas, is in no danger', async () => {
    expect(await compared(plain, synthesized({ replicas: { ...base.replicas, count: 3 } }))).toMatchObject({ code: 0, objects: ['changed StatefulSet acme-replica'], risks: [] });
    expect(await compared(synthesized({ replicas: { ...base.replicas, count: 3 } }), plain)).toMatchObject({ code: 0, risks: ['REPLICAS_REDUCED acme-replica'] });
  });

  test('with other volumes, is refused', async () => {
    const larger = synthesized({ replicas: { ...base.replicas, storage: Storage.claim({ size: Size.gibibytes(300) }) } });
    expect(await compared(plain, larger)).toMatchObject({ code: 1, risks: ['CLAIM_TEMPLATE_CHANGED acme-replica'] });
    expect((await compared(larger, plain)).risks).toEqual(['CLAIM_SHRUNK acme-replica', 'CLAIM_TEMPLATE_CHANGED acme-replica']);
    const other = synthesized({ replicas: { ...base.replicas, storage: Storage.claim({ size: Size.gibibytes(200), storageClass: 'slow' }) } });
    expect((await compared(plain, other)).risks).toEqual(expect.arrayContaining(['STORAGE_CLASS_CHANGED acme-replica']));
  });

  test('under another name, has two of each signer, and leaves its data behind', async () => {
    const { code, objects, risks } = await compared(plain, synthesized({}, 'beta'), binary);
    expect(code).toBe(1);
    expect(objects).toEqual(expect.arrayContaining(['renamed Deployment beta-batcher', 'renamed StatefulSet beta-sequencer']));
    expect(risks).toEqual(expect.arrayContaining(['SIGNER_MOVED beta-batcher', 'SIGNER_MOVED beta-proposer', 'SIGNER_MOVED beta-sequencer', 'CLAIMS_LEFT_BEHIND acme-sequencer', 'SEQUENCER_REMOVED acme-sequencer']));
  });

  test('in another namespace, too', async () => {
    const { risks } = await compared(plain, synthesized({ namespace: 'other' }));
    expect(risks).toEqual(expect.arrayContaining(['NAMESPACE_CHANGED acme-batcher', 'SIGNER_MOVED acme-batcher', 'CLAIMS_LEFT_BEHIND acme-replica']));
  });

  test('with another key, is told to whom it has to be known', async () => {
    expect((await compared(plain, synthesized({ batcher: { signer: signer('new-key') } }))).risks).toEqual(expect.arrayContaining(['SIGNER_KEY_CHANGED acme-batcher', 'SECRET_REFERENCE_CHANGED acme-batcher']));
    expect((await compared(plain, synthesized({ batcher: { signer: signer('proposer-key') } }))).risks).toEqual(expect.arrayContaining(['SIGNER_SHARED acme-proposer']));
  });

  test('with another fork time, says when, and that all restart', async () => {
    const later = Math.floor(Date.now() / 1000) + 30 * 86_400;
    const forked = (time: number): string => synthesized({
      network: { ...base.network, rollupConfig: ConfigSource.inline({ ...rollup, karst_time: time }), l2Genesis: ConfigSource.inline({ ...genesis, config: { ...genesis.config, karstTime: time } }) },
    });
    const { code, risks } = await compared(forked(later), forked(later + 86_400));
    expect(code).toBe(0);
    expect(risks).toEqual(expect.arrayContaining(['FORK_TIME_CHANGED acme-network', 'FORK_TIME_CHANGED acme-network-genesis', 'SEQUENCER_RESTART acme-sequencer']));
    expect((await compared(forked(later), forked(0))).risks).toEqual(expect.arrayContaining(['FORK_TIME_PASSED acme-network']));
    expect((await compared(plain, synthesized({ network: { ...base.network, l2Genesis: ConfigSource.inline({ ...exampleGenesis(42069, 1785000000) }) } }))).risks).toEqual(expect.arrayContaining(['CHAIN_FILE_CHANGED acme-network-genesis']));
  });

  test('with another execution client, cannot read its database', async () => {
    const geth = synthesized({ replicas: { ...base.replicas, execution: { client: 'op-geth' } }, network: { ...base.network, rollupConfig: ConfigSource.inline({ ...rollup, karst_time: undefined }), l2Genesis: ConfigSource.inline({ ...genesis, config: { ...genesis.config, karstTime: undefined } }), images: { release: 'karst-2026-09', components: { 'op-geth': { version: 'v1.101702.3' } } } } });
    expect((await compared(geth, plain)).risks).toEqual(expect.arrayContaining(['EXECUTION_CLIENT_SWAPPED acme-replica', 'ENGINE_KIND_CHANGED acme-replica']));
  });

  test('with a remote signer of the same address, signs with another key as far as can be seen', async () => {
    const remote = Signer.remote({ endpoint: 'https://op-signer.signing.svc:8080', address: ADDRESS.portal, tls: { secretName: 'tls' } });
    expect((await compared(plain, synthesized({ batcher: { signer: remote } }))).risks).toEqual(expect.arrayContaining(['SIGNER_KEY_CHANGED acme-batcher']));
  });
});

describe('the exit code', () => {
  const warned = synthesized(versions({ 'op-node': { version: 'v1.19.8' } }));
  const harmless = synthesized({ replicas: { ...base.replicas, count: 3 } });
  const danger = synthesized({ replicas: { ...base.replicas, storage: Storage.claim({ size: Size.gibibytes(300) }) } });

  test.each<[string, string, number]>([
    ['danger', danger, 1], ['danger', warned, 0], ['warning', warned, 1], ['warning', harmless, 0], ['any-change', harmless, 1], ['any-change', plain, 0], ['never', danger, 0],
  ])('with --fail-on %s', async (what, file, code) => {
    expect((await cli(['diff', plain, file, '--fail-on', what])).code).toBe(code);
    expect(await cli(['diff', plain, file, '--fail-on', what, '--quiet'])).toEqual({ code, out: '', err: '' });
  });

  test('is that of danger where nothing is said', async () => {
    expect((await cli(['diff', plain, danger])).code).toBe(1);
    expect((await cli(['diff', plain, warned])).code).toBe(0);
  });
});

describe('what is compared', () => {
  test('may come from stdin, on either side', () => {
    const one = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {b: first}\n';
    const file = join(folder, 'one.yaml');
    writeFileSync(file, one.replace('first', 'second'));
    expect(binary(['diff', '-', file], { stdin: one })).toEqual({ code: 0, out: '~ ConfigMap a\n    ~ data.b: "first" → "second"\n\n1 changed\n\nNo risks.\n', err: '' });
    expect(binary(['diff', file, '-'], { stdin: one }).out).toContain('data.b: "second" → "first"');
  });

  test('may be an app', () => {
    const script = join(folder, 'app.js');
    writeFileSync(script, "require('fs').writeFileSync(require('path').join(process.env.CDK8S_OUTDIR, 'a.yaml'), 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: a}\\n'); console.log('synthesizing');");
    const empty = mkdtempSync(join(folder, 'empty-'));
    const { code, out, err } = binary(['diff', empty, '--app', `"${process.execPath}" "${script}"`]);
    expect([code, err]).toEqual([0, 'synthesizing\n']);
    expect(out).toContain('+ ConfigMap a\n');
  });

  test('is the same, read from a folder of files or from one', () => {
    const parts = mkdtempSync(join(folder, 'parts-'));
    for (const [index, manifest] of manifestsOf(new OpStackChart(new App(), 'acme', base)).entries()) writeFileSync(join(parts, `${100 - index}.json`), JSON.stringify(manifest));
    expect(binary(['diff', plain, parts]).out).toBe('No difference.\n');
  });
});

describe('the output', () => {
  const file = synthesized(versions({ 'op-node': { version: 'v1.19.8' } }));

  test('has colours where they are wanted, and the same text without', async () => {
    const colored = (await cli(['diff', plain, file], { color: true })).out;
    expect(colored).toContain('\u001B[33m~ StatefulSet acme/acme-sequencer');
    // oxlint-disable-next-line no-control-regex -- that is what colours are made of
    expect(colored.replace(/\u001B\[\d+m/g, '')).toBe((await cli(['diff', plain, file])).out);
    expect(binary(['diff', plain, file], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }).out).not.toContain('\u001B');
  });

  test('is Markdown on request', () => {
    const { code, out } = binary(['diff', plain, file, '--format', 'markdown']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\*\*2 changed\*\*\n\n### Risks: 2 warning\n\n\| severity \|/);
    expect(out).toContain('```diff\n~ StatefulSet acme/acme-replica\n');
  });

  test('is the same JSON both ways', () => {
    expect(binary(['diff', plain, file, '--json']).out).toBe(binary(['diff', plain, file, '--format', 'json']).out);
  });
});

describe('a wrong command line', () => {
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'a: [');
  const nothing = join(folder, 'nothing.yaml');
  writeFileSync(nothing, 'a: 1\n');

  test.each<[string, readonly string[], number, RegExp]>([
    ['nothing to compare', ['diff'], 2, /missing required argument 'old'/],
    ['only one side', ['diff', plain], 2, /name a folder of manifests, or --app/],
    ['three sides', ['diff', plain, plain, plain], 2, /too many arguments for 'diff'/],
    ['a new side twice', ['diff', plain, plain, '--app', 'node x.js'], 2, /either a folder of manifests or --app/],
    ['stdin twice', ['diff', '-', '-'], 2, /stdin can only be one of the two/],
    ['a format that there is not', ['diff', plain, plain, '--format', 'html'], 2, /'html' is invalid\. Allowed choices are text, json, markdown/],
    ['two formats', ['diff', plain, plain, '--json', '--format', 'markdown'], 2, /two formats/],
    ['a severity that there is not', ['diff', plain, plain, '--fail-on', 'error'], 2, /Allowed choices are danger, warning, any-change, never/],
    ['an option that there is not', ['diff', plain, plain, '--verbose'], 2, /unknown option '--verbose'/],
    ['a folder that is not there', ['diff', plain, join(folder, 'none')], 1, /no such file or directory/],
    ['no YAML', ['diff', plain, broken], 1, /broken\.yaml: The YAML cannot be read/],
    ['no manifest', ['diff', nothing, plain], 1, /document 1 is no Kubernetes object/],
    ['an app that fails', ['diff', plain, '--app', 'exit 3'], 1, /"exit 3" ended with 3/],
  ])('%s', (_, args, code, says) => {
    const ran = binary(args);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(says);
    expect(ran.out).toBe('');
    expect(ran.err).not.toContain('    at ');
  });

  test('help is no error, and says what the exit codes are', async () => {
    const { code, out } = await cli(['diff', '--help']);
    expect(code).toBe(0);
    for (const option of ['app', 'fail-on', 'format', 'json', 'quiet']) expect(out).toContain(`--${option}`);
  });
});
