import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { newestKnown } from '../../src/compatibility/rules/known-versions';
import { untyped } from '../support/fixtures';

const root = join(__dirname, '../..');
const script = (name: string): string => join(root, 'scripts', name);
const { version } = untyped<{ version: string }>(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const notes = (...args: string[]): ReturnType<typeof spawnSync> => spawnSync(process.execPath, [script('release-notes.js'), ...args], { encoding: 'utf8' });

/** Runs the script against a server that knows these tags, or fails. */
async function staleness(tags: readonly string[] | undefined): Promise<{ readonly code: number; readonly out: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    response.statusCode = tags ? 200 : 503;
    response.end(JSON.stringify((tags ?? []).map((tag) => ({ tag_name: tag, draft: false, prerelease: tag.includes('draft') }))));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, [script('staleness.js'), '--api', `http://127.0.0.1:${port}`]);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  const [code] = untyped<[number]>(await once(child, 'close'));
  server.close();
  return { code, out, asked };
}

describe('release-notes', () => {
  test('prints what the changelog says of the version', () => {
    const { status, stdout } = notes(`v${version}`);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/\S/)]);
    expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toContain(String(stdout).trim());
    expect(stdout).not.toMatch(/^## /m);
  });

  test.each([['another version', 'v99.0.0'], ['no tag of a version', version], ['nothing', undefined]])('refuses %s', (_, tag) => {
    expect(notes(...(tag === undefined ? [] : [tag]))).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(version) });
  });
});

describe('staleness', () => {
  const known = Object.entries(newestKnown).map(([component, newest]) => (component === 'op-geth' ? newest : `${component}/${newest}`));

  test('is content with what it knows, with release candidates and with drafts', async () => {
    expect(await staleness([...known, 'op-node/v99.0.0-rc.1', 'op-node/draft', 'op-node/nightly'])).toMatchObject({ code: 0, out: expect.stringContaining('knows the newest of all'), asked: expect.arrayContaining(['/repos/ethereum-optimism/optimism/releases?per_page=100&page=1']) });
  });

  test('names what is newer, for itself only', async () => {
    const { code, out } = await staleness([...known, 'op-node/v99.1.0', 'op-node/v99.0.0', 'v1.999999.0']);
    expect(code).toBe(1);
    expect(out).toContain(`| op-node | ${newestKnown['op-node']} | [v99.1.0](https://github.com/ethereum-optimism/optimism/releases/tag/op-node/v99.1.0) |`);
    expect(out).toContain(`| op-geth | ${newestKnown['op-geth']} | [v1.999999.0]`);
    expect(out).not.toContain('op-batcher');
  });

  test('says when nobody answers, rather than that all is well', async () => expect(await staleness(undefined)).toMatchObject({ code: 2, out: '' }));
});
