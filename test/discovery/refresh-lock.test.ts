import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEPOLIA, startAnvil } from './support/anvil';
import { startFaultProxy } from './support/fault-proxy';
import { placeChain } from './support/networks';
import { rejection } from './support/outcome';
import { perFile } from './support/per-file';
import { VALUES, type Contracts } from './support/releases';
import { readLock, refreshLock, writeLock, type Lock, type RefreshOptions } from '../../src/discovery';
import { ADDRESS, rollup } from '../support/fixtures';

const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));
const HOUR = 3_600_000;

let at: Contracts;
let folder: string;
let path: string;
let warnings: string[];
beforeAll(async () => {
  at = await placeChain(anvil().url, 'refresh');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refresh-'));
  path = join(folder, 'acme.lock.json');
  warnings = [];
  jest.spyOn(process, 'emitWarning').mockImplementation((message: string | Error) => void warnings.push(String(message)));
  proxy().reset();
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const refresh = async (more: Partial<RefreshOptions> = {}): Promise<Lock> => refreshLock(path, { l1: proxy().url, systemConfig: at.SystemConfig, block: 'latest', retries: 0, ...more });
const read = (): string => readFileSync(path, 'utf8');
/** Puts a lock there, whatever is there. */
const lay = (lock: Lock): boolean => writeLock(path, lock, { renew: true });
/** Lets the clock go on. */
const later = (milliseconds: number): void => {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + milliseconds);
};
const down = (): void => proxy().reset(() => ({ status: 503 }));
/** A lock of the chain that was found out about at the given time, with an inbox that nobody has. */
const old = (over: Partial<Lock> = {}): Lock => ({
  schema: 1, chainId: VALUES.chainId, l1ChainId: SEPOLIA, systemConfigAddr: at.SystemConfig, batchInboxAddr: ADDRESS.oracle,
  block: { number: 1, hash: `0x${'a'.repeat(64)}`, timestamp: Math.floor(Date.now() / 1000) - 2 * 24 * 3600 },
  provenance: { chainId: 'on-chain:SystemConfig.l2ChainId', l1ChainId: 'explicit', systemConfigAddr: 'explicit', batchInboxAddr: 'explicit' },
  ...over,
});
const fresh = (over: Partial<Lock> = {}): Lock => old({ block: { number: 1, hash: `0x${'a'.repeat(64)}`, timestamp: Math.floor(Date.now() / 1000) - 60 }, ...over });

describe('refreshing a lock', () => {
  it('makes a file that is missing, and leaves it alone for a day', async () => {
    const lock = await refresh();
    expect(lock.disputeGameFactoryAddr).toBe(at.DisputeGameFactory);
    expect(readLock(path)).toStrictEqual(lock);
    const text = read();
    proxy().reset();
    expect(await refresh()).toStrictEqual(lock);
    later(23 * HOUR);
    expect(await refresh()).toStrictEqual(lock);
    expect(proxy().seen).toHaveLength(0);
    expect(read()).toBe(text);
    expect(readdirSync(folder)).toStrictEqual(['acme.lock.json']);
  });

  it('reads the chain anew after a day, or what is asked for', async () => {
    lay(old());
    expect((await refresh()).batchInboxAddr).toBeUndefined();
    lay(fresh());
    expect((await refresh({ cacheTimeout: HOUR })).batchInboxAddr).toBe(ADDRESS.oracle);
    expect((await refresh({ cacheTimeout: 1000 })).batchInboxAddr).toBeUndefined();
    lay(old());
    expect((await refresh({ cacheTimeout: 72 * HOUR })).batchInboxAddr).toBe(ADDRESS.oracle);
  });

  it('counts from the new block where nothing else has changed', async () => {
    const lock = await refresh();
    lay({ ...lock, block: old().block! });
    await refresh();
    expect(readLock(path).block).toStrictEqual(lock.block);
    expect(await refresh({ frozen: true })).toStrictEqual(lock);
  });

  it.each<[string, () => Partial<Lock>, () => Partial<RefreshOptions>]>([
    ['on another L1', () => ({ l1ChainId: 1 }), () => ({ l1ChainId: SEPOLIA })],
    ['with another id', () => ({ chainId: 1 }), () => ({ chainId: VALUES.chainId })],
    ['with another SystemConfig', () => ({ systemConfigAddr: ADDRESS.systemConfig }), () => ({})],
    ['with another SystemConfig in rollup.json', () => ({ systemConfigAddr: ADDRESS.systemConfig }), () => ({ systemConfig: undefined, rollupConfig: { ...rollup, l2_chain_id: VALUES.chainId, l1_system_config_address: at.SystemConfig } })],
  ])('takes no lock of a chain %s', async (_, other, options) => {
    lay(fresh(other()));
    expect(await rejection(refresh({ ...options(), frozen: true }))).toMatchObject({ code: 'LOCK_MISSING' });
    lay(fresh());
    expect(await refresh({ ...options(), frozen: true })).toStrictEqual(readLock(path));
  });

  it('replaces the lock of another chain', async () => {
    lay(fresh({ systemConfigAddr: ADDRESS.systemConfig }));
    await refresh();
    expect(readLock(path)).toMatchObject({ systemConfigAddr: at.SystemConfig, disputeGameFactoryAddr: at.DisputeGameFactory });
  });

  it.each(['', '{', '{}', '<<<<<<< HEAD'])('replaces a file that holds %j', async (text) => {
    writeFileSync(path, text);
    await refresh();
    expect(readLock(path).systemConfigAddr).toBe(at.SystemConfig);
  });
});

describe('an endpoint that is down', () => {
  it('leaves an old lock in force, with a warning', async () => {
    lay(old());
    const text = read();
    down();
    expect(await refresh()).toStrictEqual(old({ block: readLock(path).block! }));
    expect(read()).toBe(text);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/acme\.lock\.json: the chain cannot be read \(RPC_UNAVAILABLE\), and the lock that is used is from 20\d\d-.*\(LOCK_STALE\)$/);
  });

  it('is an error without a lock of the chain', async () => {
    down();
    expect(await rejection(refresh())).toMatchObject({ code: 'RPC_UNAVAILABLE' });
    lay(old({ systemConfigAddr: ADDRESS.systemConfig }));
    expect(await rejection(refresh())).toMatchObject({ code: 'RPC_UNAVAILABLE' });
    expect(readLock(path).systemConfigAddr).toBe(ADDRESS.systemConfig);
  });

  it.each<[string, () => Partial<RefreshOptions>]>([
    ['RPC_UNAUTHORIZED', () => (proxy().reset(() => ({ status: 401 })), {})],
    ['L1_CHAIN_MISMATCH', () => (proxy().reset(({ calls }) => (calls.some(({ method }) => method === 'eth_chainId') ? { answer: () => ({ result: '0x1' }) } : undefined)), { l1ChainId: SEPOLIA })],
    ['INVALID_OPTION', () => ({ retries: -1 })],
  ])('is not what %s means', async (code, act) => {
    lay(old());
    expect(await rejection(refresh(act()))).toMatchObject({ code });
  });
});

describe('a frozen lock', () => {
  it('asks nobody', async () => {
    lay(fresh());
    expect((await refresh({ frozen: true })).batchInboxAddr).toBe(ADDRESS.oracle);
    lay(old());
    const text = read();
    expect(await rejection(refresh({ frozen: true }))).toMatchObject({ code: 'LOCK_STALE', prop: path, hint: expect.stringContaining('commit') });
    expect(await rejection(refresh({ frozen: true }))).toMatchObject({ message: expect.stringMatching(/is from 20\d\d-\d\d-\d\dT.*Z, older/) });
    expect(read()).toBe(text);
    expect(proxy().seen).toHaveLength(0);
  });

  it('has to be there, be readable, and be of the chain', async () => {
    expect(await rejection(refresh({ frozen: true }))).toMatchObject({ code: 'LOCK_MISSING', prop: path });
    lay(fresh({ systemConfigAddr: ADDRESS.systemConfig }));
    expect(await rejection(refresh({ frozen: true }))).toMatchObject({ code: 'LOCK_MISSING' });
    writeFileSync(path, '{');
    expect(await rejection(refresh({ frozen: true }))).toMatchObject({ code: 'INVALID_LOCK' });
    expect(read()).toBe('{');
    expect(proxy().seen).toHaveLength(0);
  });
});
