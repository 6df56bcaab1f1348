import * as fc from 'fast-check';
import { BatcherConstruct, BuilderPlaygroundPod, type PodOptions } from '../../src';
import { manifestsOf, podSecurityViolations } from '../../src/testing';
import { outputFolder, removeFolders, service } from '../playground/support/folder';
import { newChart, signer, untyped, warningsOf, withNetwork } from '../support/fixtures';

afterAll(removeFolders);

const maybe = <T>(...values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, undefined, ...values);

const container = fc.record({
  name: fc.constant('mine'),
  image: fc.constant('mine:1'),
  ports: maybe([{ containerPort: 9300, hostPort: 9300 }], [{ containerPort: 9300 }]),
  securityContext: maybe(
    {}, { privileged: true }, { privileged: false }, { allowPrivilegeEscalation: true }, { runAsUser: 0 }, { runAsUser: 7 }, { runAsNonRoot: false }, { runAsNonRoot: true },
    { capabilities: { add: ['NET_BIND_SERVICE'] } }, { capabilities: { add: ['CHOWN'] } }, { capabilities: { add: ['SYS_ADMIN'] } }, { capabilities: { drop: ['CHOWN'] } },
    { seccompProfile: { type: 'Unconfined' } }, { seccompProfile: { type: 'Localhost', localhostProfile: 'x' } },
  ),
});
const volume = fc.constantFrom<object>({ emptyDir: {} }, { hostPath: { path: '/x' } }, { nfs: { server: 'a', path: '/' } }, { configMap: { name: 'a' } }, { downwardApi: { items: [] } }, { projected: { sources: [] } });

const additions: fc.Arbitrary<PodOptions> = fc.record({
  sidecars: fc.option(fc.tuple(container), { nil: undefined }),
  initContainers: fc.option(fc.tuple(container.map((each) => ({ ...each, name: 'first', ports: undefined }))), { nil: undefined }),
  extraVolumes: fc.option(fc.tuple(volume.map((source) => ({ volume: { name: 'extra', ...source } }))), { nil: undefined }),
  podOverrides: maybe<object>({ hostNetwork: true }, { hostPid: true }, { hostIpc: false }, { securityContext: { runAsNonRoot: false } }, { securityContext: { runAsUser: 0 } }, { securityContext: { seccompProfile: { type: 'Unconfined' } } }, { hostname: 'x' }),
}).map((each) => untyped(each));

/** The codes of the warnings, and the levels that the emitted pods do not meet. */
function lost(make: () => Parameters<typeof manifestsOf>[0], levels: readonly ('baseline' | 'restricted')[]): { readonly warned: boolean; readonly violated: boolean } {
  let violated = false;
  const codes = warningsOf(() => {
    const manifests = manifestsOf(make());
    violated = levels.some((level) => podSecurityViolations(manifests, level).length > 0);
  }).map(({ code }) => code);
  return { warned: codes.some((code) => /^NOT_(?:RESTRICTED|BASELINE)$/.test(code)), violated };
}

test('a service warns of additions exactly when its pods no longer meet restricted', () => {
  expect.hasAssertions();
  fc.assert(fc.property(additions, (given) => {
    const { warned, violated } = lost(() => {
      const { chart, network } = withNetwork();
      void new BatcherConstruct(chart, 'batcher', { network, endpoints: { l2EthRpc: ['http://a'], rollupRpc: ['http://b'] }, signer: signer('b'), ...given });
      return chart;
    }, ['restricted']);
    expect(warned).toBe(violated);
  }), { numRuns: 80 });
});

test('a playground warns of additions exactly when its pod no longer meets baseline', () => {
  expect.hasAssertions();
  const output = outputFolder({ services: [service('el')] });
  fc.assert(fc.property(additions, (given) => {
    const { warned, violated } = lost(() => {
      const chart = newChart();
      void new BuilderPlaygroundPod(chart, 'it', { output, ...given });
      return chart;
    }, ['baseline']);
    expect(warned).toBe(violated);
  }), { numRuns: 60 });
});
