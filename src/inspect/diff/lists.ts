import { isJsonObject, memberOf } from '../../testing/json';

type KeyOf = (item: unknown) => unknown;

const by = (field: string): KeyOf => (item) => memberOf(item, field);
/** A port's name, or its number where it has none. */
const port: KeyOf = (item) => {
  const name = memberOf(item, 'name');
  return name ?? [memberOf(item, 'containerPort') ?? memberOf(item, 'port'), memberOf(item, 'protocol') ?? 'TCP'].join('/');
};

/** What tells the elements of a list apart, as the API server merges them. */
const KEYS: Readonly<Record<string, KeyOf>> = {
  containers: by('name'),
  initContainers: by('name'),
  ephemeralContainers: by('name'),
  volumes: by('name'),
  volumeClaimTemplates: (item) => memberOf(memberOf(item, 'metadata'), 'name'),
  env: by('name'),
  ports: port,
  volumeMounts: by('mountPath'),
  volumeDevices: by('devicePath'),
  hostAliases: by('ip'),
  imagePullSecrets: by('name'),
  topologySpreadConstraints: by('topologyKey'),
  groups: by('name'),
  versions: by('name'),
  items: by('key'),
  data: by('secretKey'),
};

/** Lists whose order says nothing, and whose elements have no name. */
const SETS: ReadonlySet<string> = new Set([
  'accessModes', 'add', 'allowedTopologies', 'apiGroups', 'dnsNames', 'drop', 'egress', 'except', 'externalIPs', 'finalizers', 'from', 'hostnames', 'ingress', 'loadBalancerSourceRanges',
  'matchExpressions', 'mountOptions', 'namespaces', 'policyTypes', 'ports', 'resourceNames', 'resources', 'subjects', 'to', 'tolerations', 'usages', 'verbs',
]);

/** How the elements of a list of that name are paired. */
export type Pairing =
  | { readonly by: 'key'; readonly keys: readonly (readonly string[])[] }
  | { readonly by: 'content' }
  | { readonly by: 'index' };

/** @param lists the old list and the new one */
export function pairingOf(name: string, lists: readonly (readonly unknown[])[]): Pairing {
  const keyOf = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
  if (keyOf && lists.every((list) => list.every(isJsonObject))) {
    const keys = lists.map((list) => list.map((item) => keyOf(item)));
    if (keys.every((each) => each.every((key) => typeof key === 'string') && new Set(each).size === each.length)) return { by: 'key', keys: keys.map((each) => each.map(String)) };
  }
  return { by: SETS.has(name) ? 'content' : 'index' };
}

/** Init containers run one after the other, and a variable sees only those before it. */
export function orderMatters(name: string, lists: readonly (readonly unknown[])[]): boolean {
  if (name === 'initContainers') return true;
  return name === 'env' && lists.some((list) => list.some((item) => /\$\(\w+\)/.test(String(memberOf(item, 'value')))));
}
