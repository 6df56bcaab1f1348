import { Problems } from '../../../src/errors';
import { readPlayground, type PlaygroundPlan } from '../../../src/playground';
import { planPlayground, type PlanOptions } from '../../../src/playground/plan';
import { problemsOf } from '../../support/fixtures';
import { outputFolder, removeFolders, service } from '../support/folder';
import { planned, ports } from '../support/pod';

afterAll(removeFolders);

const http = (name: string, number: number) => ({ args: ['--port', `{{Port "${name}" ${number}}}`], ports: [{ name, port: number, Protocol: 'tcp' }] });
const el = service('el', http('http', 8545));
const geth = service('op-geth', http('http', 8545));
const node = service('op_node', { args: ['{{Service "el" "http" "http" ""}}', '{{Service "op-geth" "http" "http" ""}}', 'http://op-geth:8545'] });

function plan(services: readonly object[], options: PlanOptions): PlaygroundPlan {
  const problems = new Problems();
  const made = planPlayground(problems, readPlayground(outputFolder({ services })), options);
  problems.settle();
  return made;
}

test('services of different pods keep their numbers and meet by name', () => {
  const made = plan([el, geth, node], { pods: [] });
  expect(made.pods.map((pod) => pod.containers.map(({ service: name }) => name))).toEqual([['el'], ['op-geth'], ['op_node']]);
  expect([ports(made, 'el'), ports(made, 'op-geth')]).toEqual([['http/tcp 8545'], ['http/tcp 8545']]);
  expect(planned(made, 'op_node').args).toEqual(['http://el:8545', 'http://op-geth:8545', 'http://op-geth:8545']);
  expect(made.pods.map(({ hostAliases }) => hostAliases)).toEqual([[{ ip: '127.0.0.1', hostnames: ['el'] }], [{ ip: '127.0.0.1', hostnames: ['op-geth'] }], []]);
});

test('those of one pod share its numbers, and others meet them there', () => {
  const made = plan([el, geth, node], { pods: [['el', 'op-geth']] });
  expect(ports(made, 'op-geth')).toEqual(['http/tcp 8545->8546']);
  expect(planned(made, 'op_node')).toMatchObject({ pod: 1, args: ['http://el:8545', 'http://op-geth:8546', 'http://op-geth:8546'] });
  expect(planned(plan([el, geth, node], { pods: [['el'], ['op_node', 'op-geth']] }), 'op_node').args).toEqual(['http://el:8545', 'http://127.0.0.1:8545', 'http://op-geth:8545']);
});

test('what somebody of another pod waits for is no sidecar of its own', () => {
  const waits = service('app', { depends_on: [{ Name: 'el', Condition: 'service_started' }] });
  const made = plan([el, waits], { pods: [['el'], ['app']] });
  expect(made.pods.map(({ sidecars }) => sidecars)).toEqual([[], []]);
  expect(planned(made, 'app').dependsOn).toEqual([{ service: 'el', condition: 'started' }]);
});

const fixed = (name: string) => service(name, { ports: [{ name: 'sql', port: 5432, Protocol: 'tcp' }] });

test('two of one pod that cannot move have to part', () => {
  expect(problemsOf(() => plan([fixed('a'), fixed('b')], {}))).toMatchObject([{ code: 'PORT_CLASH' }]);
  expect(plan([fixed('a'), fixed('b')], { pods: [] }).pods).toHaveLength(2);
});

test('a service is in one pod, and one that is there', () => {
  expect(problemsOf(() => plan([el, geth], { pods: [['el', 'op-geht'], ['el']] })).map(({ code, prop, hint }) => [code, prop, hint])).toEqual([
    ['TWO_PODS', 'pods[1]', 'Name it once'],
    ['UNKNOWN_SERVICE', 'pods[0]', 'Did you mean "op-geth"?'],
  ]);
});
