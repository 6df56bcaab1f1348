import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import type { Block } from '../../../scripts/codes';
import { OpStackError } from '../../../src';
import { run as runCommand } from '../../../src/cli/run';
import { describeProblem } from '../../../src/errors';
import { artifacts } from '../../playground/support/folder';
import { genesis, rollup, untyped } from '../../support/fixtures';

type File = string | Uint8Array | object;

/** What an example finds in its folder. */
const FILES: Readonly<Record<string, File>> = {
  'rollup.json': rollup,
  'genesis.json': genesis,
  ...Object.fromEntries(Object.entries(artifacts).map(([path, content]) => [`output/${path}`, content])),
};

function put(folder: string, path: string, content: File): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
}

/** A module whose functions hand over the promises that they return, which the example does not wait for. */
function watched(name: string, promises: Promise<unknown>[]): unknown {
  const module = jest.requireActual<Record<string, unknown>>(name);
  return new Proxy(module, {
    get: (target, key: string) => {
      const member = target[key];
      if (typeof member !== 'function' || /^[A-Z]/.test(key)) return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, undefined, args);
        if (result instanceof Promise) promises.push(result);
        return result;
      };
    },
  });
}

/** The arguments of each command of an example that needs nobody else. */
function commandsOf(blocks: readonly Block[]): readonly (readonly string[])[] {
  const lines = blocks.filter(({ language }) => language === 'command').flatMap(({ body }) => body.trim().split('\n'));
  return lines.map((line) => line.split(/\s+/)).map(([command, ...args]) => {
    if (command !== 'cdk8s-op-stack') throw new Error(`an example runs cdk8s-op-stack alone, not ${command}`);
    return args;
  });
}

/** Runs an example in a folder of its own, and gives the lines of what it throws and warns of. */
export async function runExample(blocks: readonly Block[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  const before = process.cwd();
  const lines: string[] = [];
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation((message) => void lines.push(String(message)));
  const note = (error: unknown): void => {
    if (error instanceof OpStackError) lines.push(...error.problems.map(describeProblem));
    else lines.push(...String(error).split('\n').map((line) => line.trim()));
  };
  try {
    for (const [path, content] of Object.entries(FILES)) put(folder, path, content);
    for (const { language, info, body } of blocks) if (info !== undefined && language !== 'ts' && language !== 'console') put(folder, info, body);
    process.chdir(folder);
    const write = (text: string): void => void lines.push(...text.split('\n').map((line) => line.trim()));
    const io = { out: write, err: write, env: {}, stdin: () => '', color: false };
    for (const args of commandsOf(blocks)) await runCommand(args, io);
    for (const { body } of blocks.filter(({ language }) => language === 'ts')) {
      const { code } = transformSync(body, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
      const promises: Promise<unknown>[] = [];
      try {
        // oxlint-disable-next-line typescript/no-implied-eval -- the text is that of this repository's own pages
        const run = untyped<(require: unknown, exports: object) => void>(new Function('require', 'exports', code));
        const exported: Record<string, unknown> = {};
        run((name: string) => watched(name, promises), exported);
        promises.push(...Object.values(exported).filter((each) => each instanceof Promise));
      } catch (error) {
        note(error);
      }
      for (const outcome of await Promise.allSettled(promises)) if (outcome.status === 'rejected') note(outcome.reason);
    }
  } finally {
    process.chdir(before);
    warn.mockRestore();
    rmSync(folder, { recursive: true });
  }
  return lines;
}
