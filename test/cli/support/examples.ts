import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { examples } from '../../../examples';

/** The examples' manifests as `cdk8s synth` writes them, in a folder that goes with the test file. */
export function synthesizedExamples(): string {
  const folder = mkdtempSync(join(tmpdir(), 'op-stack-examples-'));
  const app = new App({ outdir: folder });
  for (const make of Object.values(examples)) make(app);
  app.synth();
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
