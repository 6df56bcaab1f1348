import { writeFileSync } from 'node:fs';
import { Option } from 'commander';
import { UsageError, type Definition } from '../definition';
import type { Io } from '../io';
import { jsonText } from '../json-text';
import { SOURCE, synthesized, takesApp } from '../synthesized';
import { oneOf } from '../../errors/nearest';
import { graphOf } from '../../inspect/graph/build';
import type { Graph } from '../../inspect/graph/model';
import { neighbourhood, type Part } from '../../inspect/graph/neighbourhood';

/** What draws a graph, loaded when it is asked for. */
const FORMATS = {
  text: async () => (await import('../../inspect/graph/text')).textOf,
  mermaid: async () => (await import('../../inspect/graph/mermaid')).mermaidOf,
  svg: async () => (await import('../../inspect/graph/svg')).svgOf,
  json: async () => jsonText,
};

interface Options extends Part {
  readonly app?: string;
  readonly format: keyof typeof FORMATS;
  readonly json?: true;
  readonly output?: string;
}

/** Tells what talks to what in synthesized manifests. */
export const explain: Definition = {
  takes: (command) => {
    takesApp(command.argument('[source]', SOURCE));
    command
      .addOption(new Option('--format <format>', 'how to tell it').choices(Object.keys(FORMATS)).default('text'))
      .option('--json', 'the same as --format json')
      .option('--namespace <name>', 'only workloads of this namespace, with what they touch')
      .option('--workload <name>', 'only this workload, with what it touches')
      .option('--output <file>', 'write it into a file instead of to stdout');
  },
  examples: [
    ['explain dist', 'pods, their start order, volumes and Secrets, and who calls whom'],
    ['explain dist --workload acme-batcher', 'one workload and its neighbours'],
    ['explain dist --format svg --output topology.svg', 'a picture for the README'],
    ['explain dist --format mermaid', 'the same for Markdown'],
    ['explain --app "node main.js" --json', 'of an app as it synthesizes now, for scripts'],
  ],
  action: (io) => async (source: string | undefined, { app, format, json, output, ...part }: Options) => {
    if (json && format !== 'text' && format !== 'json') throw new UsageError('--json is --format json: name one format');
    const whole = graphOf(synthesized(source, app, io));
    const graph = part.namespace === undefined && part.workload === undefined ? whole : partOf(whole, part);
    const text = (await FORMATS[json ? 'json' : format]())(graph);
    if (output === undefined) io.out(text);
    else writeFileSync(output, text);
    if (format === 'mermaid' || format === 'svg') warn(io, graph);
  },
};

function partOf(graph: Graph, part: Part): Graph {
  const { namespace, workload } = part;
  const inNamespace = graph.workloads.filter((each) => namespace === undefined || each.namespace === namespace);
  if (namespace !== undefined && inNamespace.length === 0) throw new UsageError(unknown('namespace', namespace, graph.workloads.map((each) => each.namespace)));
  if (workload !== undefined && inNamespace.every(({ name }) => name !== workload)) throw new UsageError(unknown('workload', workload, inNamespace.map(({ name }) => name)));
  return neighbourhood(graph, part);
}

function unknown(what: string, name: string, all: readonly string[]): string {
  const known = [...new Set(all)];
  return `there is no ${what} ${name}. ${known.length === 0 ? 'There is none at all' : oneOf(`${what}s`, known, name)}`;
}

/** A picture only marks what does not fit. */
function warn(io: Io, { findings }: Graph): void {
  for (const { about, message } of findings) io.err(`warning: ${about}: ${message}\n`);
}
