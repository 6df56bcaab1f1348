// How soon the command answers.
'use strict';
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { ms, table, times, turns, wall } = require('./measure');

const main = join(__dirname, '..', '..', 'dist', 'src', 'cli', 'main.js');
const SUBCOMMANDS = ['discover', 'images', 'check', 'diff', 'explain', 'init', 'from-resource', 'synth', 'keys'];

function commands() {
  const help = execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' });
  const there = SUBCOMMANDS.filter((name) => new RegExp(String.raw`^\s+(cdk8s-op-stack )?${name}\b`, 'm').test(help));
  const calls = [['--help'], ['--version'], ...there.map((name) => [name, '--help'])].filter((args) => answers(args));
  const figures = turns(9, {
    'node -e 0': () => wall(process.execPath, ['-e', '0']),
    ...Object.fromEntries(calls.map((args) => [`cdk8s-op-stack ${args.join(' ')}`, () => wall(process.execPath, [main, ...args])])),
  });
  const floor = figures['node -e 0'];
  return ['## The command', table(['call', 'ms', 'against `node -e 0`'], Object.entries(figures).map(([name, value]) => [`\`${name}\``, ms(value), times(value / floor)]))];
}

function answers(args) {
  try {
    execFileSync(process.execPath, [main, ...args], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

module.exports = { commands };
