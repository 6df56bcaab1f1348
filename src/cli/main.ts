#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { run } from './run';

// A reader that has seen enough, such as head, is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (stream === process.stdout) process.exit();
  });
}

// As errors are said, with the page of the code, and without the number of the process.
process.removeAllListeners('warning');
process.on('warning', (warning: Error & { readonly detail?: string }) => process.stderr.write(`warning: ${[warning.message, warning.detail].filter(Boolean).join('\n')}\n`));

const { env } = process;
const color = !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || process.stdout.isTTY);

void run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stdin: () => readFileSync(0, 'utf8'),
  env,
  color,
}).then((code) => {
  process.exitCode = code;
});
