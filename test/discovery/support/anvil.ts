import { spawn } from 'node:child_process';
import { createTestClient, defineChain, http, publicActions, walletActions, type Hex } from 'viem';

/** The first account that anvil unlocks. */
export const DEPLOYER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
export const SEPOLIA = 11155111;

const SYSTEM = process.platform === 'win32' ? 'win32' : process.platform;
const ARCH = process.arch === 'x64' ? 'amd64' : process.arch;
const LISTENING = /Listening on (127\.0\.0\.1:\d+)/;
/** Ends anvil when standard input ends, which it also does when the process of the tests is killed; ends when anvil does. */
const GUARD = 'exec 3<&0 4>&2 2>/dev/null; "$@" 3<&- 2>&4 & pid=$!; { read -r _ <&3; kill -9 $pid; } & wait $pid';

export type Client = ReturnType<typeof clientOf>;

/** A running anvil. */
export interface Anvil {
  readonly url: string;
  readonly client: Client;
  readonly stop: () => Promise<void>;
}

/**
 * Starts anvil on a free port; the binary itself, without the package's wrapper in between.
 *
 * @param chain its id, or the path of a genesis.json
 */
export async function startAnvil(chain: number | string = SEPOLIA): Promise<Anvil> {
  const binary = require.resolve(`@foundry-rs/anvil-${SYSTEM}-${ARCH}/bin/anvil`);
  const args = ['--port', '0', typeof chain === 'number' ? '--chain-id' : '--init', String(chain)];
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', binary, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };
  const listening = new Promise<string>((resolve) => {
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const host = LISTENING.exec((printed += text))?.[1];
      if (host === undefined) return;
      child.stdout.removeAllListeners('data').resume();
      resolve(`http://${host}`);
    });
  });
  const url = await Promise.race([listening, exited]);
  if (url === undefined) {
    await stop();
    throw new Error('anvil does not start');
  }
  return { url, client: clientOf(url), stop };
}

/** Gives addresses code and storage, all in one request. */
export async function place(url: string, contracts: Iterable<readonly [address: string, code: Hex, storage?: Readonly<Record<Hex, Hex>>]>): Promise<void> {
  const calls = [...contracts].flatMap(([address, code, storage = {}]) => [
    ['anvil_setCode', address, code],
    ...Object.entries(storage).map(([slot, value]) => ['anvil_setStorageAt', address, slot, value]),
  ]);
  const body = calls.map(([method, ...params], id) => ({ jsonrpc: '2.0', id, method, params }));
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.text();
  if (answer.includes('"error"')) throw new Error(answer);
}

const chain = defineChain({ id: SEPOLIA, name: 'anvil', nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, rpcUrls: { default: { http: [] } } });

function clientOf(url: string) {
  return createTestClient({ mode: 'anvil', chain, transport: http(url), account: DEPLOYER, pollingInterval: 4, cacheTime: 0 }).extend(publicActions).extend(walletActions);
}
