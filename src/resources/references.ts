import type { Reference } from './fields';
import { titleOf, type Resource } from './resource';
import { didYouMean, nearest } from '../errors';

/** What a resource refers to, as far as it could be found. */
export interface Links {
  readonly network?: Resource;
  readonly sequencer?: Resource;
}

type Target = 'OptimismNetwork' | 'OpNode';

const isSequencer = ({ kind, spec }: Resource): boolean => kind === 'OpNode' && spec.props.nodeType === 'sequencer';

/** Finds what each resource refers to; reports what is there twice, what leads nowhere, to the wrong kind, or in a circle. */
export function resolveReferences(given: readonly Resource[]): ReadonlyMap<Resource, Links> {
  const resources = withoutDuplicates(given);
  const links = new Map(resources.map((resource) => [resource, linksOf(resource, resources)] as const));
  const circular = checkCycles(links);
  for (const [resource, { network, sequencer }] of links) {
    if (sequencer && !circular.has(resource)) checkSequencer(resource, sequencer, network, links.get(sequencer)?.network);
  }
  checkSequencers(links);
  return links;
}

function withoutDuplicates(resources: readonly Resource[]): readonly Resource[] {
  const titles = new Set<string>();
  return resources.filter((resource) => {
    const title = titleOf(resource);
    const again = resource.name !== '' && titles.has(title);
    if (again) resource.problems.error('DUPLICATE_RESOURCE', 'metadata.name', `there is ${title} already`, 'Remove one of the two, or rename it');
    titles.add(title);
    return !again;
  });
}

const referenceIn = ({ spec }: Resource, prop: string): Reference | undefined => {
  const value = spec.props[prop];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table reads these props as references
  return value as Reference | undefined;
};

function linksOf(resource: Resource, resources: readonly Resource[]): Links {
  if (resource.kind === 'OptimismNetwork') return {};
  const network = find(resource, 'optimismNetworkRef', referenceIn(resource, 'network'), 'OptimismNetwork', resources);
  const ref = referenceIn(resource, 'sequencer') ?? referenceIn(resource, 'nodes');
  return { network, sequencer: ref ? find(resource, 'sequencerRef', ref, 'OpNode', resources) : usualSequencer(resource, network, resources) };
}

function find(from: Resource, field: string, ref: Reference | undefined, kind: Target, resources: readonly Resource[]): Resource | undefined {
  if (!ref) return undefined;
  const namespace = ref.namespace ?? from.namespace;
  const candidates = resources.filter((each) => each.kind === kind);
  const found = candidates.find((each) => each.name === ref.name && each.namespace === namespace);
  if (!found) {
    const elsewhere = candidates.filter(({ name }) => name === ref.name).map(({ namespace: other }) => other).filter((other) => other !== undefined);
    const near = didYouMean(nearest(candidates.filter((each) => each.namespace === namespace).map(({ name }) => name), ref.name));
    const hint = elsewhere.length > 0 ? `There is one in ${elsewhere.join(' and ')}: add namespace` : near ?? `Add it to the text, or name one that is there${candidates.length > 0 ? `: ${candidates.map(titleOf).join(', ')}` : ''}`;
    from.problems.error('UNKNOWN_REFERENCE', `spec.${field}.name`, `there is no ${titleOf({ kind, name: ref.name, namespace })}`, hint);
  }
  return found;
}

/** The plan lets some leave it out: then it is the one sequencer that the network has. */
function usualSequencer(resource: Resource, network: Resource | undefined, resources: readonly Resource[]): Resource | undefined {
  if (!network || isSequencer(resource) || resource.spec.given.has('sequencerUrl')) return undefined;
  const nodes = resources.filter((each) => each.kind === 'OpNode' && refersTo(each, network));
  const all = nodes.filter(isSequencer);
  // A node whose role is not known may be the one; that it is not known was reported.
  if (nodes.some(({ spec }) => spec.props.nodeType === undefined)) return undefined;
  if (all.length === 1 || (resource.kind === 'OpNode' && all.length === 0)) return all[0];
  const what = all.length === 0 ? 'has no sequencer in the text' : `has ${all.length} sequencers`;
  resource.problems.error('MISSING_SEQUENCER', 'spec.sequencerRef', `the field is missing, and ${titleOf(network)} ${what}`, 'Name the OpNode that builds its blocks: { name: …, namespace: … }');
  return undefined;
}

function refersTo(resource: Resource, network: Resource): boolean {
  const ref = referenceIn(resource, 'network');
  return ref?.name === network.name && (ref.namespace ?? resource.namespace) === network.namespace;
}

/** @returns the resources that are part of a circle, or lead into one */
function checkCycles(links: ReadonlyMap<Resource, Links>): ReadonlySet<Resource> {
  const circular = new Set<Resource>();
  for (const start of links.keys()) {
    const way: Resource[] = [];
    let at: Resource | undefined = start;
    while (at && !way.includes(at)) {
      way.push(at);
      at = links.get(at)?.sequencer;
    }
    if (!at) continue;
    circular.add(start);
    if (at === start) start.problems.error('REFERENCE_CYCLE', 'spec.sequencerRef', `the references lead in a circle: ${[...way, at].map(titleOf).join(' → ')}`, 'Refer to the node that builds blocks, and let that refer to none');
  }
  return circular;
}

function checkSequencer(resource: Resource, sequencer: Resource, network: Resource | undefined, itsNetwork: Resource | undefined): void {
  const { problems } = resource;
  if (isSequencer(resource)) {
    problems.error('SEQUENCER_FORWARDS', 'spec.sequencerRef', 'a sequencer that forwards its transactions sends them in a circle', 'Leave it out, or make the node a replica');
    return;
  }
  // Whether it is one is not known where its role is missing, and that was reported.
  if (sequencer.spec.props.nodeType === 'replica') {
    problems.error('NOT_A_SEQUENCER', 'spec.sequencerRef', `${titleOf(sequencer)} is a replica`, 'Name the OpNode that builds blocks');
  }
  if (network && itsNetwork && network !== itsNetwork) {
    problems.error('OTHER_NETWORK', 'spec.sequencerRef', `${titleOf(sequencer)} is of ${titleOf(itsNetwork)}, and this of ${titleOf(network)}`, 'Refer to a network and its own sequencer');
  }
}

function checkSequencers(links: ReadonlyMap<Resource, Links>): void {
  const first = new Map<Resource, Resource>();
  for (const [resource, { network }] of links) {
    if (!network || !isSequencer(resource)) continue;
    const other = first.get(network);
    if (other) resource.problems.error('TWO_SEQUENCERS', 'spec.nodeType', `${titleOf(other)} builds the blocks of ${titleOf(network)} already`, 'Make one of them a replica');
    else first.set(network, resource);
  }
}
