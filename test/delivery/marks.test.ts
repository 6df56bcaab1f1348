import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { examples } from '../../examples';
import { deliver, type DeliveryOptions } from '../../src';
import { expectValid, manifestsOf, type Manifest } from '../../src/testing';
import { untyped } from '../support/fixtures';
import { byIdentity, identityOf, newFolder, plainOf } from './support/folders';

// Some of the nodes warn, which is not looked at here.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

type Pairs = Readonly<Record<string, string>>;
type Read = { metadata: { name: string; labels?: Pairs; annotations?: Pairs }; spec?: Record<string, unknown> };

const read = (manifest: Manifest): Read => untyped(manifest);
const annotationsOf = (manifest: Manifest): Pairs => read(manifest).metadata.annotations ?? {};
const labelsOf = (manifest: Manifest): Pairs => read(manifest).metadata.labels ?? {};

/** What is delivered of what `fill` makes, by kind and name. */
function marked(options: DeliveryOptions, fill: (app: App) => unknown): Record<string, Manifest> {
  const app = new App({ outdir: newFolder() });
  fill(app);
  deliver(app, options);
  return Object.fromEntries(manifestsOf(app).map((manifest) => [`${manifest.kind} ${read(manifest).metadata.name}`, manifest]));
}

/** A chart of plain objects; each is named after its place. */
const objects = (...all: readonly object[]) => (app: App): void => {
  const chart = new Chart(app, 'chart', { namespace: 'ns' });
  for (const [index, each] of all.entries()) new ApiObject(chart, `o${index}`, untyped({ apiVersion: 'v1', kind: 'ConfigMap', ...each, metadata: { name: `o${index}`, ...untyped<{ metadata?: object }>(each).metadata } }));
};

const only = (options: DeliveryOptions, object: object): Manifest => Object.values(marked(options, objects(object)))[0]!;

describe('sync waves', () => {
  it.each<[string, object, string | undefined]>([
    ['a Namespace', { kind: 'Namespace' }, '-3'],
    ['a definition', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' }, '-3'],
    ['a ConfigMap', {}, '-2'],
    ['a Secret', { kind: 'Secret' }, '-2'],
    ['an ExternalSecret', { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' }, '-2'],
    ['a SealedSecret', { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' }, '-2'],
    ['a SecretProviderClass', { apiVersion: 'secrets-store.csi.x-k8s.io/v1', kind: 'SecretProviderClass' }, '-2'],
    ['a Certificate', { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' }, '-2'],
    ['a NetworkPolicy', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }, '-2'],
    ['a Service in the cluster', { kind: 'Service', spec: { type: 'ClusterIP' } }, '-2'],
    ['a Service of a kind of its own', { apiVersion: 'serving.knative.dev/v1', kind: 'Service' }, undefined],
    ['a Service that waits for an address', { kind: 'Service', spec: { type: 'LoadBalancer' } }, undefined],
    ['a claim', { kind: 'PersistentVolumeClaim' }, undefined],
    ['a Deployment', { apiVersion: 'apps/v1', kind: 'Deployment' }, undefined],
    ['an Ingress', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' }, undefined],
    ['a PodDisruptionBudget', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' }, undefined],
    ['a ServiceMonitor', { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor' }, undefined],
    ['what is not known', { apiVersion: 'example.com/v1', kind: 'ConfigMap' }, undefined],
  ])('put %s where it belongs', (_, object, wave) => {
    expect(annotationsOf(only({ argo: true }, object))[WAVE]).toBe(wave);
  });

  it.each(['testnet', 'production-rollup'])('let nothing wait for a pod that waits for the chain, in %s', (name) => {
    const all = Object.values(marked({ argo: true }, examples[name]!));
    const waves = all.filter(({ kind }) => ['StatefulSet', 'Deployment'].includes(kind)).map((each): [string, string | undefined] => [labelsOf(each)['app.kubernetes.io/component'] ?? '', annotationsOf(each)[WAVE]]);
    expect(Object.fromEntries(waves)).toEqual({
      sequencer: '-1', replica: undefined, batcher: undefined, proposer: undefined, challenger: undefined,
      ...(name === 'testnet' ? {} : { 'dispute-mon': undefined }),
    });
    // Whatever a workload's pod reads when it starts is there before it.
    for (const each of all.filter(({ kind }) => ['ConfigMap', 'Secret', 'SecretProviderClass', 'Certificate', 'NetworkPolicy'].includes(kind))) expect(annotationsOf(each)[WAVE]).toBe('-2');
  });

  it('put the claim of a sequencer beside it: it may be bound only when the pod starts', () => {
    const pod = { volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', persistentVolumeClaim: { claimName: 'files' } }] };
    const sequencer = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'sequencer', labels: { 'app.kubernetes.io/component': 'sequencer' } }, spec: { template: { spec: pod } } };
    const all = marked({ argo: true }, objects(
      { kind: 'PersistentVolumeClaim', metadata: { name: 'files' } },
      { kind: 'PersistentVolumeClaim', metadata: { name: 'files', namespace: 'other' } },
      { kind: 'PersistentVolumeClaim', metadata: { name: 'others' } },
      sequencer,
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'b' }, spec: { template: { spec: { volumes: [{ name: 'c', persistentVolumeClaim: { claimName: 'others' } }] } } } },
    ));
    expect(annotationsOf(all['PersistentVolumeClaim others']!)[WAVE]).toBeUndefined();
    expect(annotationsOf(all['StatefulSet sequencer']!)[WAVE]).toBe('-1');
    // The last of that name is the one of the other namespace.
    expect(annotationsOf(all['PersistentVolumeClaim files']!)[WAVE]).toBeUndefined();
    const alone = marked({ argo: true }, objects({ kind: 'PersistentVolumeClaim', metadata: { name: 'files' } }, sequencer));
    expect(annotationsOf(alone['PersistentVolumeClaim files']!)[WAVE]).toBe('-1');
  });

  it("leave an object's own", () => {
    expect(annotationsOf(only({ argo: true }, { metadata: { annotations: { [WAVE]: '7' } } }))[WAVE]).toBe('7');
  });
});

describe('what holds data', () => {
  const kinds: readonly [string, object][] = [
    ['a claim', { kind: 'PersistentVolumeClaim' }],
    ['a Namespace', { kind: 'Namespace' }],
    ['a definition', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' }],
    ['a VolumeSnapshot', { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshot' }],
  ];
  it.each(kinds)('is left in the cluster: %s', (_, object) => {
    const annotations = annotationsOf(only({ argo: true, flux: true }, object));
    expect(annotations).toMatchObject({ [OPTIONS]: 'Prune=false,Delete=false', [PRUNE]: 'disabled' });
  });

  it('is marked for the tool that was asked for alone', () => {
    expect(annotationsOf(only({ flux: true }, { kind: 'Namespace' }))).toEqual({ [PRUNE]: 'disabled' });
    expect(annotationsOf(only({ argo: true }, { kind: 'Namespace' }))).toEqual({ [WAVE]: '-3', [OPTIONS]: 'Prune=false,Delete=false' });
  });

  it('is nothing else', () => {
    const annotations = annotationsOf(only({ argo: true, flux: true }, { kind: 'Secret' }));
    expect(annotations).toEqual({ [WAVE]: '-2' });
  });

  it('has the options of Argo CD that are common to all, too', () => {
    const options: DeliveryOptions = { argo: true, annotations: { [OPTIONS]: 'SkipDryRunOnMissingResource=true' } };
    expect(annotationsOf(only(options, { kind: 'PersistentVolumeClaim' }))[OPTIONS]).toBe('SkipDryRunOnMissingResource=true,Prune=false,Delete=false');
  });

  it('goes where its own annotations say so', () => {
    const own = { [OPTIONS]: 'Replace=true, Prune=true', [PRUNE]: 'enabled' };
    expect(annotationsOf(only({ argo: true, flux: true }, { kind: 'PersistentVolumeClaim', metadata: { annotations: own } }))).toEqual({ [OPTIONS]: 'Replace=true,Prune=true,Delete=false', [PRUNE]: 'enabled' });
  });
});

describe('an object too large for a client-side apply', () => {
  const withText = (length: number, annotations?: Pairs): Manifest => only({ argo: true }, { data: { text: 'x'.repeat(length) }, metadata: { annotations } });

  it.each<[string, number, Pairs | undefined, string | undefined]>([
    ['small', 200_000, undefined, undefined],
    ['within what the annotations leave', 257_000, undefined, undefined],
    ['beyond it', 258_500, undefined, 'ServerSideApply=true'],
    ['beyond it with its own annotations', 240_000, { note: 'y'.repeat(10_000) }, 'ServerSideApply=true'],
    ['and says so already', 300_000, { [OPTIONS]: 'ServerSideApply=false' }, 'ServerSideApply=false'],
  ])('is applied by the server: %s', (_, length, annotations, expected) => expect(annotationsOf(withText(length, annotations))[OPTIONS]).toBe(expected));

  it('is counted in bytes', () => {
    expect(annotationsOf(only({ argo: true }, { data: { text: 'ä'.repeat(130_000) } }))[OPTIONS]).toBe('ServerSideApply=true');
  });
});

describe('variables of Flux', () => {
  it.each<[string, object, string | undefined]>([
    ['a shell script', { data: { 'run.sh': 'exec op-node --name "${HOSTNAME##*-}"' } }, 'disabled'],
    ['an escape of Kubernetes', { data: { args: '$$(HOME)' } }, 'disabled'],
    ['a reference of Kubernetes', { data: { args: '$(HOME) $HOME' } }, undefined],
  ])('are not looked for in %s', (_, object, expected) => expect(annotationsOf(only({ flux: true }, object))[SUBSTITUTE]).toBe(expected));

  it('are looked for where the object says so', () => {
    expect(annotationsOf(only({ flux: true }, { data: { a: '${a}' }, metadata: { annotations: { [SUBSTITUTE]: 'enabled' } } }))[SUBSTITUTE]).toBe('enabled');
  });

  it('are none of Argo CD', () => expect(annotationsOf(only({ argo: true }, { data: { a: '${a}' } }))[SUBSTITUTE]).toBeUndefined());
});

const withoutMetadata = (manifest: Manifest): object => ({ ...manifest, metadata: undefined });

/** One workload of each kind that has pods. */
const workloads = (app: App): void => {
  const chart = new Chart(app, 'chart');
  const selector = { matchLabels: { app: 'a' } };
  const spec = { containers: [{ name: 'a', image: 'a' }] };
  const metadata = { labels: { app: 'a', team: 'own' }, annotations: { own: 'yes' } };
  new k8s.KubeDeployment(chart, 'd', { metadata: { name: 'd' }, spec: { selector, template: { metadata, spec } } });
  new k8s.KubeStatefulSet(chart, 's', { metadata: { name: 's' }, spec: { selector, serviceName: 's', template: { metadata: { labels: { app: 'a' } }, spec }, volumeClaimTemplates: [{ metadata: { name: 'data' } }] } });
  new k8s.KubeDaemonSet(chart, 'ds', { metadata: { name: 'ds' }, spec: { selector, template: { spec } } });
  new k8s.KubeJob(chart, 'j', { metadata: { name: 'j' }, spec: { template: { spec } } });
  new k8s.KubeCronJob(chart, 'c', { metadata: { name: 'c' }, spec: { schedule: '@daily', jobTemplate: { spec: { template: { metadata: { labels: { app: 'a' } }, spec } } } } });
};

describe('common labels and annotations', () => {
  const common: DeliveryOptions = { labels: { team: 'rollups', 'app.kubernetes.io/part-of': 'other' }, annotations: { 'example.com/owner': 'Rollups, 2nd floor' } };
  const plain = byIdentity(plainOf(examples['production-rollup']!));
  const all = Object.values(marked(common, examples['production-rollup']!));

  it('are on every object, where its own do not say otherwise', () => {
    for (const each of all) {
      const before = plain[identityOf(each)]!;
      expect(labelsOf(each)).toEqual({ ...common.labels, ...labelsOf(before) });
      expect(annotationsOf(each)).toEqual({ ...common.annotations, ...annotationsOf(before) });
    }
    expect(all.every((each) => labelsOf(each)['team'] === 'rollups')).toBe(true);
  });

  it("leave an object's own", () => {
    const own = { labels: { team: 'own' }, annotations: { 'example.com/owner': 'own' } };
    expect(read(only(common, { metadata: own })).metadata).toMatchObject(own);
  });

  it('are nowhere else: not in selectors, claim templates or pods', () => {
    for (const each of all) expect(withoutMetadata(each)).toEqual(withoutMetadata(plain[identityOf(each)]!));
  });

  it('are on pods where that is asked for, beside their own', () => {
    const made = marked({ ...common, includeTemplates: true }, workloads);
    const before = byIdentity(plainOf(workloads));
    const own = common.annotations;
    const labels = { app: 'a', ...common.labels };
    const template = (name: string): unknown => read(made[name]!).spec?.['template'];
    expect(template('Deployment d')).toMatchObject({ metadata: { labels: { ...labels, team: 'own' }, annotations: { ...own, own: 'yes' } } });
    expect(template('StatefulSet s')).toMatchObject({ metadata: { labels, annotations: own } });
    expect(template('DaemonSet ds')).toMatchObject({ metadata: { labels: common.labels, annotations: own } });
    expect(template('Job j')).toEqual(read(before['batch/v1 Job  j']!).spec?.['template']);
    expect(read(made['CronJob c']!).spec).toMatchObject({ jobTemplate: { spec: { template: { metadata: { labels, annotations: own } } } } });
    for (const key of ['selector', 'volumeClaimTemplates']) expect(read(made['StatefulSet s']!).spec?.[key]).toEqual(read(before['apps/v1 StatefulSet  s']!).spec?.[key]);
  });

  it('reach the pods of the examples, which stay valid', () => {
    const app = new App({ outdir: newFolder() });
    const chart = examples['testnet']!(app);
    deliver(app, { ...common, includeTemplates: true, argo: true, flux: true });
    expect(() => expectValid(chart)).not.toThrow();
    for (const each of manifestsOf(chart).filter(({ kind }) => kind === 'StatefulSet')) expect(read(each).spec).toMatchObject({ template: { metadata: { labels: { team: 'rollups' } } } });
  });

  it('know what a patch has put on an object', () => {
    const patched = marked({ labels: { team: 'rollups' } }, (app) => {
      new ApiObject(new Chart(app, 'chart'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { a: 'b' } } }).addJsonPatch(JsonPatch.add('/metadata/labels/team', 'own'));
    });
    expect(labelsOf(patched['ConfigMap a']!)).toEqual({ a: 'b', team: 'own' });
  });

  it('are the same when it is done twice', () => {
    const app = new App({ outdir: newFolder() });
    examples['testnet']!(app);
    const options: DeliveryOptions = { ...common, includeTemplates: true, argo: true, flux: true };
    deliver(app, options);
    const once = manifestsOf(app);
    deliver(app, options);
    expect(manifestsOf(app)).toEqual(once);
  });
});
