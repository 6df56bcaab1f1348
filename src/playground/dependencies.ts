import { findCycles } from './cycles';
import type { PlaygroundDependency, PlaygroundService } from './model';
import { nearest, type Problems } from '../errors';

type ByName = ReadonlyMap<string, PlaygroundService>;

/**
 * Turns what services wait for into what Compose would wait for: who waits for the health of a service that a sidecar
 * watches waits for the sidecar. Reports services that are not there or have no check, and circles.
 *
 * The tool does that itself before it saves, but not for a service that stands before the one that it waits for.
 */
export function resolveDependencies(problems: Problems, services: readonly PlaygroundService[]): readonly PlaygroundService[] {
  const byName: ByName = new Map(services.map((service) => [service.name, service]));
  const resolved = services.map((service) => ({
    ...service,
    // The tool removes a sidecar and leaves the label, in its recipe buildernet for one.
    healthSidecar: service.healthSidecar !== undefined && byName.has(service.healthSidecar) ? service.healthSidecar : undefined,
    dependsOn: service.dependsOn.flatMap((dependency, i) => resolve(problems, `services.${service.name}.depends_on[${i}]`, service, dependency, byName) ?? []),
  }));
  for (const cycle of findCycles(waitsFor(resolved))) {
    problems.error('DEPENDENCY_CYCLE', `services.${cycle[0]}.depends_on`, `services wait for each other: ${cycle.join(' -> ')}`, 'Remove one of these dependencies from the recipe');
  }
  return resolved;
}

function resolve(problems: Problems, prop: string, dependent: PlaygroundService, dependency: PlaygroundDependency, byName: ByName): PlaygroundDependency | undefined {
  const target = byName.get(dependency.service);
  if (!target) {
    reportUnknownService(problems, prop, dependency.service, byName.keys());
    return undefined;
  }
  if (dependency.condition === 'started' || target.readyCheck) return dependency;
  const sidecar = target.healthSidecar === undefined ? undefined : byName.get(target.healthSidecar);
  if (sidecar?.readyCheck) return { service: sidecar.name, condition: 'healthy' };
  // For programs on the author's machine the tool asks the port named http when there is no check.
  if (dependent.hostExecution || target.hostExecution) return dependency;
  problems.error('NO_HEALTH_CHECK', prop, `"${dependent.name}" waits until "${target.name}" is healthy, and "${target.name}" has no check that says so`, `Give "${target.name}" a ready_check in the recipe, or wait for service_started`);
  return undefined;
}

/** Reports the name of a service that the manifest does not have, with the one that may be meant. */
export function reportUnknownService(problems: Problems, prop: string, name: string, known: Iterable<string>): void {
  const names = [...known];
  const [meant] = nearest(names, name, 1);
  problems.error('UNKNOWN_SERVICE', prop, `there is no service "${name}"`, meant === undefined ? `The services are ${names.join(', ')}` : `Did you mean "${meant}"?`);
}

/** A sidecar waits for the service that it watches, though the manifest does not say so. */
function waitsFor(services: readonly PlaygroundService[]): ReadonlyMap<string, readonly string[]> {
  const edges = new Map(services.map((service) => [service.name, service.dependsOn.map((dependency) => dependency.service)]));
  for (const { name, healthSidecar } of services) {
    if (healthSidecar !== undefined) edges.get(healthSidecar)?.push(name);
  }
  return edges;
}
