import { isIP } from 'node:net';
import { Construct } from 'constructs';
import { workloadGroups } from './groups';
import { readyName, waitContainer, waitsOf, type Wait } from './waits';
import type { Playground } from '../model';
import type { PlaygroundPlan, PodPlan, ServicePlan } from '../plan/plan';
import type { BuilderPlaygroundProps } from '../pod';
import { Foundation } from '../pod/foundation';
import { present } from '../pod/present';
import { aliasService, exposedService, scrapeAnnotations, servicePorts } from '../pod/service-objects';
import { Problems } from '../../errors';
import { Storage, checkName, claimName, defaultName, finishObjects, k8s, labelsOf, selectorLabels, service, type Identity } from '../../kube';

/** A node selector with it leaves one node. */
const HOST_LABEL = 'kubernetes.io/hostname';

/** What the pods of a playground take that has several. */
export type BuilderPlaygroundWorkloadsProps = BuilderPlaygroundProps;

/**
 * A builder-playground with a Deployment for each service of the manifest, to restart and to look at each by itself.
 * Services that share a volume share a pod, and a health sidecar is in the pod of the service that it watches. A pod that
 * has to wait for another has an init container that does.
 *
 * The Services are headless: under its name a service is reached on every port that it listens on, as in Compose.
 *
 * @example
 * new BuilderPlaygroundWorkloads(chart, 'playground', { output: 'playground-out' });
 * @throws OpStackError with every problem of the folder and the props, if there is one
 */
export class BuilderPlaygroundWorkloads extends Construct {
  /** Beginning of the names of the Deployments. */
  readonly name: string;
  /** What runs where, and why. */
  readonly plan: PlaygroundPlan;
  /** The Deployments by the name of the first service that is in their pod: the one that they are named after. */
  readonly deployments: Readonly<Record<string, k8s.KubeDeployment>>;
  /** The Services by the name of the service in the manifest; one that declares no port has none. */
  readonly services: Readonly<Record<string, k8s.KubeService>>;
  /** The Services that lead in from outside of the cluster, in the same way. */
  readonly externalServices: Readonly<Record<string, k8s.KubeService>>;
  /** The packed files; absent when there are none, or they come from elsewhere. */
  readonly configMap?: k8s.KubeConfigMap;
  /** The packed keys, in the same way. */
  readonly secret?: k8s.KubeSecret;
  /** The claim of the services' data, which all pods share; absent with other storage. */
  readonly claim?: k8s.KubePersistentVolumeClaim;

  constructor(scope: Construct, id: string, props: BuilderPlaygroundWorkloadsProps) {
    super(scope, id);
    const problems = new Problems(this);
    const foundation = new Foundation(this, problems, { ...props }, (playground) => this.groups(problems, playground, props));
    const { plan, name } = foundation;
    this.name = name;
    this.plan = plan;
    this.configMap = foundation.configMap;
    this.secret = foundation.secret;
    this.claim = foundation.claim;

    const workloads = plan.pods.map((pod) => ({ pod, first: firstOf(plan, pod), waits: waitsOf(plan, pod) }));
    const identities = workloads.map(({ first }) => foundation.identity(first.name, `${name}-${first.name}`));
    const identityOf = (pod: number): Identity => identities[pod] ?? foundation.identity('playground');
    this.deployments = Object.fromEntries(workloads.map(({ pod, first, waits }, i) => [first.service, this.deployment(foundation, pod, first, identityOf(i), waits)]));
    this.services = present([
      ...plan.services.map((each) => [each.service, headlessService(this, identityOf(each.pod), each)] as const),
      ...plan.external.filter(({ host }) => isIP(host) === 0).map((each) => [each.service, aliasService(this, foundation.identity('external'), each)] as const),
    ]);
    this.externalServices = present(plan.services.map((each) => {
      const expose = props.services?.[each.service]?.expose;
      return [each.service, expose && exposedService(this, identityOf(each.pod), each, expose)] as const;
    }));
    const asked = new Map(workloads.flatMap(({ waits }) => waits).filter(({ condition }) => condition === 'healthy').map((wait) => [wait.asked.name, wait]));
    for (const wait of asked.values()) readyService(this, identityOf(wait.pod), wait.asked);
    finishObjects(this, props);
  }

  private deployment(foundation: Foundation, pod: PodPlan, first: ServicePlan, identity: Identity, waits: readonly Wait[]): k8s.KubeDeployment {
    return new k8s.KubeDeployment(this, `workload-${first.name}`, {
      metadata: { name: identity.instance, labels: labelsOf(identity) },
      spec: {
        replicas: 1,
        // Two validators with one key are slashed.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selectorLabels(identity) },
        template: foundation.podTemplate(pod, identity, { waits: waits.map((wait, i) => waitContainer(foundation.toolbox, wait, i + 1)) }),
      },
    });
  }

  /** The pods, and the names that they will have. */
  private groups(problems: Problems, { services, bootnode }: Playground, props: BuilderPlaygroundWorkloadsProps): readonly (readonly string[])[] {
    const running = services.filter(({ name }) => [undefined, 'container'].some((run) => run === props.services?.[name]?.run));
    const names = new Map(services.map(({ name, dnsName }) => [name, dnsName]));
    const groups = workloadGroups(running, bootnode?.service);
    for (const [first = ''] of groups) {
      const name = `${props.name ?? defaultName(this)}-${names.get(first)}`;
      checkName(problems, 'name', name);
      claimName(problems, this, name);
    }
    for (const { name, dnsName } of services) {
      const ready = services.find((each) => each.dnsName === readyName({ name: dnsName }));
      if (ready) problems.error('NAME_CLASH', `services.${ready.name}.name`, `the Service that tells whether "${name}" is ready has the name of "${ready.name}"`, 'Rename one of them in the recipe');
    }
    checkSharedClaim(problems, props);
    return groups;
  }
}

/** Warns of a claim that the pods can share on one node only. */
function checkSharedClaim(problems: Problems, { storage, nodeSelector = {} }: BuilderPlaygroundWorkloadsProps): void {
  const modes = storage instanceof Storage ? (storage.options && (storage.options.accessModes ?? ['ReadWriteOnce'])) : storage === 'pvc' ? ['ReadWriteOnce'] : undefined;
  if (!modes || modes.includes('ReadWriteMany') || HOST_LABEL in nodeSelector) return;
  problems.warn('SHARED_CLAIM', 'storage', 'the pods share one claim that a single node can mount, and nothing keeps them on one', `Use a claim with ReadWriteMany, or a nodeSelector with ${HOST_LABEL}; a cluster of one node needs neither`);
}

/** In the order of the manifest. */
function firstOf({ services }: PlaygroundPlan, { sidecars, containers }: PodPlan): ServicePlan {
  const members = [...sidecars, ...containers];
  const first = services.find((each) => members.includes(each));
  if (!first) throw new Error('a pod without services');
  return first;
}

function headlessService(scope: Construct, identity: Identity, plan: ServicePlan): k8s.KubeService | undefined {
  const ports = servicePorts(plan);
  if (ports.length === 0) return undefined;
  return service(scope, `service-${plan.name}`, { name: plan.name, identity, ports, headless: true, annotations: scrapeAnnotations(plan) });
}

/** Waiting pods ask this one: it has no address before all of the pod is up and healthy. */
function readyService(scope: Construct, identity: Identity, plan: ServicePlan): k8s.KubeService {
  return service(scope, `ready-${plan.name}`, { name: readyName(plan), identity, ports: servicePorts(plan), headless: true, spec: { publishNotReadyAddresses: false } });
}
