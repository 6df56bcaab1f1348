import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeFunctionData, getAddress, type Abi, type Address, type Hex } from 'viem';
import type { Client } from './anvil';
import { untyped } from '../../support/fixtures';

export interface Artifact {
  readonly abi: Abi;
  readonly bytecode: Hex;
}

interface ArtifactFile {
  readonly abi: Abi;
  readonly bytecode: Hex | { readonly object: Hex };
}

/** Builds of the real contracts that npm has: what forge wrote, or hardhat before it. */
export const packages = {
  '2.3': '@eth-optimism/contracts-bedrock',
  '1.12': 'contracts-bedrock-1.12',
  '1.3': 'contracts-bedrock-1.3',
} as const;

export type Generation = keyof typeof packages;

/** More than any of the contracts takes; an estimate is a request more, and too low where a call is made with 63/64 of the rest. */
const GAS = 10_000_000n;
const FOLDERS = ['forge-artifacts', 'artifacts/contracts/L1', 'artifacts/contracts/universal', 'artifacts/contracts/legacy'];

export function artifact(generation: Generation, name: string): Artifact {
  const root = dirname(require.resolve(`${packages[generation]}/package.json`));
  const file = FOLDERS.map((folder) => join(root, folder, `${name}.sol`, `${name}.json`)).find((each) => existsSync(each));
  if (file === undefined) throw new Error(`${packages[generation]} has no ${name}`);
  const { abi, bytecode } = untyped<ArtifactFile>(JSON.parse(readFileSync(file, 'utf8')));
  return { abi, bytecode: objectOf(bytecode) };
}

const objectOf = (code: Hex | { readonly object: Hex }): Hex => (typeof code === 'string' ? code : code.object);

/** Deploys contracts of one generation, and sends to them. */
export interface Deployer {
  /** Makes the contract itself. */
  readonly deploy: (name: string, ...args: readonly unknown[]) => Promise<Address>;
  /** Makes an implementation, puts it behind a proxy and initializes it. */
  readonly upgrade: (proxy: Address, name: string, constructed: readonly unknown[], initialized?: readonly unknown[]) => Promise<Address>;
  readonly send: (name: string, to: Address, method: string, ...args: readonly unknown[]) => Promise<void>;
}

export function deployerOf(client: Client, generation: Generation): Deployer {
  const sent = async (hash: Hex): Promise<Address | undefined> => {
    const { status, contractAddress } = await client.waitForTransactionReceipt({ hash, pollingInterval: 4 });
    if (status !== 'success') throw new Error('reverted');
    return contractAddress ? getAddress(contractAddress) : undefined;
  };
  const deploy: Deployer['deploy'] = async (name, ...args) => (await sent(await client.deployContract({ ...artifact(generation, name), args, gas: GAS })))!;
  const send: Deployer['send'] = async (name, to, method, ...args) => {
    await sent(await client.sendTransaction({ to, data: encodeFunctionData({ abi: artifact(generation, name).abi, functionName: method, args }), gas: GAS }));
  };
  return {
    deploy,
    send,
    upgrade: async (proxy, name, constructed, initialized) => {
      const implementation = await deploy(name, ...constructed);
      if (initialized === undefined) await send('Proxy', proxy, 'upgradeTo', implementation);
      else await send('Proxy', proxy, 'upgradeToAndCall', implementation, encodeFunctionData({ abi: artifact(generation, name).abi, functionName: 'initialize', args: initialized }));
      return implementation;
    },
  };
}
