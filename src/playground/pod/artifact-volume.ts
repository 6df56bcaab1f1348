import type { Artifacts } from './artifacts';
import type { Bundle } from './bundle';
import type { MountPlan } from '../plan';
import { containerSecurityContext, k8s, quoted, resourceRequirements, shell, type PrepareStep } from '../../kube';

const VOLUME = 'artifacts';
/** Where the helper containers see the output folder. */
export const ARTIFACTS_DIR = '/artifacts';

/** The output folder as the containers of a pod mount it. */
export interface ArtifactVolume {
  readonly volumes: readonly k8s.Volume[];
  /** What fills the volume before anything else runs. */
  readonly initContainers: readonly k8s.Container[];
  readonly steps: readonly PrepareStep[];
  /** How the helper containers see it, at {@link ARTIFACTS_DIR}. */
  readonly mount: k8s.VolumeMount;
  /** How a service sees one of its files or folders, or the whole. */
  readonly mountOf: (plan: Extract<MountPlan, { kind: 'artifact' | 'output' }>) => k8s.VolumeMount;
}

/** @param names of the objects that carry the bundle */
export function artifactVolume(artifacts: Artifacts, bundle: Bundle | undefined, names: { readonly configMap: string; readonly secret: string }): ArtifactVolume {
  const { origin } = artifacts;
  const root = origin.kind === 'claim' ? origin.path?.replace(/\/+$/, '') : undefined;
  const mount: k8s.VolumeMount = { name: VOLUME, mountPath: ARTIFACTS_DIR, subPath: root };
  const mountOf: ArtifactVolume['mountOf'] = (plan) => {
    const path = [root, plan.kind === 'artifact' ? plan.artifact : undefined].filter((part) => part !== undefined).join('/');
    return { name: VOLUME, mountPath: plan.mountPath, subPath: path === '' ? undefined : path };
  };
  const common = { mount, mountOf, initContainers: [], steps: [] };
  const filled: k8s.Volume = { name: VOLUME, emptyDir: {} };
  switch (origin.kind) {
    case 'hostPath':
      return { ...common, volumes: [{ name: VOLUME, hostPath: { path: origin.path, type: 'Directory' } }] };
    case 'claim':
      return { ...common, volumes: [{ name: VOLUME, persistentVolumeClaim: { claimName: origin.claimName } }] };
    case 'image':
      return { ...common, volumes: [filled], initContainers: [copier(origin.image, origin.path)] };
    case 'bundle': {
      const open: k8s.Volume = { name: 'bundle', configMap: { name: names.configMap } };
      const keys: k8s.Volume = { name: 'keys', secret: { secretName: names.secret } };
      const packed = [...(bundle?.open ? [open] : []), ...(bundle?.keys ? [keys] : [])];
      return { ...common, volumes: [filled, ...packed], steps: packed.map(({ name }) => unpack(name, mount)) };
    }
  }
}

/** The file in the ConfigMap and in the Secret. */
export const BUNDLE_FILE = 'artifacts.tar.gz';

function unpack(volume: string, mount: k8s.VolumeMount): PrepareStep {
  const dir = `/packed/${volume}`;
  return { script: `tar -xzf ${dir}/${BUNDLE_FILE} -C ${ARTIFACTS_DIR}`, mounts: [mount, { name: volume, mountPath: dir, readOnly: true }] };
}

function copier(image: string, path: string): k8s.Container {
  const target = '/unpacked';
  return {
    name: 'copy-artifacts',
    image,
    command: shell('eu', `cp -R ${quoted(`${path.replace(/\/+$/, '')}/.`)} ${target}/`),
    volumeMounts: [{ name: VOLUME, mountPath: target }],
    resources: resourceRequirements({ requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '256Mi' } }),
    securityContext: containerSecurityContext,
  };
}
