import type { PlaygroundService } from '../model';
import { expressionsOf } from '../template';

/** Which services of one pod start before the others, and in which order. */
export interface StartOrder {
  /** Each once the one before is up. */
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

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
  const watchedBy = (sidecar: string): readonly string[] => services.filter(({ healthSidecar }) => healthSidecar === sidecar).map(({ name }) => name);
  const targets = services.map(({ dependsOn }) => here(dependsOn.map(({ service }) => service)));

  // What comes before what, and never in a circle.
  const before = new Map(services.map(({ name }, i) => [name, new Set([...(targets[i] ?? []), ...watchedBy(name)])]));
  const edges = (name: string): Iterable<string> => before.get(name) ?? [];
  const addNeeds = (name: string): void => {
    const service = services.find((each) => each.name === name);
    for (const need of service ? here(spokenTo(service, bootnode)) : []) {
      if (!closure([need], edges).has(name)) before.get(name)?.add(need);
    }
  };
  // The needs of those that are waited for come first, since of a circle of needs one has to be left out.
  const first = closure(targets.flat(), (name) => {
    addNeeds(name);
    return edges(name);
  });
  for (const name of names) if (!first.has(name)) addNeeds(name);
  return {
    first: inTurn(names.filter((name) => first.has(name)), edges),
    rest: inTurn(names.filter((name) => !first.has(name)), edges),
  };
}

/** The services to which templates lead. */
function spokenTo({ args, env }: PlaygroundService, bootnode: string | undefined): readonly string[] {
  return expressionsOf([...args, ...Object.values(env)]).flatMap((expression) => {
    if (expression.kind === 'service') return [expression.service];
    return expression.kind === 'bootnode' && bootnode !== undefined ? [bootnode] : [];
  });
}

/** All that is reached, the beginning included. */
function closure(from: Iterable<string>, next: (name: string) => Iterable<string>): ReadonlySet<string> {
  const reached = new Set(from);
  // A Set gives what is added while it is walked.
  for (const name of reached) for (const target of next(name)) reached.add(target);
  return reached;
}

/** Each after what comes before it, and else in the given order. */
function inTurn(names: readonly string[], before: (name: string) => Iterable<string>): readonly string[] {
  const left = new Set(names);
  const order: string[] = [];
  while (left.size > 0) {
    const next = [...left].find((name) => ![...before(name)].some((other) => left.has(other)));
    if (next === undefined) throw new Error('services wait for each other, and the reader did not see it');
    left.delete(next);
    order.push(next);
  }
  return order;
}
