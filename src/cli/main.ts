#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { run } from './run';

// A reader that has seen enough, such as head, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// One line a warning, as for errors, without the number of the process.
process.removeAllListeners('warning');
process.on('warning', ({ message }) => process.stderr.write(`warning: ${message}\n`));

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
