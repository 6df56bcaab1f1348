import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './support/binary';
import { cli } from './support/cli';
import { expectValid } from '../../src/testing';
import { made, resource, rollupOf, textOf } from '../resources/support/documents';

const folder = mkdtempSync(join(tmpdir(), 'op-stack-render-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT = textOf(rollupOf());
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const manifests = (): string => made(rollupOf()).app.synthYaml();

describe('render', () => {
  test('prints what TypeScript gives, and nothing else', () => {
    expect(binary(['render', file('rollup.yaml', TEXT)])).toEqual({ code: 0, out: manifests(), err: '' });
    expectValid(manifests());
  });

  test('takes several files, and stdin among them', () => {
    const [network, ...others] = rollupOf();
    expect(binary(['render', file('network.yaml', textOf([network])), '-'], { stdin: textOf(others) })).toEqual({ code: 0, out: manifests(), err: '' });
  });

  test('writes a file for each namespace', () => {
    const output = join(folder, 'out');
    const replica = resource('OpNode', 'replica', { optimismNetworkRef: { name: 'acme-network', namespace: 'acme' }, nodeType: 'replica' }, { namespace: 'public' });
    const { code, out, err } = binary(['render', file('spread.yaml', textOf([...rollupOf(), replica])), '--output', output]);
    expect([code, out]).toEqual([0, '']);
    expect(new Set(readdirSync(output))).toEqual(new Set(['acme.k8s.yaml', 'public.k8s.yaml']));
    expect(err).toContain(`${join(output, 'public.k8s.yaml')} is written\n`);
    expect(err).toMatch(/^warning: \[\S+spread\.yaml:\d+:\d+\] spec\.optimismNetworkRef: pods of namespace public read Secret "l1-endpoints" there/m);
    expect(readFileSync(join(output, 'acme.k8s.yaml'), 'utf8')).toContain('name: acme-sequencer');
  });

  test('says where a file is at fault, all of it at once, without a stack', () => {
    const broken = file('broken.yaml', TEXT.replace('nodeType: sequencer', 'nodeType: sequencr').replace('privateKey:', 'privatekey:'));
    const { code, out, err } = binary(['render', broken]);
    expect([code, out]).toEqual([1, '']);
    const lineOf = (part: string): number => readFileSync(broken, 'utf8').split('\n').findIndex((line) => line.includes(part)) + 1;
    expect(err).toContain(`[${broken}:${lineOf('nodeType')}:3] spec.nodeType: "sequencr" is none of sequencer, replica. Did you mean sequencer? (INVALID_CHOICE)`);
    expect(err).toContain(`[${broken}:${lineOf('privatekey')}:3] spec.privatekey: there is no field "privatekey" here.`);
    expect(err).toContain('(MISSING_FIELD)');
    expect(err).not.toContain('    at ');
  });

  test('warns of fields of which nothing can be made, and fails on them where asked to', async () => {
    const path = file('ignored.yaml', textOf(rollupOf({ OpBatcher: { throttling: { backlogSafetyMargin: 10 } } })));
    expect(binary(['render', path])).toMatchObject({ code: 0, err: expect.stringMatching(/^warning: \[\S+\] spec\.throttling\.backlogSafetyMargin: .* \(FIELD_IGNORED\)\nSee \S+\n$/) });
    expect(await cli(['render', path, '--strict'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('(FIELD_IGNORED)') });
  });

  test('takes what the resources cannot say', async () => {
    const path = file('unplaced.yaml', TEXT.replaceAll('  namespace: acme\n', ''));
    const { out } = await cli(['render', path, '--namespace', 'elsewhere', '--registry', 'mirror.example.com', '--no-network-policies', '--monitoring']);
    expect(out).toContain('namespace: elsewhere');
    expect(out).toContain('image: mirror.example.com/');
    expect(out).not.toContain('kind: NetworkPolicy');
    expect(out).toContain('kind: PodMonitor');
    expect((await cli(['render', path, '--release', 'jovian-2026-01'])).err).toContain('op-node v1.16.5 cannot follow karst');
    expect((await cli(['render', path, '--execution-client', 'op-geth'])).err).toContain('op-geth');
  });

  test.each<[string, readonly string[], number, RegExp]>([
    ['no file', ['render'], 2, /missing required argument 'resources'/],
    ['stdin twice', ['render', '-', '-'], 2, /stdin can be read once/],
    ['a file that is not there', ['render', 'nothing.yaml'], 1, /ENOENT.*nothing\.yaml/],
    ['a client that there is not', ['render', '-', '--execution-client', 'geth'], 2, /Allowed choices are op-reth, op-geth/],
    ['a release that there is not', ['render', file('release.yaml', TEXT), '--release', 'newest'], 1, /"newest"/],
    ['an empty file', ['render', file('empty.yaml', '')], 1, /empty\.yaml:1:1\] the text has no resource.*\(NO_RESOURCES\)/],
  ])('refuses %s', (_, args, code, says) => {
    const ran = binary(args, { cwd: folder });
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toMatch(says);
    expect(ran.err).not.toContain('    at ');
  });
});
