import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { binary } from './support/binary';
import { exampleManifests } from '../support/examples';

const page = readFileSync(join(__dirname, '../../docs/guides/explain.md'), 'utf8');
const commands = [...page.matchAll(/^npx cdk8s-op-stack (.+)$/gm)].map(([, call]) => call!);
const folder = mkdtempSync(join(tmpdir(), 'op-stack-guide-'));
mkdirSync(join(folder, 'dist'));
Yaml.save(join(folder, 'dist', 'acme.k8s.yaml'), [...exampleManifests.testnet!]);
afterAll(() => rmSync(folder, { recursive: true }));

test('the page has commands', () => {
  expect(commands.length).toBeGreaterThan(3);
});

test.each(commands)('%s works', (call) => {
  expect(binary(call.split(' '), { cwd: folder })).toMatchObject({ code: 0, err: '' });
});

test('the text on the page is what the command says', () => {
  const [, text] = /```text\n([^]*?)```/.exec(page)!;
  expect(text).toBe(binary(['explain', 'dist', '--workload', 'acme-batcher'], { cwd: folder }).out);
});
