import type { PlaygroundService } from '../model';
import { expressionsOf } from '../template';

/** Which services of one pod start before the others, and in which order. */
export interface StartOrder {
  /** Each once the one before is up. */
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** Names by name. */
type Edges = ReadonlyMap<string, readonly string[]>;

/**
 * The order of the services of one pod. First come those that others wait for: the targets of `depends_on`, what health
 * sidecars among them watch, and what all these need to become healthy. Whoever speaks to somebody starts after it where
 * the waits allow that; beyond that the order is the manifest's.
 *
 * @param bootnode the service for which `{{Bootnode}}` stands
 */
export function startOrder(services: readonly PlaygroundService[], bootnode: string | undefined): StartOrder {
  const names = services.map(({ name }) => name);
  const here = (targets: readonly string[]): readonly string[] => targets.filter((name) => names.includes(name));
  const waits: Edges = new Map(services.map(({ name, dependsOn }) => [
    name,
    here([...dependsOn.map(({ service }) => service), ...services.filter(({ healthSidecar }) => healthSidecar === name).map((subject) => subject.name)]),
  ]));
  const needs: Edges = new Map(services.map((service) => [service.name, here(spokenTo(service, bootnode)).filter((target) => target !== service.name)]));

  const targets = new Set(services.flatMap(({ dependsOn }) => here(dependsOn.map(({ service }) => service))));
  const hard = closure(targets, (name) => waits.get(name) ?? []);
  const all = closure(hard, (name) => [...(waits.get(name) ?? []), ...(needs.get(name) ?? []).filter((target) => !closure([target], (each) => waits.get(each) ?? []).has(name))]);
  // A pod of sidecars alone would never run.
  const first = all.size < names.length ? all : hard;
  return {
    first: inTurn(names.filter((name) => first.has(name)), waits, needs),
    rest: inTurn(names.filter((name) => !first.has(name)), waits, needs),
  };
}

/** The services to which templates lead. */
function spokenTo({ args, env }: PlaygroundService, bootnode: string | undefined): readonly string[] {
  return expressionsOf([...args, ...Object.values(env)]).flatMap((expression) => {
    if (expression.kind === 'service') return [expression.service];
    return expression.kind === 'bootnode' && bootnode !== undefined ? [bootnode] : [];
  });
}

function closure(from: Iterable<string>, next: (name: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(from);
  // A Set gives what is added while it is walked.
  for (const name of reached) for (const target of next(name)) reached.add(target);
  return reached;
}

/** Waits are kept, and needs where that is possible: needs may go round in circles. */
function inTurn(names: readonly string[], waits: Edges, needs: Edges): readonly string[] {
  const left = new Set(names);
  const free = (name: string, edges: Edges): boolean => !(edges.get(name) ?? []).some((target) => left.has(target));
  const order: string[] = [];
  while (left.size > 0) {
    const ready = [...left].filter((name) => free(name, waits));
    const next = ready.find((name) => free(name, needs)) ?? ready[0];
    if (next === undefined) throw new Error('services wait for each other, and the reader did not see it');
    left.delete(next);
    order.push(next);
  }
  return order;
}
