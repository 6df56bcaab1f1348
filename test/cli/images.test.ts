import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary } from './support/binary';
import { cli } from './support/cli';
import { synthesizedExamples } from '../support/examples';
import { untyped } from '../support/fixtures';

const folder = synthesizedExamples();
const lines = (text: string): readonly string[] => text.split('\n').filter(Boolean);

describe('images', () => {
  test('lists each image of a folder once, sorted, with nothing on stderr', () => {
    const { code, out, err } = binary(['images', folder]);
    expect([code, err]).toEqual([0, '']);
    const found = lines(out);
    const sorted = [...new Set(found)];
    sorted.sort();
    expect(found).toEqual(sorted);
    expect(found).toEqual(expect.arrayContaining(['docker.io/library/busybox:1.37.0', 'us-docker.pkg.dev/oplabs-tools-artifacts/images/op-node:v1.19.7', 'docker.io/sigp/lighthouse:v8.1.0']));
  });

  test('takes a file and stdin', async () => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'x', image: 'a/b:1' }] } });
    expect(binary(['images', '-'], { stdin: text })).toEqual({ code: 0, out: 'docker.io/a/b:1\n', err: '' });
    expect(await cli(['images', join(folder, 'op-sepolia.k8s.yaml')])).toMatchObject({ code: 0, out: expect.stringContaining('/op-reth:') });
  });

  test('says that there is none', () => {
    expect(binary(['images', '-'], { stdin: '# nothing\n' })).toEqual({ code: 0, out: '', err: 'no object names an image\n' });
    expect(binary(['images', '-', '--format', 'json'], { stdin: '' })).toEqual({ code: 0, out: '{\n  "images": []\n}\n', err: 'no object names an image\n' });
  });

  test('says as JSON who uses each, and where it is in a mirror', async () => {
    const { out } = await cli(['images', join(folder, 'op-sepolia.k8s.yaml'), '--format', 'json', '--to', 'm.example.com']);
    const { images } = untyped<{ images: readonly { image: string; target: string; usedBy: readonly object[] }[] }>(JSON.parse(out));
    expect(images.find(({ image }) => image.includes('/op-node:'))).toMatchObject({
      registry: 'us-docker.pkg.dev', tag: 'v1.19.7', target: 'm.example.com/oplabs-tools-artifacts/images/op-node:v1.19.7',
      usedBy: [{ kind: 'StatefulSet', namespace: 'op-sepolia', name: 'op-sepolia-replica', container: 'op-node', role: 'main' }],
    });
  });

  test('writes lines for skopeo, and none for what is in the mirror', async () => {
    const { code, out, err } = await cli(['images', folder, '--format', 'skopeo', '--to', 'registry.example.com/mirror']);
    expect(code).toBe(0);
    expect(err).toMatch(/^registry\.example\.com\/mirror\/library\/busybox\S+ is in the mirror already\n/);
    expect(out).not.toContain('registry.example.com/mirror/registry.example.com');
    for (const line of lines(out)) expect(line).toMatch(/^skopeo copy --all (--preserve-digests )?'docker:\/\/\S+' 'docker:\/\/registry\.example\.com\/mirror\/\S+'$/);
    const list = await cli(['images', join(folder, 'op-sepolia.k8s.yaml'), '--to', 'm.example.com']);
    expect(lines(list.out)[0]).toBe('docker.io/library/busybox:1.37.0\tm.example.com/library/busybox:1.37.0');
  });

  test('fails where an image cannot be read, and lists the others', () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'good', image: 'a' }, { name: 'bad', image: '$(IMAGE)' }] } }));
    expect(binary(['images', file])).toEqual({ code: 1, out: 'docker.io/library/a:latest\n', err: 'error: Pod x, bad: "$(IMAGE)" is no image reference\n' });
  });

  test('says in one line that there is no such file', () => {
    expect(binary(['images', 'nowhere'])).toEqual({ code: 1, out: '', err: "error: ENOENT: no such file or directory, stat 'nowhere'\n" });
  });

  test.each([
    [[], 2, 'name a folder of manifests, or --app'],
    [[folder, '--format', 'xml'], 2, 'Allowed choices are list, json, skopeo'],
    [[folder, '--format', 'skopeo'], 2, '--format skopeo needs --to'],
    [[folder, '--to', 'https://m.example.com'], 2, 'is not a registry host with an optional path'],
    [[folder, '--too', 'm'], 2, "unknown option '--too'"],
    [[folder, 'another'], 2, 'too many arguments'],
  ])('%j ends with %i', async (args, code, message) => {
    const ran = await cli(['images', ...args]);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(message);
  });
});
