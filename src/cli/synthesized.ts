import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './definition';
import type { Io } from './io';
import { parseManifests, readManifests } from '../inspect/read-manifests';
import { memberOf } from '../testing/json';
import type { Manifest } from '../testing/manifest';
import { parseYaml } from '../testing/yaml-text';

/** Bytes that an app may print while it synthesizes; node's default is a mebibyte. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** How a command names the objects that it looks at. */
export const SOURCE = 'folder or file of manifests, a cdk8s app (a folder with cdk8s.yaml), or - for stdin';

/** Lets a command take an app by what starts it. */
export function takesApp(command: Command): void {
  command.option('--app <call>', 'synthesize with this call, e.g. "node main.js", and look at what it writes');
}

/**
 * The objects that a source stands for: of files as they are, of an app as it synthesizes them now, into a folder that is
 * removed again.
 *
 * @throws UsageError where neither or both of source and app are given
 */
export function synthesized(source: string | undefined, app: string | undefined, io: Io): readonly Manifest[] {
  if ((source === undefined) === (app === undefined)) throw new UsageError(source === undefined ? 'name a folder of manifests, or --app' : 'name either a folder of manifests or --app');
  if (app !== undefined) return synthesize(app, process.cwd(), io);
  if (source === '-') return parseManifests(io.stdin(), 'stdin');
  const settings = join(source!, 'cdk8s.yaml');
  if (!statSync(source!).isDirectory() || !existsSync(settings)) return readManifests(source!);
  const call = memberOf(parseYaml(readFileSync(settings, 'utf8'))[0], 'app');
  if (typeof call !== 'string') throw new UsageError(`${settings} does not say how the app is started: it has no "app"`);
  return synthesize(call, source!, io);
}

/** As `cdk8s synth` does it: the app is told by a variable where to write. What it prints is no result of ours. */
function synthesize(call: string, cwd: string, io: Io): readonly Manifest[] {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-op-stack-'));
  try {
    const { status, stdout } = spawnSync(call, { cwd, shell: true, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: MAX_OUTPUT, env: { ...process.env, CDK8S_OUTDIR: outdir } });
    if (stdout) io.err(stdout);
    if (status !== 0) throw new Error(`"${call}" ended with ${status ?? 'a signal'}: nothing was synthesized`);
    return readManifests(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
