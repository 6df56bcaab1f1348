import type { k8s } from 'cdk8s-plus-28';
import { PodField, envVar, type PrepareStep } from '../kube';

/**
 * Shell that takes the identity of another node off a cloned volume, before the first start on it: two nodes of one
 * identity push each other off the network. With it goes what must not be inherited either: peers and the safe-head
 * database of the consensus client. The volume remembers which pod it belongs to.
 *
 * @param paths what makes the identity, of both clients
 */
export function freshIdentity(volume: k8s.VolumeMount, paths: readonly string[]): PrepareStep {
  const owner = `${volume.mountPath}/.owner`;
  const script = `
if [ "$(cat ${owner} 2> /dev/null)" != "$POD_NAME" ]; then
  rm -rf ${paths.join(' ')}
  echo "$POD_NAME" > ${owner}
fi`.trim();
  return { script, mounts: [volume], env: [envVar('POD_NAME', new PodField('metadata.name'))] };
}
