import type { Fault, Field } from '../field';
import type { KubeObject } from '../kube-object';
import type { Container, Pod } from '../pod';
import { below, FILE_SOURCES, HANDLERS } from '../places';
import type { Rules } from './rule';

/** Fields of which a place may hold one only. */
interface Alternatives {
  readonly fields: readonly string[];
  /** Whether one of them must be there. */
  readonly needed: boolean;
}
type Table = Readonly<Record<string, Alternatives>>;

const oneOf = (...fields: string[]): Alternatives => ({ fields, needed: true });
const atMostOneOf = (...fields: string[]): Alternatives => ({ fields, needed: false });

const BACKEND = oneOf('service', 'resource');
const BACKEND_PORT = oneOf('name', 'number');

const OBJECT_ALTERNATIVES: Readonly<Record<string, Table>> = {
  'policy/v1/PodDisruptionBudget': { spec: atMostOneOf('minAvailable', 'maxUnavailable') },
  'networking.k8s.io/v1/Ingress': {
    'spec.defaultBackend': BACKEND,
    'spec.defaultBackend.service.port': BACKEND_PORT,
    'spec.rules[].http.paths[].backend': BACKEND,
    'spec.rules[].http.paths[].backend.service.port': BACKEND_PORT,
  },
  'monitoring.coreos.com/v1/PrometheusRule': { 'spec.groups[].rules[]': oneOf('alert', 'record') },
};

const POD_ALTERNATIVES: Table = {
  'volumes[].projected.sources[]': oneOf(
    'configMap',
    'secret',
    'downwardAPI',
    'serviceAccountToken',
    'clusterTrustBundle',
  ),
  ...below(
    FILE_SOURCES.filter((source) => source.endsWith('downwardAPI')),
    'items[]',
    oneOf('fieldRef', 'resourceFieldRef'),
  ),
};

const CONTAINER_ALTERNATIVES: Table = {
  'env[]': atMostOneOf('value', 'valueFrom'),
  'env[].valueFrom': oneOf('configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef'),
  'envFrom[]': oneOf('configMapRef', 'secretRef'),
  'volumeMounts[]': atMostOneOf('subPath', 'subPathExpr'),
  ...Object.fromEntries(HANDLERS.map((handler) => [handler, oneOf('exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep')])),
};

/** Fields of a whole object that exclude each other, which the schema does not tell. */
export const objectAlternativeRules: Rules<KubeObject> = {
  'one-of': ({ type, root }) => alternativeFaults(root, OBJECT_ALTERNATIVES[type] ?? {}),
};

/** The same for pod templates. */
export const podAlternativeRules: Rules<Pod> = {
  'one-of': ({ spec }) => alternativeFaults(spec, POD_ALTERNATIVES),
};

/** The same for containers. */
export const containerAlternativeRules: Rules<Container> = {
  'one-of': ({ field }) => alternativeFaults(field, CONTAINER_ALTERNATIVES),
};

function* alternativeFaults(subject: Field, table: Table): Iterable<Fault> {
  for (const [pattern, { fields, needed }] of Object.entries(table)) {
    for (const place of subject.select(pattern)) {
      const given = fields.filter((field) => place.at(field).exists);
      if (given.length > 1) yield place.fault(`${given.join(' and ')} exclude each other; keep one of them`);
      if (given.length === 0 && needed) yield place.fault(`there is none of ${fields.join(', ')}; give one of them`);
    }
  }
}
