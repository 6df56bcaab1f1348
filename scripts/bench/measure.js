// Times programs side by side, and writes tables.
'use strict';
const { execFileSync } = require('node:child_process');

/** @param {readonly number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs a program with each list of arguments in turn, and takes the milliseconds of all of them. */
function wall(program, ...calls) {
  const begin = performance.now();
  for (const args of calls) execFileSync(program, args, { stdio: 'pipe', maxBuffer: 2 ** 28 });
  return performance.now() - begin;
}

/**
 * Runs a program in the same way, and takes the milliseconds of processor that all of them used, which a busy machine
 * blurs less; `undefined` where there is no bash to count them.
 */
function cpu(program, ...calls) {
  try {
    return calls.reduce((sum, args) => {
      const counted = execFileSync('bash', ['-c', '"$@" > /dev/null && times', 'bash', program, ...args], { stdio: 'pipe', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
      const spent = Array.from(counted.trim().split('\n')[1].matchAll(/(\d+)m([\d.]+)s/g), ([, minutes, seconds]) => 60_000 * Number(minutes) + 1000 * Number(seconds));
      return sum + spent[0] + spent[1];
    }, 0);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Median milliseconds of each, which take turns, so that a busy moment of the machine hits all of them. */
function turns(runs, contestants) {
  const times = Object.entries(contestants).map(([name, run]) => ({ name, run, values: [] }));
  for (let round = 0; round < runs; round++) for (const { run, values } of times) values.push(run());
  return Object.fromEntries(times.map(({ name, values }) => [name, median(values)]));
}

/** What a script of this folder prints as JSON, in a process of its own. */
const run = (script, ...args) => JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' }));

const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const times = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ×`;

/** A Markdown table whose first column is text and whose others are numbers. */
function table(head, rows) {
  const width = head.map((title, column) => Math.max(3, ...[title, ...rows.map((row) => row[column])].map((cell) => cell.length)));
  const line = (cells) => `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(width[0]) : cell.padStart(width[column]))).join(' | ')} |`;
  const rule = `| ${width.map((each, column) => (column === 0 ? '-'.repeat(each) : `${'-'.repeat(each - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

module.exports = { cpu, median, ms, run, table, times, turns, wall };
