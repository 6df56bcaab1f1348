import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Address, Hex } from 'viem';
import { startAnvil, type Anvil } from './anvil';
import { untyped } from '../../support/fixtures';

const FOLDER = join(__dirname, '../../../../shared/fixtures/op-deployer');
const GAS_LIMIT = '0x3938700';

/** A deployment that op-deployer really made; absent where the fixtures are. */
export const stateFile = join(FOLDER, 'state-jovian.json');
export const rollupFile = join(FOLDER, 'rollup-jovian.json');
export const hasState = existsSync(stateFile) && existsSync(rollupFile);

/** The parts of the file that say what is right. */
export interface State {
  readonly appliedIntent: { readonly l1ChainID: number; readonly chains: readonly [{ readonly gasLimit: number; readonly eip1559Denominator: number; readonly eip1559Elasticity: number; readonly roles: Readonly<Record<string, Address>> }] };
  readonly superchainContracts: Readonly<Record<string, Address>>;
  readonly superchainRoles: Readonly<Record<string, Address>>;
  readonly opChainDeployments: readonly [Readonly<Record<string, Address>>];
  readonly l1StateDump: string;
}

export const readState = (): State => untyped<State>(JSON.parse(readFileSync(stateFile, 'utf8')));

interface Account {
  readonly balance?: Hex;
  readonly nonce?: Hex;
  readonly code?: Hex;
  readonly storage?: Readonly<Record<Hex, Hex>>;
}

/** The accounts of the L1 after the deployment. */
export function accountsOf({ l1StateDump }: State): Readonly<Record<Address, Account>> {
  const dump = untyped<Readonly<Record<Address, Account>>>(JSON.parse(gunzipSync(Buffer.from(l1StateDump, 'base64')).toString('utf8')));
  return Object.fromEntries(Object.entries(dump).map(([address, account]) => [address, { balance: '0x0', ...account }]));
}

/** Starts an L1 whose first block holds these accounts. */
export async function startL1(chainId: number, alloc: Readonly<Record<string, Account>>): Promise<Anvil> {
  const folder = mkdtempSync(join(tmpdir(), 'l1-'));
  const genesis = join(folder, 'genesis.json');
  const config = { chainId, homesteadBlock: 0, byzantiumBlock: 0, londonBlock: 0, terminalTotalDifficulty: 0, shanghaiTime: 0, cancunTime: 0, pragueTime: 0 };
  writeFileSync(genesis, JSON.stringify({ config, nonce: '0x0', timestamp: '0x69667aa3', extraData: '0x', gasLimit: GAS_LIMIT, difficulty: '0x0', alloc }));
  try {
    return await startAnvil(genesis);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
