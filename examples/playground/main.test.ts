import { App } from 'cdk8s';
import { expectValid, manifestsOf, yamlSerializer } from 'cdk8s-op-stack/testing';
import { l1, opstack } from './main';

expect.addSnapshotSerializer(yamlSerializer);

describe.each([['l1', l1], ['opstack', opstack]])('%s', (_, example) => {
  test('an API server takes it, and its pod meets the baseline', () => {
    expect(() => expectValid(example(new App()), { podSecurity: 'baseline' })).not.toThrow();
  });

  test('is what it was', () => {
    // The archives differ in every byte when a file does; their sizes tell as much.
    const manifests = manifestsOf(example(new App())).filter(({ kind }) => kind !== 'ConfigMap' && kind !== 'Secret');
    expect(manifests).toMatchSnapshot();
  });
});
