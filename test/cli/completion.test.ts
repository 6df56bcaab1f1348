import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './support/binary';
import { cli } from './support/cli';
import { commands } from '../../src/cli/commands';
import { programSpec, type ProgramSpec } from '../../src/cli/completion/spec';
import { wholeProgram } from '../../src/cli/run';

const folder = mkdtempSync(join(tmpdir(), 'op-stack-completion-'));
afterAll(() => rmSync(folder, { recursive: true }));
const main = join(__dirname, '../../dist/src/cli/main.js');
const script = join(folder, 'completion.bash');
const work = join(folder, 'work');
let spec: ProgramSpec;
beforeAll(async () => {
  writeFileSync(script, (await cli(['completion', 'bash'])).out);
  mkdirSync(join(work, 'manifests'), { recursive: true });
  writeFileSync(join(work, 'with space.json'), '');
  writeFileSync(join(work, 'rollup.json'), '');
  spec = programSpec(await wholeProgram({ out: () => {}, err: () => {}, env: {}, stdin: () => '', color: false }));
});

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What bash offers for these words, the last of which the cursor is in; split at `=` as bash does. To bash 3.2, an empty array is unbound. */
function offered(...words: readonly string[]): readonly string[] {
  const all = ['cdk8s-op-stack', ...words];
  const body = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cdk8s_op_stack; printf '%s\\n' \${COMPREPLY[@]+"\${COMPREPLY[@]}"}`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-uc', body, 'bash', script, ...all], { cwd: work, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter(Boolean);
}

describe('completion in bash', () => {
  test('is registered by the line that the script, the help and the guide give', async () => {
    const { code, out, err } = binary(['completion', 'bash']);
    expect([code, err]).toEqual([0, '']);
    const [, line] = /^# Completes cdk8s-op-stack in bash: (.*)\n/.exec(out)!;
    expect((await cli(['completion', '--help'])).out).toContain(`# in ~/.bashrc: ${line}\n`);
    expect(readFileSync(join(__dirname, '../../docs/guides/command.md'), 'utf8')).toContain(`In \`~/.bashrc\`: \`${line}\`.`);
    // bash 3.2, which macOS has, reads nothing by `source <(…)`, and says nothing of it.
    expect(line).not.toContain('<(');
    const { stdout } = spawnSync('bash', ['--norc', '-c', `cdk8s-op-stack() { "$0" "$MAIN" "$@"; }\n${line}\ncomplete -p cdk8s-op-stack`, process.execPath], { encoding: 'utf8', env: { ...process.env, MAIN: main } });
    expect(stdout).toBe('complete -F _cdk8s_op_stack cdk8s-op-stack\n');
  });

  test('offers every command, and what begins like it', () => {
    expect(offered('')).toEqual(['help', ...Object.keys(commands)]);
    expect(offered('im')).toEqual(['images']);
    expect(offered('help', 'rel')).toEqual(['releases']);
    expect(offered('--v')).toEqual(['--version']);
  });

  test('offers all options of every command', () => {
    for (const { name, options } of spec.commands) expect(offered(name, '-')).toEqual(options.flatMap(({ flags }) => flags));
  });

  test('offers the choices of every option, whether they stand apart or after =', () => {
    const withChoices = spec.commands.flatMap(({ name, options }) => options.flatMap(({ flags, value }) => (value?.kind === 'words' ? [{ name, flag: flags.at(-1)!, words: value.words }] : [])));
    expect(withChoices.length).toBeGreaterThan(4);
    for (const { name, flag, words } of withChoices) {
      expect(offered(name, flag, '')).toEqual(words);
      expect(offered(name, flag, '=')).toEqual(words);
      expect(offered(name, flag, '=', words[0]!)).toContain(words[0]);
    }
    expect(offered('images', '--format', 'sk')).toEqual(['skopeo']);
  });

  test('offers files where a file is due, those with spaces too', () => {
    const files = ['manifests', 'rollup.json', 'with space.json'];
    const sorted = (...words: readonly string[]): readonly string[] => {
      const all = [...offered(...words)];
      all.sort();
      return all;
    };
    for (const words of [['images', ''], ['images', '--format', 'json', ''], ['images', '--format', '=', 'json', ''], ['check', '--lock', ''], ['playground', '--output', '=', ''], ['discover', '']]) expect(sorted(...words)).toEqual(files);
    expect(offered('images', 'with')).toEqual(['with space.json']);
  });

  test('offers nothing where nobody can guess, nor where no argument is due', () => {
    for (const words of [['images', '--to', ''], ['check', '--l1', ''], ['check', '--now', '=', ''], ['discover', '--block', ''], ['images', 'manifests', ''], ['releases', 'op-node', 'v1'], ['nonsense', '']]) expect(offered(...words)).toEqual([]);
  });

  test('offers the words that an argument can be', () => {
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(offered('releases', 'karst')).toEqual(['karst-2026-07', 'karst-2026-09', 'karst-2026-10']);
    expect(offered('releases', '--json', 'op-g')).toEqual(['op-geth']);
  });
});

describe('completion in other shells', () => {
  test.each(['zsh', 'fish'])('in %s knows every command and option', async (shell) => {
    const { code, out } = await cli(['completion', shell]);
    expect(code).toBe(0);
    for (const { name, options } of spec.commands) {
      const part = shell === 'zsh' ? out.slice(out.indexOf(`        ${name})\n`)).split(';;')[0]! : out.split('\n').filter((line) => line.includes(`__fish_seen_subcommand_from ${name}'`)).join('\n');
      for (const { flags, value } of options) {
        for (const flag of flags) expect(part).toContain(shell === 'zsh' ? `'*${flag}[` : flag.startsWith('--') ? ` -l ${flag.slice(2)} ` : ` -s ${flag.slice(1)} `);
        expect(part).toContain(value?.kind === 'words' ? value.words.join(' ') : '');
      }
    }
  });

  test('in zsh has what would end a description escaped', async () => {
    const { out } = await cli(['completion', 'zsh']);
    expect(out).toContain(String.raw`'check:say whether a rollup is fit to run\: configuration`);
    expect(out).toContain(String.raw`'*--beacon[beacon endpoint; again for another one; default\: $L1_BEACON_URL]:url: '`);
    // Each word is within quotes, of which there is an even number, but for apostrophes, which are '\''.
    for (const line of out.split('\n').filter((each) => each.includes('[') && each.includes("'*"))) expect(line.replaceAll(String.raw`'\''`, '').split("'").length % 2).toBe(1);
  });
});

// Neither shell is on every machine.
(has('zsh') ? describe : describe.skip)('the script for zsh', () => {
  test('is read by zsh', () => {
    expect(spawnSync('zsh', ['-n'], { input: binary(['completion', 'zsh']).out, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

(has('fish') ? describe : describe.skip)('the script for fish', () => {
  test('is read by fish', () => {
    expect(spawnSync('fish', ['--no-execute'], { input: binary(['completion', 'fish']).out, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

test.each([[[], "missing required argument 'shell'"], [['csh'], 'Allowed choices are bash, zsh, fish'], [['bash', 'zsh'], 'too many arguments']])('completion %j is a wrong command line', async (args, message) => {
  const ran = await cli(['completion', ...args]);
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain(message);
});
