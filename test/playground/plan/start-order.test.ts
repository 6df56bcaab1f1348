import { removeFolders, service } from '../support/folder';
import { planOf } from '../support/pod';

afterAll(removeFolders);

const check = { ready_check: { test: ['CMD', 'true'] } };
const healthy = (...names: string[]) => ({ depends_on: names.map((Name) => ({ Name, Condition: 'service_healthy' })) });
const started = (...names: string[]) => ({ depends_on: names.map((Name) => ({ Name, Condition: 'service_started' })) });
const speaksTo = (...names: string[]) => ({ args: ['{{Port "http" 1}}', ...names.map((name) => `{{Service "${name}" "http" "http" ""}}`)], ports: [{ name: 'http', port: 1, Protocol: 'tcp' }] });
const quiet = { ports: [{ name: 'http', port: 1, Protocol: 'tcp' }], args: ['{{Port "http" 1}}'] };
const watched = (by: string) => ({ labels: { 'health-check-sidecar': by } });

function order(...services: object[]): string {
  const [pod] = planOf(services).pods;
  return [pod?.sidecars, pod?.containers].map((plans) => plans?.map((plan) => plan.service).join(' ')).join(' | ');
}

describe('the order of start', () => {
  test('without waits nothing is a sidecar', () => {
    expect(order(service('a'), service('b'))).toBe(' | a b');
  });

  test('targets come first, with what they wait for', () => {
    expect(order(service('app', healthy('api')), service('api', { ...healthy('db'), ...check }), service('db', check), service('other'))).toBe('db api | app other');
    expect(order(service('app', started('api')), service('api'))).toBe('api | app');
  });

  test('a watcher comes after what it watches', () => {
    expect(order(service('relay', healthy('beacon')), service('beacon_healthmon', check), service('beacon', watched('beacon_healthmon')))).toBe('beacon beacon_healthmon | relay');
  });

  test('what a target needs to become healthy comes before it, unless that waits for it', () => {
    // As in the recipe l1: beacon and relay speak to each other.
    expect(order(
      service('beacon', { ...watched('mon'), ...speaksTo('el', 'relay') }),
      service('mon', { ...speaksTo('beacon'), ...check }),
      service('el', quiet),
      service('relay', { ...speaksTo('beacon'), ...healthy('mon') }),
    )).toBe('el beacon mon | relay');
  });

  test('over several services too', () => {
    expect(order(
      service('app', { ...speaksTo('a'), ...healthy('a') }),
      service('a', { ...speaksTo('b'), ...check }),
      service('b', speaksTo('c')),
      service('c', { ...speaksTo('app') }),
      service('d', quiet),
    )).toBe('c b a | app d');
  });

  test('of needs that go round in a circle the last one is left out', () => {
    expect(order(service('a', speaksTo('b')), service('b', speaksTo('a')), service('c', speaksTo('b')))).toBe(' | b a c');
  });

  test('the bootnode counts as spoken to', () => {
    const [pod] = planOf([
      service('app', healthy('el')),
      service('el', { ...check, args: ['{{Bootnode}}'] }),
      service('boot', { ports: [{ name: 'rpc', port: 30303, Protocol: 'tcp' }] }),
    ], {}, { bootnode: { Service: 'boot', ID: 'ab' } }).pods;
    expect(pod?.sidecars.map((plan) => plan.service)).toEqual(['boot', 'el']);
  });

  test('one container at least is no sidecar', () => {
    // Each is needed by somebody, though nobody waits for app.
    expect(order(service('app', { ...healthy('a'), ...speaksTo('a') }), service('a', { ...check, ...speaksTo('b') }), service('b', { ...speaksTo('app'), ...healthy('c') }), service('c', { ...check, ...speaksTo('app') })))
      .toBe('c b a | app');
  });

});
