import { Option } from 'commander';
import { UsageError, type Definition } from '../definition';
import { jsonText } from '../json-text';
import { SOURCE, synthesized, takesApp } from '../synthesized';
import { painted } from '../table';
import { diffManifests, type Difference } from '../../inspect/diff/diff-manifests';
import { jsonReportOf, markdownOf, reportOf, type Line } from '../../inspect/diff/report';
import { reaches } from '../../inspect/diff/risks';

const FORMATS = ['text', 'json', 'markdown'] as const;
const FAIL_ON = ['danger', 'warning', 'any-change', 'never'] as const;
const COLORS: Readonly<Partial<Record<Line['about'], 'good' | 'bad' | 'doubtful' | 'faint'>>> = { added: 'good', removed: 'bad', changed: 'doubtful', renamed: 'doubtful', danger: 'bad', warning: 'doubtful', info: 'faint' };

interface Options {
  readonly app?: string;
  readonly format?: (typeof FORMATS)[number];
  readonly json?: true;
  readonly failOn: (typeof FAIL_ON)[number];
  readonly quiet?: true;
}

/** Says what applying newly synthesized manifests would change, and what is risky about it. */
export const diff: Definition = {
  takes: (command) => {
    command.argument('<old>', `what is applied now: ${SOURCE}`).argument('[new]', 'what is to be applied: the same');
    takesApp(command);
    command
      .addOption(new Option('--fail-on <what>', 'what ends with exit code 1: a risk of that severity or worse, any change, or nothing').choices(FAIL_ON).default('danger'))
      .addOption(new Option('--format <format>', 'how to say it: markdown is for a comment on a pull request (default: "text")').choices(FORMATS))
      .option('--json', 'the same as --format json')
      .option('--quiet', 'say nothing, end with the exit code');
  },
  examples: [
    ['diff deployed/ dist/', 'what would change, and what is risky about it'],
    ['diff deployed/ --app "node main.js" --fail-on warning', 'in CI: fail where the app would do something risky'],
    ['diff - dist/ --format markdown', 'against what another command writes, for a pull request'],
  ],
  action: (io) => (before: string, after: string | undefined, { app, format, json, failOn, quiet }: Options) => {
    if (before === '-' && after === '-') throw new UsageError('stdin can only be one of the two');
    if (json && format !== undefined && format !== 'json') throw new UsageError(`--json and --format ${format} are two formats`);
    const difference = diffManifests(synthesized(before, undefined, io), synthesized(after, app, io), Math.floor(Date.now() / 1000));
    if (!quiet) io.out(textOf(difference, json ? 'json' : (format ?? 'text'), (line) => paintedLine(io, line)));
    return fails(difference, failOn) ? 1 : 0;
  },
};

function textOf(difference: Difference, format: (typeof FORMATS)[number], paint: (line: Line) => string): string {
  if (format === 'json') return jsonText(jsonReportOf(difference));
  return format === 'markdown' ? markdownOf(difference) : reportOf(difference).map((line) => `${paint(line)}\n`).join('');
}

function paintedLine(io: Parameters<typeof painted>[0], { text, about }: Line): string {
  const color = COLORS[about];
  return color === undefined ? text : painted(io, color, text);
}

function fails({ objects, risks }: Difference, on: Options['failOn']): boolean {
  if (on === 'never') return false;
  return on === 'any-change' ? objects.length > 0 : reaches(risks, on);
}
