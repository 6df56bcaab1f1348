/** The fields of a spec that rules are about, once the schema has found them sound. */
interface Spec {
  readonly services: readonly Service[];
  readonly bootnode?: { readonly service: string };
}

interface Service {
  readonly name: string;
  readonly image?: string;
  readonly dependencies?: readonly { readonly name: string }[];
  readonly healthCheckSidecar?: string;
  readonly hostExecution?: object;
  readonly useHostExecution?: boolean;
  readonly externalAddress?: string;
  readonly files?: readonly { readonly mountPath: string }[];
  readonly volumes?: readonly { readonly mountPath: string }[];
}

type Artifacts = Readonly<Partial<Record<'secretName' | 'configMapName' | 'hostPath' | 'claimName' | 'image' | 'path', string>>>;

type Rule = (self: unknown) => boolean;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the schema that a rule stands in says what `self` is
function rule<T>(holds: (self: T) => boolean): Rule {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rules are asked for values that the schema has found sound
  return (self) => holds(self as T);
}

const has = (value: unknown): boolean => value !== undefined;
const among = ({ services }: Spec, name: string): boolean => services.some((service) => service.name === name);

/**
 * The validation rules of the CustomResourceDefinition, which are in CEL, once more in TypeScript: a synth has no API
 * server to ask.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export const RULES: Readonly<Record<string, Rule>> = {
  'self.services.all(s, !has(s.dependencies) || s.dependencies.all(d, self.services.exists(t, t.name == d.name)))': rule((self: Spec) =>
    self.services.every(({ dependencies = [] }) => dependencies.every(({ name }) => among(self, name))),
  ),
  'self.services.all(s, !has(s.healthCheckSidecar) || self.services.exists(t, t.name == s.healthCheckSidecar))': rule((self: Spec) =>
    self.services.every(({ healthCheckSidecar }) => healthCheckSidecar === undefined || among(self, healthCheckSidecar)),
  ),
  '!has(self.bootnode) || self.services.exists(s, s.name == self.bootnode.service)': rule((self: Spec) => !self.bootnode || among(self, self.bootnode.service)),
  "self.type == 'local-path' || !has(self.path)": rule((self: { type?: string; path?: string }) => (self.type ?? 'local-path') === 'local-path' || !has(self.path)),
  "self.type == 'pvc' || (!has(self.storageClass) && !has(self.size) && !has(self.accessModes))": rule(
    (self: { type?: string; storageClass?: string; size?: string; accessModes?: unknown }) => self.type === 'pvc' || ![self.storageClass, self.size, self.accessModes].some(has),
  ),
  '[has(self.secretName) || has(self.configMapName), has(self.hostPath), has(self.claimName), has(self.image)].filter(given, given).size() <= 1': rule(
    (self: Artifacts) => [self.secretName ?? self.configMapName, self.hostPath, self.claimName, self.image].filter(has).length <= 1,
  ),
  '!has(self.path) || has(self.claimName) || has(self.image)': rule((self: Artifacts) => !has(self.path) || has(self.claimName) || has(self.image)),
  'has(self.image) || has(self.hostExecution) || self.useHostExecution || has(self.externalAddress)': rule(
    (self: Service) => has(self.image) || has(self.hostExecution) || self.useHostExecution === true || has(self.externalAddress),
  ),
  '!has(self.files) || !has(self.volumes) || self.files.all(f, self.volumes.all(v, v.mountPath != f.mountPath))': rule(({ files = [], volumes = [] }: Service) =>
    files.every((file) => volumes.every((volume) => volume.mountPath !== file.mountPath)),
  ),
  "self.name == 'artifacts' || !has(self.subPath)": rule((self: { name: string; subPath?: string }) => self.name === 'artifacts' || !has(self.subPath)),
  "self.name != 'artifacts' || has(self.subPath) || self.mountPath == '/artifacts'": rule(
    (self: { name: string; subPath?: string; mountPath: string }) => self.name !== 'artifacts' || has(self.subPath) || self.mountPath === '/artifacts',
  ),
  'has(self.test) || has(self.queryURL)': rule((self: { test?: unknown; queryURL?: unknown }) => has(self.test) || has(self.queryURL)),
  'has(self.path) != has(self.lifecycle)': rule((self: { path?: unknown; lifecycle?: unknown }) => has(self.path) !== has(self.lifecycle)),
};
