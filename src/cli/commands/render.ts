import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { UsageError, type Definition } from '../definition';
import type { Io } from '../io';
import type { ResourceText } from '../../resources';

/** What stands for stdin. */
const STDIN = '-';

interface Options {
  readonly output?: string;
  readonly namespace?: string;
  readonly release?: string;
  readonly registry?: string;
  readonly executionClient?: 'op-reth' | 'op-geth';
  readonly monitoring?: true;
  readonly networkPolicies: boolean;
  readonly strict?: true;
}

/** Makes the manifests of the planned operator's resources. */
export const render: Definition = {
  takes: (command) => {
    command
      .argument('<resources...>', 'YAML or JSON with OptimismNetwork, OpNode, OpBatcher, OpProposer and OpChallenger, which may refer to each other; - for stdin')
      .option('-o, --output <folder>', 'write a file for each namespace there; default: all of it to stdout')
      .option('-n, --namespace <name>', 'namespace of resources that name none; default: the one kubectl is set to')
      .option('--release <name>', 'set of versions, one of `cdk8s-op-stack releases`')
      .option('--registry <host>', 'mirror that stands for every registry host, e.g. mirror.example.com/oplabs')
      .addOption(new Option('--execution-client <name>', 'what opGeth is about; default: op-reth').choices(['op-reth', 'op-geth']))
      .option('--monitoring', 'have the Prometheus Operator scrape every workload')
      .option('--no-network-policies', 'leave NetworkPolicies out')
      .option('--strict', 'fail on warnings too, such as fields of which nothing can be made');
  },
  examples: [
    ['render rollup.yaml | kubectl apply -f -', 'deploy what an operator would have'],
    ['render network.yaml nodes.yaml --output manifests', 'several files, into a folder'],
    ['render rollup.yaml --strict > /dev/null', 'in CI: is every field of use?'],
  ],
  action: (io) => async (files: readonly string[], { output, release, registry, networkPolicies, ...options }: Options) => {
    if (files.filter((file) => file === STDIN).length > 1) throw new UsageError('stdin can be read once');
    const { App } = await import('cdk8s');
    const { fromResources } = await import('../../resources');
    const app = new App({ outdir: output });
    const charts = fromResources(app, files.map((file) => textOf(file, io)), { ...options, networkPolicies, images: { release, registry } });
    if (output === undefined) {
      io.out(app.synthYaml());
      return;
    }
    app.synth();
    for (const { node } of charts) io.err(`${join(output, `${node.id}.k8s.yaml`)} is written\n`);
  },
};

function textOf(file: string, io: Io): ResourceText {
  return file === STDIN ? { name: 'stdin', text: io.stdin() } : { name: file, text: readFileSync(file, 'utf8') };
}
