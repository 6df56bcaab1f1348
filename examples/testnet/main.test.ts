import { App } from 'cdk8s';
import { expectValid, manifestsOf, yamlSerializer } from 'cdk8s-op-stack/testing';
import { testnet } from './main';

expect.addSnapshotSerializer(yamlSerializer);

test('an API server takes it, and its pods are restricted', () => expect(() => expectValid(testnet(new App()))).not.toThrow());

test('is what it was', () => expect(manifestsOf(testnet(new App()))).toMatchSnapshot());
