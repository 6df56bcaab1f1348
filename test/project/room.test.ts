import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { OpReplicaChart, OpStackChart } from '../../src';
import { manifestsOf } from '../../src/testing';
import { replica } from '../../templates/replica/main';
import { rollup } from '../../templates/rollup/main';
import { customNetwork, l1, sequencerKey, signer, untyped } from '../support/fixtures';

interface Workload {
  readonly spec?: { readonly replicas?: number; readonly template?: { readonly spec: { readonly containers: readonly Container[]; readonly initContainers?: readonly Container[] } } };
}

interface Container {
  readonly restartPolicy?: string;
  readonly resources?: { readonly requests?: { readonly cpu: string; readonly memory: string } };
}

const cpusIn = (text: string): number => (text.endsWith('m') ? Number.parseFloat(text) / 1000 : Number(text));
const shown = (amounts: readonly number[]): string => String(Number(amounts.reduce((sum, each) => sum + each, 0).toFixed(1)));
const gibibytesIn = (text: string): number => Number.parseFloat(text) / (text.endsWith('Mi') ? 1024 : 1);

/** What all pods of a chart ask for while they run, in the words of the pages. */
function roomOf(chart: OpReplicaChart | OpStackChart): readonly [cpus: string, gibibytes: string] {
  const asked = manifestsOf(chart).flatMap((manifest) => {
    const { replicas = 1, template } = untyped<Workload>(manifest).spec ?? {};
    const running = [...(template?.spec.containers ?? []), ...(template?.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')];
    return running.flatMap(({ resources }) => (resources?.requests ? [{ cpus: replicas * cpusIn(resources.requests.cpu), gibibytes: replicas * gibibytesIn(resources.requests.memory) }] : []));
  });
  return [shown(asked.map(({ cpus }) => cpus)), shown(asked.map(({ gibibytes }) => gibibytes))];
}

const page = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8').replaceAll(/\s+/g, ' ');

test('the replica asks for what the pages say', () => {
  const [cpus, gibibytes] = roomOf(replica(new App()));
  const [fewer, less] = roomOf(new OpReplicaChart(new App(), 'op-sepolia', { network: { networkName: 'op-sepolia', ...l1, profile: 'small' } }));
  expect(page('templates/replica/README.md')).toContain(`room for ${cpus} CPUs and ${gibibytes} GiB of memory`);
  expect(page('docs/getting-started.md')).toContain(`The pod asks for ${cpus} CPUs and ${gibibytes} GiB of memory`);
  expect(page('docs/getting-started.md')).toContain(`\`profile: 'small'\` in \`network\` makes that ${fewer} and ${less}`);
});

test('the rollup asks for what its page says', () => {
  const [cpus, gibibytes] = roomOf(rollup(new App()));
  const small = new OpStackChart(new App(), 'acme', {
    network: { ...customNetwork(), profile: 'dev' },
    sequencer: { p2pSequencerKey: sequencerKey },
    replicas: { count: 2 },
    batcher: { signer: signer('batcher-key') },
    proposer: { signer: signer('proposer-key') },
    challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl: 'https://prestates.example.com/acme' } },
  });
  const [fewer, less] = roomOf(small);
  expect(page('templates/rollup/README.md')).toContain(`room for ${cpus} CPUs and ${gibibytes} GiB of memory; \`profile: 'dev'\` in \`network\` makes that ${fewer} and ${less}.`);
});
