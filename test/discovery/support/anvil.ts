import { spawn } from 'node:child_process';
import { createTestClient, defineChain, http, publicActions, walletActions, type Hex } from 'viem';
import { onPath } from '../../../scripts/kube-tools';

/** The first account that anvil unlocks. */
export const DEPLOYER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
export const SEPOLIA = 11155111;

/** The binary of the npm package, which is there on Linux x64 alone. */
function fromNpm(): string | undefined {
  try {
    return require.resolve('@foundry-rs/anvil-linux-amd64/bin/anvil');
  } catch {
    return undefined;
  }
}

const program = fromNpm() ?? onPath('anvil');
if (program === undefined) {
  if (process.platform === 'linux' && process.arch === 'x64') throw new Error('anvil is missing, which `npm ci` installs here');
  process.stderr.write('SKIPPED: anvil is neither on PATH nor, but for Linux x64, in the npm package, so no L1 is asked\n');
  // Every test of a file that needs one would fail at the same place.
  Object.assign(globalThis, { it: it.skip, test: test.skip });
}

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
  if (program === undefined) throw new Error('anvil is not there');
  const args = ['--port', '0', typeof chain === 'number' ? '--chain-id' : '--init', String(chain)];
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
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
