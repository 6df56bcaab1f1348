import type { Construct } from 'constructs';
import { adminPorts, apisOf } from './admin-ports';
import type { NodeContext } from './node-context';
import { HttpRouteSpecRulesMatchesPathType as PathType, KubeHttpRoute } from '../../imports/gateway.networking.k8s.io';
import type { Problems } from '../errors';
import { k8s, labelsOf, nonEmpty, type Identity, type Port } from '../kube';
import { checkPeers, type PolicyPeer } from '../policies';

/** Under which names callers outside the cluster reach a node's RPC. */
export interface RpcRoutes {
  /** Host names, e.g. `rpc.example.com` or `*.example.com`; at least one. */
  readonly hosts: readonly string[];
  /** Path of JSON-RPC over HTTP, and of whatever begins with it. @default / */
  readonly path?: string;
  /** Where WebSocket is served: on a path of the same hosts, or on hosts of its own; `false` for nowhere. @default the path /ws; with hosts of its own, the path / */
  readonly ws?: { readonly path?: string; readonly hosts?: readonly string[] } | false;
  /** The pods or addresses that the controller forwards from, e.g. `[{ namespace: 'ingress-nginx' }]`: NetworkPolicies let them in, and nobody else. Required where there are NetworkPolicies. @default none */
  readonly from?: readonly PolicyPeer[];
  /** Annotations for the controller, such as its timeout of idle WebSockets. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An Ingress of `networking.k8s.io/v1`. */
export interface IngressExposure extends RpcRoutes {
  /** By an Ingress. */
  readonly type: 'ingress';
  /** IngressClass. @default the cluster's default class */
  readonly className?: string;
  /** Certificates. @default none: plain HTTP, unless the controller has one of its own */
  readonly tls?: readonly {
    /** TLS Secret of the namespace. */
    readonly secretName: string;
    /** Hosts that it is for. @default all of them */
    readonly hosts?: readonly string[];
  }[];
}

/** HTTPRoutes of the Gateway API, `gateway.networking.k8s.io/v1`; certificates belong to the Gateway. */
export interface HttpRouteExposure extends RpcRoutes {
  /** By an HTTPRoute of the Gateway API. */
  readonly type: 'httpRoute';
  /** The Gateways, at least one. */
  readonly gateways: readonly {
    readonly name: string;
    /** @default the node's own */
    readonly namespace?: string;
    /** One listener of the Gateway. @default all of them */
    readonly sectionName?: string;
  }[];
}

/** How callers outside the cluster reach a node's RPC. Neither the engine API nor the consensus client's RPC is ever routed. */
export type RpcExposure = IngressExposure | HttpRouteExposure;

/** Where requests for some hosts and a path go. */
interface Route {
  readonly port: 'http' | 'ws';
  readonly hosts: readonly string[];
  readonly path: string;
}

/** What is routed, as far as the node serves it. */
function routesOf({ hosts, path = '/', ws = {} }: RpcRoutes, served: (port: 'http' | 'ws') => boolean): Route[] {
  const sockets: Route[] = ws === false ? [] : [{ port: 'ws', hosts: ws.hosts ?? hosts, path: ws.path ?? (ws.hosts ? '/' : '/ws') }];
  return [{ port: 'http', hosts, path } as const, ...sockets].filter(({ port }) => served(port));
}

type Exposed = Pick<NodeContext, 'consensus' | 'execution' | 'sequencing'> & { readonly props: Pick<NodeContext['props'], 'rpcExposure' | 'service'> };

const served = ({ execution }: Pick<NodeContext, 'execution'>) => (port: 'http' | 'ws'): boolean => execution[port]?.enabled !== false;

/** The ports that are routed to callers outside the cluster. */
export function routedPorts(context: Exposed): readonly string[] {
  const { rpcExposure } = context.props;
  return rpcExposure ? routesOf(rpcExposure, served(context)).map(({ port }) => port) : [];
}

/** Whether callers may use other paths than the root, which op-geth has to be told. */
export function usesPaths(context: Exposed): boolean {
  const { rpcExposure } = context.props;
  return rpcExposure !== undefined && routesOf(rpcExposure, served(context)).some(({ path }) => path !== '/');
}

const HOST = /^(\*\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PATH = /^\/[\w.~/-]*$/;

/** Whether the Service itself has an address outside the cluster. */
export function isPublic({ service }: Exposed['props']): boolean {
  return (service?.spec?.type ?? service?.type ?? 'ClusterIP') !== 'ClusterIP';
}

/** Reports what outsiders must not reach, and routes that lead nowhere. */
export function checkRpcExposure(problems: Problems, context: Exposed): void {
  const { rpcExposure: exposure } = context.props;
  const outside = [...(isPublic(context.props) ? ['service.type'] : []), ...(exposure ? ['rpcExposure'] : [])];
  for (const prop of outside) checkReachable(problems, prop, context);
  if (!exposure) return;
  const routes = routesOf(exposure, served(context));
  if (routes.length === 0) problems.error('RPC_DISABLED', 'rpcExposure', 'neither HTTP nor WebSocket is served', 'Leave execution.http.enabled or execution.ws.enabled out');
  const { hosts: own, from = [] } = exposure;
  const named = [['hosts', own], ['ws.hosts', exposure.ws === false ? undefined : exposure.ws?.hosts]] as const;
  for (const [name, hosts] of named) {
    if (hosts?.length === 0) problems.error('INVALID_HOST', `rpcExposure.${name}`, 'without a host name every request would be taken', 'Give at least one, like rpc.example.com');
    for (const [index, host] of (hosts ?? []).entries()) {
      if (!HOST.test(host) || /^[\d.]+$/.test(host)) problems.error('INVALID_HOST', `rpcExposure.${name}[${index}]`, `"${host}" is no host name`, 'Write it like rpc.example.com, in lower case, without scheme and port');
    }
  }
  for (const { port, path } of routes) {
    if (!PATH.test(path)) problems.error('INVALID_PATH', port === 'ws' ? 'rpcExposure.ws.path' : 'rpcExposure.path', `"${path}" is no path`, 'Write it like /ws');
  }
  const [http, ws] = routes;
  if (http && ws && http.path === ws.path && http.hosts.some((host) => ws.hosts.includes(host))) {
    problems.error('SHARED_PATH', 'rpcExposure.ws', `HTTP and WebSocket are two ports, and both would be ${http.path} of one host`, 'Give WebSocket another path or a host of its own');
  }
  if (exposure.type === 'httpRoute' && exposure.gateways.length === 0) problems.error('NO_GATEWAY', 'rpcExposure.gateways', 'the route belongs to no Gateway', "Give one: gateways: [{ name: 'public', namespace: 'gateways' }]");
  checkPeers(problems, 'rpcExposure.from', from);
}

function checkReachable(problems: Problems, prop: string, context: Exposed): void {
  if (context.sequencing) {
    problems.error('SEQUENCER_EXPOSED', prop, 'the RPC of a sequencer serves admin and miner, and would be reachable from outside', 'Expose replicas instead');
    return;
  }
  const admin = Object.entries(adminPorts(context)).filter(([, serves]) => serves).map(([port]) => port);
  if (admin.length > 0) {
    problems.error('ADMIN_EXPOSED', prop, `${admin.join(' and ')} would let callers from outside change what the node does`, 'Leave admin, miner and personal out of the APIs and enableAdmin off, or keep the node inside');
  }
  if ((['http', 'ws'] as const).some((port) => apisOf(port, context).includes('debug'))) {
    problems.warn('DEBUG_EXPOSED', prop, 'single debug calls keep a node busy for minutes, and on op-geth debug_setHead rewinds its chain', 'Leave debug out of the APIs of a public node');
  }
}

/** The Ingress or the HTTPRoutes. */
export function rpcRoutes(scope: Construct, context: Exposed, identity: Identity, ports: readonly Port[]): (k8s.KubeIngress | KubeHttpRoute)[] {
  const { rpcExposure: exposure } = context.props;
  if (!exposure) return [];
  const routes = routesOf(exposure, served(context));
  return exposure.type === 'ingress' ? [ingress(scope, exposure, identity, routes)] : httpRoutes(scope, exposure, identity, routes, ports);
}

function metadataOf(name: string, identity: Identity, { annotations }: RpcRoutes): k8s.ObjectMeta {
  return { name, labels: labelsOf(identity), annotations: nonEmpty(annotations) };
}

function ingress(scope: Construct, exposure: IngressExposure, identity: Identity, routes: readonly Route[]): k8s.KubeIngress {
  const hosts = [...new Set(routes.flatMap((route) => route.hosts))];
  const pathsOf = (host: string): k8s.HttpIngressPath[] =>
    routes.filter((route) => route.hosts.includes(host)).map(({ port, path }) => ({ path, pathType: 'Prefix', backend: { service: { name: identity.instance, port: { name: port } } } }));
  return new k8s.KubeIngress(scope, 'ingress', {
    metadata: metadataOf(identity.instance, identity, exposure),
    spec: {
      ingressClassName: exposure.className,
      tls: exposure.tls?.map((one) => ({ secretName: one.secretName, hosts: [...(one.hosts ?? hosts)] })),
      rules: hosts.map((host) => ({ host, http: { paths: pathsOf(host) } })),
    },
  });
}

/** One for each set of hosts: an HTTPRoute's hosts are those of all its rules. */
function httpRoutes(scope: Construct, exposure: HttpRouteExposure, identity: Identity, routes: readonly Route[], ports: readonly Port[]): KubeHttpRoute[] {
  const apart = exposure.ws !== false && exposure.ws?.hosts !== undefined && routes.length > 1;
  const groups = apart ? routes.map((route) => [route]) : [routes];
  return groups.map(
    (group, index) =>
      new KubeHttpRoute(scope, index === 0 ? 'http-route' : 'ws-route', {
        metadata: metadataOf(index === 0 ? identity.instance : `${identity.instance}-ws`, identity, exposure),
        spec: {
          parentRefs: exposure.gateways.map((gateway) => ({ ...gateway })),
          hostnames: [...(group[0]?.hosts ?? [])],
          rules: group.map(({ port, path }) => ({
            matches: [{ path: { type: PathType.PATH_PREFIX, value: path } }],
            backendRefs: [{ name: identity.instance, port: ports.find(({ name }) => name === port)?.port }],
          })),
        },
      }),
  );
}
