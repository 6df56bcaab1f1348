import { App } from 'cdk8s';
import { expectValid, find, manifestsOf, yamlSerializer } from 'cdk8s-op-stack/testing';
import { playground } from './main';

// Snapshots as YAML, the way you would read them in the cluster.
expect.addSnapshotSerializer(yamlSerializer);

test('a real API server would take it', () => {
  // The recipe's images run as root: Pod Security "baseline", not "restricted".
  expect(() => expectValid(playground(new App()), { podSecurity: 'baseline' })).not.toThrow();
});

test('a service is found under its name', () => {
  expect(find(manifestsOf(playground(new App())), 'Service', 'beacon')).toBeDefined();
});

test('nothing changes unnoticed', () => {
  // A change that you want: npm test -- -u, and let somebody read what it did to this file.
  expect(manifestsOf(playground(new App()))).toMatchSnapshot();
});
