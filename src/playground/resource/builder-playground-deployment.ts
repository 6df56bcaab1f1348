import { Construct } from 'constructs';
import { checkSchema } from './check-schema';
import { SPEC_SCHEMA, playgroundDefinition } from './definition';
import type { BuilderPlaygroundDeploymentProps } from './deployment-props';
import { ARTIFACTS } from './manifest-service';
import { optionsSpec, originSpec, withServiceOptions } from './options-to-spec';
import { specOf, volumeName } from './write-spec';
import type { Playground } from '../model';
import { Artifacts } from '../pod';
import { BUNDLE_FILE } from '../pod/artifact-volume';
import { packBundle } from '../pod/bundle';
import { checkExposed, checkPlaygroundProps } from '../pod/check-pod';
import { readInto } from '../read-playground';
import { KubeBuilderPlaygroundDeployment, toJson_BuilderPlaygroundDeploymentSpec, type BuilderPlaygroundDeploymentSpec } from '../../../imports/playground.flashbots.io';
import { Problems } from '../../errors';
import { checkMetadata, claimName, configMap, defaultName, finishObjects, k8s, labelsOf, partOf, type Identity } from '../../kube';

/**
 * A builder-playground as a custom resource, for an operator in the cluster and for people to read. Its files come with it
 * in a ConfigMap, and its keys in a Secret, unless they are in the cluster already. The cluster has to know the kind:
 * `kubectl apply -f` the YAML file under `imports/` first, or emit {@link definition}.
 *
 * `readPlaygroundDeployment` reads it back.
 *
 * @example
 * new BuilderPlaygroundDeployment(chart, 'playground', { output: 'playground-out', recipe: 'l1' });
 * @throws OpStackError with every problem of the folder and the props, if there is one
 */
export class BuilderPlaygroundDeployment extends Construct {
  /** The CustomResourceDefinition, as a manifest. */
  static readonly definition: object = playgroundDefinition;

  /** Name of the resource. */
  readonly name: string;
  /** The custom resource. */
  readonly resource: KubeBuilderPlaygroundDeployment;
  /** The packed files; absent when there are none, or they come from elsewhere. */
  readonly configMap?: k8s.KubeConfigMap;
  /** The packed keys, in the same way. */
  readonly secret?: k8s.KubeSecret;

  constructor(scope: Construct, id: string, props: BuilderPlaygroundDeploymentProps) {
    super(scope, id);
    const problems = new Problems(this);
    this.name = props.name ?? defaultName(this);
    const artifacts = props.artifacts ?? Artifacts.bundle();
    const names = { configMap: `${this.name}-artifacts`, secret: `${this.name}-keys` };
    checkPlaygroundProps(problems, props, this.name);
    checkMetadata(problems, props);
    for (const name of Object.values(names)) claimName(problems, this, name);
    const playground = typeof props.output === 'string' ? readInto(problems, props.output, 'output') : props.output;
    if (playground) checkVolumes(problems, playground);
    // Only what was read and given without a fault can be put into words.
    const sound = problems.any ? undefined : playground;
    if (sound) checkExposed(problems, sound, props.services ?? {});
    const bundle = sound && artifacts.origin.kind === 'bundle' ? packBundle(problems, 'artifacts', sound) : undefined;
    const said = sound && specOf(sound, props.mountOutput === true);
    const spec: BuilderPlaygroundDeploymentSpec | undefined = said && {
      ...said,
      ...optionsSpec(problems, props),
      artifacts: { ...said.artifacts, ...originSpec(artifacts), configMapName: bundle?.open && names.configMap, secretName: bundle?.keys && names.secret },
      services: withServiceOptions(problems, sound, said.services, props.services),
    };
    if (spec && !problems.any) checkSchema(problems, SPEC_SCHEMA, 'spec', toJson_BuilderPlaygroundDeploymentSpec(spec));
    problems.settle();
    if (!spec) throw new Error('a folder that gave no playground gave no problem either');

    const identity: Identity = { name: 'builder-playground', instance: this.name, component: 'files', partOf: partOf(this) };
    const labels = labelsOf({ ...identity, component: 'playground' });
    if (bundle?.open) this.configMap = configMap(this, 'artifacts', { name: names.configMap, identity, binaryData: { [BUNDLE_FILE]: bundle.open } });
    if (bundle?.keys) {
      this.secret = new k8s.KubeSecret(this, 'keys', { metadata: { name: names.secret, labels: labelsOf(identity) }, type: 'Opaque', data: { [BUNDLE_FILE]: bundle.keys.toString('base64') } });
    }
    this.resource = new KubeBuilderPlaygroundDeployment(this, 'Default', { metadata: { name: this.name, labels }, spec });
    finishObjects(this, props);
  }
}

/** Reports a volume that would be taken for the output folder. */
function checkVolumes(problems: Problems, { services }: Playground): void {
  for (const { name, volumes } of services) {
    for (const { mountPath, volume } of volumes) {
      if (volumeName(volume) === ARTIFACTS) problems.error('RESERVED_NAME', `services.${name}.volumes_mapped.${mountPath}`, `in the resource, "${ARTIFACTS}" is the output folder`, 'Give the volume another name in the recipe');
    }
  }
}
