import { App } from 'cdk8s';
import { expectValid, find, manifestsOf, yamlSerializer } from 'cdk8s-op-stack/testing';
import { replica } from './main';

// Snapshots as YAML, the way you would read them in the cluster.
expect.addSnapshotSerializer(yamlSerializer);

test('a real API server would take it', () => {
  // Strict schema, rules between objects, Pod Security "restricted".
  expect(() => expectValid(replica(new App()))).not.toThrow();
});

test('only reads: the node is no sequencer', () => {
  const node = find(manifestsOf(replica(new App())), 'StatefulSet', 'op-sepolia-replica');
  expect(JSON.stringify(node)).not.toContain('--sequencer.enabled');
});

test('nothing changes unnoticed', () => {
  // A change that you want: npm test -- -u, and let somebody read what it did to this file.
  expect(manifestsOf(replica(new App()))).toMatchSnapshot();
});
