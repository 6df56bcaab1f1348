import type { App } from 'cdk8s';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inOrder } from '../kube/in-order';

/** A file of the output. */
export interface File {
  /** From the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

function read(folder: string, from = ''): File[] {
  return readdirSync(join(folder, from), { withFileTypes: true }).flatMap((entry) => {
    const path = from + entry.name;
    return entry.isDirectory() ? read(folder, `${path}/`) : [{ path, text: readFileSync(join(folder, path), 'utf8') }];
  });
}

/** What `app.synth()` would write. */
export function synthesized(app: App): readonly File[] {
  const { outdir } = app;
  const draft = mkdtempSync(join(tmpdir(), 'cdk8s-op-stack-'));
  // cdk8s can only synthesize into the app's own folder, where files of an earlier synth may be.
  const moved: { outdir: string } = app;
  try {
    moved.outdir = draft;
    app.synth();
    return inOrder(read(draft), ({ path }) => path);
  } finally {
    moved.outdir = outdir;
    rmSync(draft, { recursive: true });
  }
}

/** Writes files into a folder; others that are there stay. */
export function write(folder: string, files: readonly File[]): void {
  for (const { path, text } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
