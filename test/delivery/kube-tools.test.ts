import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { newFolder } from './support/folders';

const root = join(__dirname, '..', '..');
const fromNpm = process.platform === 'linux' && process.arch === 'x64';

/** What a process with that PATH finds. */
function found(...folders: readonly string[]): Record<string, string | undefined> {
  const program = 'const { helm, kubectl } = require("./scripts/kube-tools"); console.log(JSON.stringify({ helm: helm(), kubectl: kubectl() }))';
  const { stdout } = spawnSync(process.execPath, ['--eval', program], { cwd: root, encoding: 'utf8', env: { PATH: folders.join(delimiter) } });
  return JSON.parse(stdout);
}

function programs(...names: readonly string[]): string {
  const folder = newFolder();
  for (const name of names) writeFileSync(join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
  return folder;
}

it('takes kubectl from PATH, and helm where it comes in a pinned version', () => {
  const folder = programs('helm', 'kubectl');
  const { helm, kubectl } = found(newFolder(), folder);
  expect(kubectl).toBe(join(folder, 'kubectl'));
  expect(helm).toContain(fromNpm ? join(root, 'dist', 'tools') : folder);
});

it('takes no folder, and no file that cannot be run', () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'kubectl'));
  writeFileSync(join(folder, 'helm'), '', { mode: 0o644 });
  const beside = programs('helm', 'kubectl');
  expect(found(folder, beside).kubectl).toBe(join(beside, 'kubectl'));
  for (const path of Object.values(found(folder))) expect(path).not.toContain(folder);
});

it('finds both without PATH where the package has them, and neither elsewhere', () => {
  const tools = Object.values(found());
  expect(tools).toHaveLength(fromNpm ? 2 : 0);
  for (const path of tools) expect(spawnSync(path!, ['version', '--client'], { encoding: 'utf8' }).error).toBeUndefined();
});
