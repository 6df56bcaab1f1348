import type { Fault, Field } from '../field';
import type { Container, Pod } from '../pod';

/** One control of the Pod Security Standards: what of a pod violates it. */
export type Control = (pod: Pod) => Iterable<Fault>;

/** Controls by name. */
export type Controls = Readonly<Record<string, Control>>;

/** The control that looks at each container, whatever its role. */
export function eachContainer(check: (container: Container) => Iterable<Fault>): Control {
  return function* ({ containers }) {
    for (const container of containers) yield* check(container);
  };
}

/** The security contexts of a pod and of its containers. */
export function securityContexts({ spec, containers }: Pod): Field[] {
  return [spec, ...containers.map(({ field }) => field)].map((field) => field.at('securityContext'));
}

/** Whether the pod says that it runs on Windows, which some controls do not concern. */
export function isWindows({ spec }: Pod): boolean {
  return spec.at('os', 'name').text === 'windows';
}
