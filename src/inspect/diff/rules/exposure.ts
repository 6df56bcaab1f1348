import type { Context } from './context';
import { eachField, goneObjects, hitAbout } from './find';
import type { Hit, Rule } from './rule';
import { wideningOf } from '../network-policies';
import { wordOf } from '../difference';
import { canonical } from '../compare';
import { nameOf } from '../match-objects';
import type { Workload } from '../workloads';
import { isJsonObject, memberOf } from '../../../testing/json';
import { kubeObject, type KubeObject } from '../../../testing/kube-object';
import type { Manifest } from '../../../testing/manifest';
import { objectTitle } from '../../../testing/object-title';

/** The wider, the further to the right. */
const REACH: readonly unknown[] = ['ExternalName', 'ClusterIP', 'NodePort', 'LoadBalancer'];
const ROUTES: readonly string[] = ['Ingress', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'];
const reach = (type: unknown): number => REACH.indexOf(type ?? 'ClusterIP');
const isPolicy = ({ kind, group }: KubeObject): boolean => kind === 'NetworkPolicy' && group === 'networking.k8s.io';

function exposed({ differences }: Context): Hit[] {
  return differences.filter(({ after }) => after?.kind === 'Service').flatMap(({ before, after, object }) => {
    const [old, now] = [memberOf(before?.spec, 'type'), memberOf(after?.spec, 'type')];
    const hadExternal = memberOf(before?.spec, 'externalIPs') !== undefined;
    const external = memberOf(after?.spec, 'externalIPs') !== undefined && !hadExternal;
    if (!external && (reach(now) <= reach(before && (old ?? 'ClusterIP')) || reach(now) < 2)) return [];
    return [{ object, path: external ? 'spec.externalIPs' : 'spec.type', message: external ? 'it gets addresses of its own from outside' : `${before ? wordOf(old, 'ClusterIP') : 'new'} → ${wordOf(now)}: ports ${portsOf(after!)} can be reached from outside the cluster` }];
  });
}

function portsOf(manifest: Manifest): string {
  return kubeObject(manifest).root.at('spec', 'ports').items.map((port) => `${port.at('name').text ?? ''} ${wordOf(port.at('port').value)}`.trim()).join(', ');
}

const selects = (service: Manifest, workload: Workload): boolean => {
  const selector = memberOf(service.spec, 'selector');
  if (!isJsonObject(selector) || Object.keys(selector).length === 0 || nameOf(service).namespace !== workload.object.namespace) return false;
  return Object.entries(selector).every(([key, value]) => memberOf(workload.pod.labels.value, key) === value);
};

/** Services that selected pods before and select none now. */
function selectingNothing({ before, after, old, new: now }: Context): Hit[] {
  const stayed = after.filter(({ kind }) => kind === 'Service').flatMap((service) => before.filter((each) => each.kind === 'Service' && objectTitle(nameOf(each)) === objectTitle(nameOf(service))).map((each) => [each, service] as const));
  return stayed.flatMap(([was, is]) =>
    old.some((workload) => selects(was, workload)) && !now.some((workload) => selects(is, workload)) ? [hitAbout(is, 'its selector matches no pod of these manifests any more', 'spec.selector')] : []);
}

/** Policies by what they select: several of the same pods add up. */
function policiesBy(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const object = kubeObject(manifest);
    if (!isPolicy(object)) continue;
    const key = `${object.namespace} ${canonical(memberOf(manifest.spec, 'podSelector') ?? {})}`;
    found.set(key, [...(found.get(key) ?? []), manifest]);
  }
  return found;
}

function unprotected(context: Context): Hit[] {
  const left = policiesBy(context.after);
  const runs = (namespace: string): boolean => context.new.some((workload) => workload.object.namespace === namespace);
  return goneObjects(context).filter(({ object }) => isPolicy(object) && runs(object.namespace)).flatMap(({ object, manifest }) =>
    left.has(`${object.namespace} ${canonical(memberOf(manifest.spec, 'podSelector') ?? {})}`) ? [] : [hitAbout(manifest, 'the policy is deleted, and no other selects the same pods: whatever it kept out may come in')]);
}

function wider({ before, after }: Context): Hit[] {
  const old = policiesBy(before);
  return [...policiesBy(after)].flatMap(([key, policies]) => (old.has(key) ? wideningOf(old.get(key)!, policies).map((message) => hitAbout(policies[0]!, message)) : []));
}

export const exposure: readonly Rule[] = [
  {
    id: 'SERVICE_EXPOSED',
    severity: 'warning',
    what: 'a Service that can be reached from outside the cluster, and could not before',
    remedy: 'Make sure that none of its ports serves the engine, admin or debug API, and limit loadBalancerSourceRanges',
    find: exposed,
  },
  {
    id: 'ROUTE_ADDED',
    severity: 'warning',
    what: 'an Ingress or route that is new, or has new hosts',
    remedy: 'Make sure that what it leads to is meant for everybody: read-only RPC of replicas, never of the sequencer',
    find: (context) => [
      ...context.differences.filter(({ change, object }) => change === 'added' && ROUTES.includes(object.kind)).map(({ object }) => ({ object, message: 'it is new, and leads into the cluster' })),
      ...eachField(context, (at, { after }, { object }) => (ROUTES.includes(object.kind) && (at.at(-1) === 'host' || at.includes('hostnames')) && after !== undefined ? `it also serves ${wordOf(after)}` : undefined)),
    ],
  },
  {
    id: 'SERVICE_SELECTS_NOTHING',
    severity: 'danger',
    what: 'a Service whose selector matches no pod any more',
    remedy: 'Give the Service the labels of the pods; while it has no endpoints, whoever uses its name gets no answer',
    find: selectingNothing,
  },
  {
    id: 'NETWORK_POLICY_REMOVED',
    severity: 'danger',
    what: 'a NetworkPolicy that goes, and its pods stay',
    remedy: 'Keep the policy: engine and admin APIs have no other wall',
    find: unprotected,
  },
  {
    id: 'NETWORK_POLICY_WIDER',
    severity: 'warning',
    what: 'NetworkPolicies that let more through to or from the same pods',
    remedy: 'Make sure that the new peers and ports are meant',
    find: wider,
  },
];
