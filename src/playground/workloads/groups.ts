import { findCycles } from '../cycles';
import type { PlaygroundService } from '../model';
import { expressionsOf } from '../template';

/** Names by name. */
type Edges = ReadonlyMap<string, readonly string[]>;

/**
 * Which services need one pod, so that the others can have one each: those that share a volume, because it is on one node
 * and some talk through a socket in it; a health sidecar and the service that it watches; who waits for a pod that
 * listens nowhere and so cannot be asked from outside; and those whose pods would wait for each other.
 *
 * @param bootnode the service for which `{{Bootnode}}` stands
 */
export function workloadGroups(services: readonly PlaygroundService[], bootnode: string | undefined): readonly (readonly string[])[] {
  const groups = new Groups(services.map(({ name }) => name));
  const byName = new Map(services.map((service) => [service.name, service]));
  const owners = new Map<string, string>();
  for (const { name, volumes, healthSidecar } of services) {
    for (const { volume } of volumes) {
      groups.join(name, owners.get(volume) ?? name);
      owners.set(volume, owners.get(volume) ?? name);
    }
    if (healthSidecar !== undefined && byName.has(healthSidecar)) groups.join(name, healthSidecar);
  }
  for (const { name, dependsOn } of services) {
    for (const { service } of dependsOn) {
      const asked = groups.membersOf(service).some((member) => byName.get(member)?.ports.some(({ protocol }) => protocol === 'tcp'));
      if (byName.has(service) && !asked) groups.join(name, service);
    }
  }
  for (;;) {
    const [cycle] = findCycles(groupEdges(services, groups, bootnode));
    if (!cycle) return groups.all();
    for (const group of cycle) groups.join(cycle[0] ?? group, group);
  }
}

/** Sets of names, each of which goes by its first member. */
class Groups {
  private readonly leaders: Map<string, string>;

  constructor(private readonly names: readonly string[]) {
    this.leaders = new Map(names.map((name) => [name, name]));
  }

  leaderOf(name: string): string | undefined {
    return this.leaders.get(name);
  }

  join(a: string, b: string): void {
    const pair = new Set([this.leaderOf(a), this.leaderOf(b)]);
    const leader = this.names.find((name) => pair.has(name));
    if (leader === undefined) return;
    for (const [name, of] of this.leaders) if (pair.has(of)) this.leaders.set(name, leader);
  }

  membersOf(name: string): readonly string[] {
    return this.names.filter((each) => this.leaderOf(each) === this.leaderOf(name));
  }

  all(): readonly (readonly string[])[] {
    return this.names.filter((name) => this.leaderOf(name) === name).map((leader) => this.membersOf(leader));
  }
}

/**
 * Which pod starts only once another is there: one that waits, and one that is waited for and has to reach another to
 * become healthy. Who waits for somebody in a pod, itself or by others, is not needed there: Compose has it come later too.
 */
function groupEdges(services: readonly PlaygroundService[], groups: Groups, bootnode: string | undefined): Edges {
  const waits: Edges = new Map(services.map(({ name, dependsOn }) => [
    name,
    [...dependsOn.map(({ service }) => service), ...services.filter(({ healthSidecar }) => healthSidecar === name).map((subject) => subject.name)],
  ]));
  const awaited = new Set(services.flatMap(({ dependsOn }) => dependsOn.filter(({ condition }) => condition === 'healthy').map(({ service }) => groups.leaderOf(service))));
  const edges = new Map<string, string[]>(groups.all().map(([leader = '']) => [leader, []]));
  const edge = (from: string, to: string): void => {
    const [group, target] = [groups.leaderOf(from), groups.leaderOf(to)];
    if (group !== undefined && target !== undefined && group !== target) edges.get(group)?.push(target);
  };
  for (const service of services) {
    const { name, dependsOn } = service;
    for (const dependency of dependsOn) edge(name, dependency.service);
    if (!awaited.has(groups.leaderOf(name))) continue;
    for (const needed of spokenTo(service, bootnode)) {
      if (!reaches(waits, needed, groups.membersOf(name))) edge(name, needed);
    }
  }
  return edges;
}

/** The services to which templates lead. */
function spokenTo({ args, env }: PlaygroundService, bootnode: string | undefined): readonly string[] {
  return expressionsOf([...args, ...Object.values(env)]).flatMap((expression) => {
    if (expression.kind === 'service') return [expression.service];
    return expression.kind === 'bootnode' && bootnode !== undefined ? [bootnode] : [];
  });
}

function reaches(edges: Edges, from: string, targets: readonly string[]): boolean {
  const reached = new Set([from]);
  // A Set gives what is added while it is walked.
  for (const name of reached) for (const target of edges.get(name) ?? []) reached.add(target);
  return targets.some((target) => reached.has(target));
}
