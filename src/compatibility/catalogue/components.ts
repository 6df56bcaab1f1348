import { parseRows, type CatalogueData, type CataloguedVersions, type Row } from './history';

/** The programs whose flags are catalogued. */
export const cataloguedComponents = [
  'op-node',
  'kona-node',
  'op-reth',
  'op-geth',
  'op-batcher',
  'op-proposer',
  'op-challenger',
  'op-conductor',
  'op-dispute-mon',
  'op-supernode',
] as const;

/** A program whose flags are catalogued. */
export type CataloguedComponent = (typeof cataloguedComponents)[number];

interface DataModule {
  readonly data: CatalogueData;
}

/** A data file is loaded when its component is first asked for. */
const load: Readonly<Record<CataloguedComponent, () => DataModule>> = {
  'op-node': () => require('./data/op-node'),
  'kona-node': () => require('./data/kona-node'),
  'op-reth': () => require('./data/op-reth'),
  'op-geth': () => require('./data/op-geth'),
  'op-batcher': () => require('./data/op-batcher'),
  'op-proposer': () => require('./data/op-proposer'),
  'op-challenger': () => require('./data/op-challenger'),
  'op-conductor': () => require('./data/op-conductor'),
  'op-dispute-mon': () => require('./data/op-dispute-mon'),
  'op-supernode': () => require('./data/op-supernode'),
};

/** What is known of one component, parsed; see {@link CatalogueData}. */
export interface History {
  readonly prefix: string | undefined;
  readonly versions: CataloguedVersions;
  readonly rows: readonly Row[];
}

const histories = new Map<CataloguedComponent, History>();

/** Loads and parses the data of one component, once. */
export function historyOf(component: CataloguedComponent): History {
  let history = histories.get(component);
  if (!history) {
    const { data } = load[component]();
    history = { prefix: data.prefix, versions: data.versions, rows: parseRows(data) };
    histories.set(component, history);
  }
  return history;
}

/** The versions of `component` whose flags are known, oldest first. */
export function cataloguedVersions(component: CataloguedComponent): CataloguedVersions {
  return historyOf(component).versions;
}
