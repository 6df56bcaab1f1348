import { holdsData, type KubeObject, type Pairs } from './kube-object';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** What Flux takes for one of its variables, and the escape of it: `${NAME}` and `$$`. */
const VARIABLE = /\$[{$]/;

/** What Flux has to know of an object: shell scripts and Grafana's variables are not its own. */
export function fluxAnnotations(object: KubeObject): Pairs {
  const own = object.metadata?.annotations ?? {};
  return {
    ...(holdsData(object) ? { [PRUNE]: own[PRUNE] ?? 'disabled' } : {}),
    ...(VARIABLE.test(JSON.stringify(object)) ? { [SUBSTITUTE]: own[SUBSTITUTE] ?? 'disabled' } : {}),
  };
}
