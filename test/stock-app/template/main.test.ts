import { App } from 'cdk8s';
import { expectValid, find, manifestsOf } from 'cdk8s-op-stack/testing';
import { replicas } from './main';

test('the packed library makes a chart that passes its own checks', () => {
  const chart = replicas(new App());
  expectValid(chart);
  expect(find(manifestsOf(chart), 'StatefulSet', 'op-sepolia-replica')).toMatchObject({ spec: { replicas: 2 } });
});
