import { place } from './anvil';
import { machineCode, type Getters } from './answer-machine';
import { contractsOf, gettersOf, machinesOf, releases, type ContractName, type Contracts, type Release } from './releases';

const VERSION = 'version() view returns (string)';

/** The release that most tests are on: the newest one whose contracts were seen. */
export const release: Release = releases.find(({ name }) => name === 'v5.0.0')!;

/** Places the contracts of a chain, some of them with other answers; each name gives a chain of its own. */
export async function placeChain(url: string, name: string, over: Partial<Record<ContractName, Getters>> = {}, of = release): Promise<Contracts> {
  const at = contractsOf(of, name);
  const own = gettersOf(of, at);
  const changed = Object.fromEntries(Object.entries(over).map(([contract, getters]) => [contract, { ...Object.entries(own).find(([each]) => each === contract)![1], ...getters }]));
  await place(url, machinesOf(of, at, 'revert', changed));
  return at;
}

/** Code of a contract that answers only to its version. */
export const versionOnly = machineCode({ [VERSION]: '1.0.0' });
