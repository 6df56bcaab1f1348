import { Buffer } from 'node:buffer';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { BUNDLE_FILE, artifactVolume, type ArtifactVolume } from './artifact-volume';
import { Artifacts } from './artifacts';
import { packBundle, type Bundle } from './bundle';
import { checkExposed, checkPlaygroundProps } from './check-pod';
import { copySteps, dataVolumes, guardSteps, storageOf } from './data-volume';
import type { BuilderPlaygroundProps } from './pod-props';
import { serviceContainer } from './service-container';
import { externalName } from './service-objects';
import type { Playground } from '../model';
import { planPlayground, type PlanOptions, type PlaygroundPlan, type PodPlan, type ServicePlan } from '../plan';
import { readInto } from '../read-playground';
import { resolveImages } from '../../compatibility';
import type { Problems } from '../../errors';
import { SecretRegistry, secretRefs, withSecrets } from '../../keys';
import { checkMetadata, checkNamespaceName, claimName, configMap, defaultName, k8s, labelsOf, partOf, podTemplate, prepareContainer, type Identity, type PodOverrides, type Port, type Storage } from '../../kube';

/** As Compose does by default. */
const GRACE_SECONDS = 30;

/** What a playground stands on, however many pods it has: its plan, and the objects that the pods share. */
export class Foundation {
  readonly name: string;
  readonly playground: Playground;
  readonly plan: PlaygroundPlan;
  readonly storage: Storage;
  readonly configMap?: k8s.KubeConfigMap;
  readonly secret?: k8s.KubeSecret;
  readonly claim?: k8s.KubePersistentVolumeClaim;
  private readonly artifacts: ArtifactVolume;
  private readonly bundle?: Bundle;

  /** @throws OpStackError with every problem of the folder and the props */
  constructor(private readonly scope: Construct, private readonly problems: Problems, private readonly props: BuilderPlaygroundProps, pods?: (playground: Playground) => PlanOptions['pods']) {
    this.name = props.name ?? defaultName(scope);
    const artifacts = props.artifacts ?? Artifacts.bundle();
    const names = { configMap: `${this.name}-artifacts`, secret: `${this.name}-keys`, claim: `${this.name}-data` };
    const playground = typeof props.output === 'string' ? readInto(problems, props.output, 'output') : props.output;
    // Only what was read without a fault can be planned.
    const sound = problems.any ? undefined : playground;
    const plan = sound && planPlayground(problems, sound, { ...props, pods: pods?.(sound) });
    checkPlaygroundProps(problems, props, this.name);
    checkMetadata(problems, props);
    checkNamespaceName(problems, 'namespace', Chart.of(scope).namespace);
    SecretRegistry.of(scope).claim(problems, scope, secretRefs(props.services));
    if (sound) checkExposed(problems, sound, props.services ?? {});
    for (const name of [this.name, ...Object.values(names), ...serviceNames(playground, props)]) claimName(problems, scope, name);
    if (sound && plan) checkFiles(problems, plan, sound, artifacts);
    this.bundle = sound && artifacts.origin.kind === 'bundle' ? packBundle(problems, 'artifacts', sound) : undefined;
    problems.settle();

    // `settle` has thrown when there is none.
    this.playground = playground!;
    this.plan = plan!;
    this.storage = storageOf(props.storage ?? 'ephemeral');
    this.artifacts = artifactVolume(artifacts, this.bundle, names);
    const identity = this.identity('files');
    const { open, keys } = this.bundle ?? {};
    if (open) this.configMap = configMap(scope, 'artifacts', { name: names.configMap, identity, binaryData: { [BUNDLE_FILE]: open } });
    if (keys) this.secret = secret(scope, names.secret, identity, keys);
    const [claim] = this.storage.claimTemplates(names.claim, labelsOf(identity)) ?? [];
    if (claim) this.claim = new k8s.KubePersistentVolumeClaim(scope, 'data', claim);
  }

  /** The labels of one of its objects. @param instance name of the workload; default the playground's */
  identity(component: string, instance = this.name): Identity {
    return { name: 'builder-playground', instance, component, partOf: partOf(this.scope) };
  }

  /**
   * The template of a pod of the plan.
   *
   * @param waits init containers that hold the services back
   * @throws OpStackError with what is wrong with the user's additions
   */
  podTemplate(pod: PodPlan, identity: Identity, { nativeSidecars = true, waits = [] }: { readonly nativeSidecars?: boolean; readonly waits?: readonly k8s.Container[] } = {}): k8s.PodTemplateSpec {
    const { props, artifacts } = this;
    const members = [...pod.sidecars, ...pod.containers];
    const container = (plan: (typeof members)[number]): k8s.Container => serviceContainer(plan, artifacts, props, props.services?.[plan.service]);
    const sidecars = pod.sidecars.map(container);
    const mounts = members.flatMap((member) => member.mounts);
    const usesArtifacts = mounts.some(({ kind }) => kind !== 'volume');
    const usesData = mounts.some(({ kind }) => kind === 'volume' || kind === 'copy');
    const steps = [
      ...(usesData ? guardSteps(this.storage, this.playground.genesisTime) : []),
      ...(usesArtifacts ? artifacts.steps : []),
      ...copySteps(members, artifacts),
    ];
    const elsewhere = this.plan.services.filter((service) => !members.includes(service)).map(({ name }) => name);
    const template = podTemplate({
      identity,
      options: { ...props, podOverrides: without(elsewhere, props.podOverrides) },
      securityContext: props.podSecurityContext ?? { seccompProfile: { type: 'RuntimeDefault' } },
      gracePeriodSeconds: GRACE_SECONDS,
      pullSecrets: props.imagePullSecrets,
      annotations: {
        ...(usesArtifacts && this.bundle && { 'cdk8s-op-stack/artifacts': this.bundle.checksum }),
        ...(props.secretVersion !== undefined && { 'cdk8s-op-stack/secret-version': props.secretVersion }),
      },
      hostAliases: pod.hostAliases.map(({ ip, hostnames }) => ({ ip, hostnames: [...hostnames] })),
      prepare: [
        ...(usesArtifacts ? artifacts.initContainers : []),
        ...(steps.length > 0 ? [prepareContainer(this.toolbox, steps)] : []),
      ],
      initContainers: [
        ...waits,
        ...(nativeSidecars ? sidecars.map((sidecar) => ({ ...sidecar, restartPolicy: 'Always' })) : []),
      ],
      containers: [...(nativeSidecars ? [] : sidecars), ...pod.containers.map(container)],
      volumes: [...(usesArtifacts ? artifacts.volumes : []), ...(usesData ? dataVolumes(this.storage, `${this.name}-data`) : [])],
      programs: members.map(({ name }) => name),
      elsewhere,
      listeners: members.flatMap(listenersOf),
      problems: this.problems,
      level: 'baseline',
    });
    this.problems.settle();
    return withSecrets(this.scope, identity, template);
  }

  /** The image of helper containers. */
  get toolbox(): Pick<k8s.Container, 'image' | 'imagePullPolicy'> {
    return { image: this.props.toolbox ?? resolveImages().find('toolbox')?.reference, imagePullPolicy: this.props.imagePullPolicy ?? 'IfNotPresent' };
  }
}

/** Overrides without those of containers of other pods, which they would make anew. */
function without(names: readonly string[], overrides: PodOverrides | undefined): PodOverrides | undefined {
  const here = (containers: PodOverrides['containers']): PodOverrides['containers'] => containers?.filter(({ name }) => name === undefined || !names.includes(name));
  return overrides && { ...overrides, containers: here(overrides.containers), initContainers: here(overrides.initContainers) };
}

/** The numbers that a service listens on; the containers' ports have no names, so this is none. */
function listenersOf({ name, listeners }: ServicePlan): readonly Port[] {
  const ports = listeners.map(({ port, protocol }): Port => ({ name: `service ${name}`, port, protocol: protocol === 'udp' ? 'UDP' : 'TCP' }));
  return [...new Map(ports.map((port) => [`${port.protocol} ${port.port}`, port])).values()];
}

/** The names of all Services that there may be. */
function serviceNames(playground: Playground | undefined, { services = {} }: BuilderPlaygroundProps): readonly string[] {
  return (playground?.services ?? []).flatMap(({ name, dnsName }) => [dnsName, ...(services[name]?.expose ? [externalName(dnsName)] : [])]);
}

/** Reports files that nobody has: what is read from a resource comes without its folder. */
function checkFiles(problems: Problems, plan: PlaygroundPlan, { artifacts }: Playground, { origin }: Artifacts): void {
  const known = new Set(artifacts.map(({ path }) => path));
  const missing = new Set(plan.services.flatMap(({ mounts }) => mounts).flatMap((mount) => ('artifact' in mount && !known.has(mount.artifact) ? [mount.artifact] : [])));
  if (origin.kind !== 'bundle' || missing.size === 0) return;
  problems.error('NO_ARTIFACTS', 'artifacts', `the contents of ${[...missing].join(', ')} are not known`, 'Give the output folder, or use Artifacts.hostPath, Artifacts.claim or Artifacts.image');
}

function secret(scope: Construct, name: string, identity: Identity, keys: Buffer): k8s.KubeSecret {
  return new k8s.KubeSecret(scope, 'keys', {
    metadata: { name, labels: labelsOf(identity) },
    type: 'Opaque',
    data: { [BUNDLE_FILE]: keys.toString('base64') },
  });
}
