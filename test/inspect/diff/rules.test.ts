import { kubernetesCases } from './support/kubernetes-cases';
import { batcher, batcherPod, challengerPod, claims, configMap, deployment, NOW, opReth, pod, sequencer, statefulSet, type Sides } from './support/objects';
import { rollupCases } from './support/rollup-cases';
import { diffManifests } from '../../../src/inspect/diff/diff-manifests';
import { rules } from '../../../src/inspect/diff/rules';

const cases = { ...kubernetesCases, ...rollupCases };
const challenger = (): ReturnType<typeof deployment> => deployment('challenger', challengerPod());
const found = ([before, after]: Sides): readonly string[] => diffManifests(before, after, NOW).risks.map(({ id }) => id);

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds it, and says what to do', () => {
    const { finds: [before, after] } = cases[id]!;
    const risks = diffManifests(before, after, NOW).risks.filter((risk) => risk.id === id);
    expect(risks.length).toBeGreaterThan(0);
    for (const risk of risks) {
      expect(risk).toMatchObject({ severity: rule.severity, remedy: rule.remedy });
      expect(risk.message).not.toBe('');
      expect([...before, ...after].map((manifest) => manifest.kind)).toContain(risk.object.kind);
    }
  });

  test('lets pass what is much like it', () => {
    const { passes } = cases[id]!;
    expect(diffManifests(...passes, NOW).objects.length).toBeGreaterThan(0);
    expect(found(passes)).not.toContain(id);
  });

  test('finds nothing where nothing differs', () => {
    const { finds: [before, after] } = cases[id]!;
    expect(diffManifests(before, before, NOW)).toEqual({ objects: [], risks: [] });
    expect(diffManifests(after, after, NOW)).toEqual({ objects: [], risks: [] });
  });
});

const shell = (script: string): ReturnType<typeof deployment> => deployment('geth', { name: 'main', image: 'example.com/own:v1.0.0', command: ['sh', '-c'], args: [script] });
const mounting = (...volumeMounts: readonly object[]): ReturnType<typeof statefulSet> => statefulSet('a', opReth({ volumeMounts }), claims('1Ti'));

describe('and in particular', () => {
  test.each<[string, Sides, readonly string[]]>([
    ['flags in a script of a shell', [[shell('geth init /g.json\nexec geth --datadir /data --gcmode=archive')], [shell('geth init /g.json\nexec geth --datadir /db --gcmode=full')]], ['DATA_DIR_CHANGED', 'HISTORY_CHANGED']],
    ['a claim at another path', [[mounting({ name: 'data', mountPath: '/data' })], [mounting({ name: 'data', mountPath: '/db' })]], ['CLAIM_MOUNT_MOVED']],
    ['a claim that is mounted no more', [[mounting({ name: 'data', mountPath: '/data' })], [mounting()]], ['CLAIM_MOUNT_MOVED']],
    ['a challenger that goes', [[challenger()], []], ['SIGNER_STOPPED', 'PODS_REMOVED']],
    ['a batcher that becomes another kind', [[batcher()], [statefulSet('batcher', batcherPod())]], ['SIGNER_MOVED', 'PODS_REMOVED']],
    ['a sequencer that waits', [[sequencer()], [sequencer({ args: ['--sequencer.stopped'] })]], ['SEQUENCER_RESTART', 'STARTS_STOPPED']],
  ])('%s', (_, sides, ids) => {
    expect(found(sides)).toEqual(ids);
  });
});

test('a claim in whose place is a folder of the pod has moved nowhere', () => {
  const after = statefulSet('a', opReth({ volumeMounts: [{ name: 'data', mountPath: '/db' }] }), pod({ volumes: [{ name: 'data', emptyDir: {} }] }));
  expect(found([[mounting({ name: 'data', mountPath: '/data' })], [after]])).not.toContain('CLAIM_MOUNT_MOVED');
});

const genesisOf = (balance: string): ReturnType<typeof configMap> => configMap('genesis', { 'genesis.json': { alloc: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`0x${index}`, { balance }])) } });

test('another genesis is one finding, not thousands', () => {
  const { risks } = diffManifests([genesisOf('0x1')], [genesisOf('0x2')], NOW);
  expect(risks.map(({ message }) => message)).toEqual(['the chain\'s file changes: "0x1" → "0x2", and 499 more values of it']);
});

test('every rule has a case, and every case a rule', () => {
  expect(Object.keys(cases)).toHaveLength(Object.keys(kubernetesCases).length + Object.keys(rollupCases).length);
  expect(new Set(Object.keys(cases))).toEqual(new Set(rules.map(({ id }) => id)));
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('ids are stable words, and texts are there', () => {
  for (const { id, what, remedy } of rules) {
    expect(id).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(what).toMatch(/^[a-zA-Z].*[^.]$/);
    expect(remedy).toMatch(/^[A-Z].*[^.]$/);
  }
});
