import { isIP } from 'node:net';
import { Construct } from 'constructs';
import { Foundation } from './foundation';
import type { BuilderPlaygroundPodProps } from './pod-props';
import { present } from './present';
import { aliasService, clusterService, exposedService } from './service-objects';
import type { PlaygroundPlan } from '../plan';
import { Problems } from '../../errors';
import { finishObjects, k8s, labelsOf, selectorLabels } from '../../kube';

/**
 * A builder-playground in one pod: every service of the manifest as a container, in the order in which they need each
 * other, each with a Service under its own name and with its own port numbers.
 *
 * Its images run as root, so its pod meets the Pod Security Standard `baseline`, unless it is given a folder of the node.
 *
 * @example
 * new BuilderPlaygroundPod(chart, 'playground', { output: 'playground-out' });
 * @throws OpStackError with every problem of the folder and the props, if there is one
 */
export class BuilderPlaygroundPod extends Construct {
  /** Name of the Deployment. */
  readonly name: string;
  /** What runs where, and why. */
  readonly plan: PlaygroundPlan;
  /** The Deployment: one pod, which is gone before the next one starts. */
  readonly deployment: k8s.KubeDeployment;
  /** The Services by the name of the service in the manifest; one that declares no port has none. */
  readonly services: Readonly<Record<string, k8s.KubeService>>;
  /** The Services that lead in from outside of the cluster, in the same way. */
  readonly externalServices: Readonly<Record<string, k8s.KubeService>>;
  /** The packed files; absent when there are none, or they come from elsewhere. */
  readonly configMap?: k8s.KubeConfigMap;
  /** The packed keys, in the same way. */
  readonly secret?: k8s.KubeSecret;
  /** The claim of the services' data; absent with other storage. */
  readonly claim?: k8s.KubePersistentVolumeClaim;

  constructor(scope: Construct, id: string, props: BuilderPlaygroundPodProps) {
    super(scope, id);
    const foundation = new Foundation(this, new Problems(this), { ...props });
    const { plan, name } = foundation;
    this.name = name;
    this.plan = plan;
    this.configMap = foundation.configMap;
    this.secret = foundation.secret;
    this.claim = foundation.claim;

    const identity = foundation.identity('playground');
    const [pod] = plan.pods;
    if (!pod) throw new Error('a plan without a pod');
    this.deployment = new k8s.KubeDeployment(this, 'Default', {
      metadata: { name, labels: labelsOf(identity) },
      spec: {
        replicas: 1,
        // Two validators with one key are slashed.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selectorLabels(identity) },
        template: foundation.podTemplate(pod, identity, { nativeSidecars: props.nativeSidecars }),
      },
    });
    const services = plan.services.map((service) => [service.service, clusterService(this, identity, service)] as const);
    const aliases = plan.external.filter(({ host }) => isIP(host) === 0).map((external) => [external.service, aliasService(this, identity, external)] as const);
    this.services = present([...services, ...aliases]);
    this.externalServices = present(plan.services.map((service) => {
      const expose = props.services?.[service.service]?.expose;
      return [service.service, expose && exposedService(this, identity, service, expose)] as const;
    }));
    finishObjects(this, props);
  }
}
