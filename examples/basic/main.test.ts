import { App } from 'cdk8s';
import { expectValid, manifestsOf, yamlSerializer } from 'cdk8s-op-stack/testing';
import { basic } from './main';

expect.addSnapshotSerializer(yamlSerializer);

test('an API server takes it, and its pods are restricted', () => expect(() => expectValid(basic(new App()))).not.toThrow());

test('is what it was', () => expect(manifestsOf(basic(new App()))).toMatchSnapshot());
