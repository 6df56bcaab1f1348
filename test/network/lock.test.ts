import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { locks, shuffled } from './lock-arbitrary';
import type { ContractAddresses } from '../../src';
import type { Lock } from '../../src/network/lock';
import { readLock, writeLock } from '../../src/network/lock-file';
import { leavesOf, objectOf } from '../../src/network/lock-leaves';
import { ADDRESS, customNetwork, problemsOf, untyped, withNetwork } from '../support/fixtures';

let folder: string;
let path: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'acme.lock.json');
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

const hash = (digit: string): string => `0x${digit.repeat(64)}`;
const lock: Lock = {
  schema: 1, chainId: 42069, l1ChainId: 11155111,
  systemConfigAddr: ADDRESS.systemConfig, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8,
  settings: { gasLimit: '60000000' },
  games: { 8: { prestate: hash('a'), bond: '80000000000000000' }, 1: { implementationAddr: ADDRESS.oracle } },
  versions: { SystemConfig: '3.14.2' },
  block: { number: 8_000_000, hash: hash('b'), timestamp: 1_785_000_000 },
  provenance: {
    chainId: 'rollup-config', l1ChainId: 'rollup-config', systemConfigAddr: 'explicit',
    disputeGameFactoryAddr: 'on-chain:OptimismPortal.disputeGameFactory', respectedGameType: 'on-chain:OptimismPortal.respectedGameType',
    'settings.gasLimit': 'on-chain:SystemConfig.gasLimit',
    'games.8.prestate': 'on-chain:DisputeGameFactory.gameArgs', 'games.8.bond': 'on-chain:DisputeGameFactory.initBonds', 'games.1.implementationAddr': 'on-chain:DisputeGameFactory.gameImpls',
    'versions.SystemConfig': 'on-chain:SystemConfig.version',
  },
};
const later: Lock = { ...lock, block: { number: 8_100_000, hash: hash('c'), timestamp: 1_786_000_000 } };
const other: Lock = { ...lock, respectedGameType: 9 };

const read = (): string => fs.readFileSync(path, 'utf8');
const rejected = (content: unknown): readonly string[] => {
  fs.writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return problemsOf(() => readLock(path)).map(({ code, prop, message, hint }) => {
    expect(hint).toContain('`cdk8s-op-stack discover`');
    return `${code} ${prop.replace(path, '@')} ${message}`;
  });
};

describe('the lock file', () => {
  it('gives back what was written', () => {
    fc.assert(fc.property(locks, (any) => {
      writeLock(path, any, { renew: true });
      expect(readLock(path)).toStrictEqual(any);
    }));
  });

  it('has one text, whatever the order of the keys', () => {
    fc.assert(fc.property(locks, (any) => {
      writeLock(path, any, { renew: true });
      const text = read();
      fs.rmSync(path);
      writeLock(path, untyped<Lock>(shuffled(any)));
      expect(read()).toBe(text);
    }));
  });

  it('is sorted, and ends with a newline', () => {
    writeLock(path, lock);
    expect(Object.keys(untyped<object>(JSON.parse(read())))).toStrictEqual(['block', 'chainId', 'disputeGameFactoryAddr', 'games', 'l1ChainId', 'provenance', 'respectedGameType', 'schema', 'settings', 'systemConfigAddr', 'versions']);
    expect(read()).toMatch(/^\{\n {2}"block": \{\n[^]*\}\n$/);
  });

  it('can stand where contract addresses can', () => {
    writeLock(path, lock);
    const contracts: ContractAddresses = readLock(path);
    expect(contracts.disputeGameFactoryAddr).toBe(ADDRESS.factory);
    expect(withNetwork(customNetwork({ contractAddresses: readLock(path) })).network.contracts).toMatchObject({ disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 });
  });
});

describe('writing a lock', () => {
  it('leaves a file alone that says the same at another block, or in another order', () => {
    expect(writeLock(path, lock)).toBe(true);
    expect(writeLock(path, later)).toBe(false);
    fs.writeFileSync(path, JSON.stringify(shuffled(lock)));
    const text = read();
    expect(writeLock(path, later)).toBe(false);
    expect(read()).toBe(text);
    expect(writeLock(path, other)).toBe(true);
    expect(readLock(path)).toStrictEqual(other);
  });

  it('takes a later block when asked to', () => {
    writeLock(path, lock);
    expect(writeLock(path, later, { renew: true })).toBe(true);
    expect(writeLock(path, later, { renew: true })).toBe(false);
    expect(readLock(path).block?.number).toBe(8_100_000);
  });

  it.each(['', '{', '[]', 'null', '<<<<<<< HEAD\n{}', JSON.stringify({ ...lock, block: undefined }), JSON.stringify({ ...lock, block: { ...lock.block, number: -1 } })])('replaces a file that is no lock: %j', (text) => {
    fs.writeFileSync(path, text);
    expect(writeLock(path, lock)).toBe(true);
    expect(readLock(path)).toStrictEqual(lock);
  });

  it.each(['openSync', 'writeFileSync', 'fsyncSync', 'renameSync'] as const)('leaves the old file whole, and nothing else, when %s fails', (step) => {
    writeLock(path, lock);
    const text = read();
    jest.spyOn(fs, step).mockImplementationOnce(() => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    expect(problemsOf(() => writeLock(path, other))).toMatchObject([{ code: 'LOCK_NOT_WRITTEN', message: 'the file cannot be written (ENOSPC)' }]);
    expect(read()).toBe(text);
    expect(fs.readdirSync(folder)).toStrictEqual(['acme.lock.json']);
  });

  it('has all of the new file on disk before the old one goes', () => {
    writeLock(path, lock);
    const steps: string[] = [];
    const { fsyncSync: sync, renameSync: rename } = fs;
    jest.spyOn(fs, 'fsyncSync').mockImplementation((file) => (steps.push('fsync'), sync(file)));
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      steps.push('rename');
      expect(readLock(String(from))).toStrictEqual(other);
      expect(readLock(path)).toStrictEqual(lock);
      rename(from, to);
    });
    writeLock(path, other);
    expect(steps).toStrictEqual(['fsync', 'rename']);
  });

  it('keeps the mode of the file', () => {
    writeLock(path, lock);
    fs.chmodSync(path, 0o664);
    writeLock(path, other);
    expect(fs.statSync(path).mode & 0o777).toBe(0o664);
  });

  it('writes through a link', () => {
    const link = join(folder, 'link.json');
    writeLock(path, lock);
    fs.symlinkSync('acme.lock.json', link);
    writeLock(link, other);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readLock(path)).toStrictEqual(other);
  });

  it('refuses what could not be read again', () => {
    expect(problemsOf(() => writeLock(path, { ...lock, chainId: 0.5, provenance: {} }))).toMatchObject([{ code: 'INVALID_LOCK', prop: `${path}: chainId` }]);
    expect(fs.existsSync(path)).toBe(false);
  });

  it('says so when the folder is missing', () => {
    expect(problemsOf(() => writeLock(join(folder, 'none', 'a.json'), lock))).toMatchObject([{ code: 'LOCK_NOT_WRITTEN', message: 'the file cannot be written (ENOENT)' }]);
  });
});

describe('reading a lock', () => {
  it('says how to make a file that is missing', () => {
    expect(problemsOf(() => readLock(path))).toMatchObject([{ code: 'LOCK_NOT_READ', prop: path, message: 'the file cannot be read (ENOENT)', hint: expect.stringContaining('`cdk8s-op-stack discover`') }]);
  });

  it('says where a file stops being JSON', () => {
    expect(rejected('{\n<<<<<<< HEAD\n')).toStrictEqual(['INVALID_LOCK @ the file is no valid JSON at line 2, column 1']);
  });

  it.each(['null', '[]', '7', '"lock"'])('refuses %s', (text) => {
    expect(rejected(text)).toStrictEqual(['INVALID_LOCK @ this is no object']);
  });

  it('reports every problem at once', () => {
    expect(rejected({
      ...lock, schema: 2, chainId: '42069', systemConfigAddr: ADDRESS.systemConfig.toLowerCase(), extra: 1, l1ChainId: undefined,
      settings: { gasLimit: 60000000, minBaseFee: '01', operatorFeeConstant: (1n << 256n).toString() },
      games: { eight: {}, 9: { prestate: '0xab', implementationAddr: `0x${'0'.repeat(40)}` } },
      versions: { SystemConfig: 'v3' }, block: { number: -1, hash: hash('B'), timestamp: 1 }, provenance: { chainId: 'somewhere' },
    })).toStrictEqual([
      'INVALID_LOCK @: l1ChainId this is missing',
      'INVALID_LOCK @: schema this is no schema of this version, which is 1',
      'INVALID_LOCK @: chainId this is no chain id',
      'INVALID_LOCK @: systemConfigAddr this is no address with the capitals of its checksum, other than zero',
      'INVALID_LOCK @: settings.gasLimit this is no whole number of up to 256 bits, written in decimal between quotes',
      'INVALID_LOCK @: settings.minBaseFee this is no whole number of up to 256 bits, written in decimal between quotes',
      'INVALID_LOCK @: settings.operatorFeeConstant this is no whole number of up to 256 bits, written in decimal between quotes',
      'INVALID_LOCK @: games.9.prestate this is no 32 bytes in lower-case hex',
      'INVALID_LOCK @: games.9.implementationAddr this is no address with the capitals of its checksum, other than zero',
      'INVALID_LOCK @: games.eight this is no number of a game type',
      'INVALID_LOCK @: versions.SystemConfig this is no version',
      'INVALID_LOCK @: block.number this is no whole number',
      'INVALID_LOCK @: block.hash this is no 32 bytes in lower-case hex',
      'INVALID_LOCK @: provenance.chainId this is no source of a value',
      'INVALID_LOCK @: extra there is no such field',
    ]);
  });

  it('wants a source for each value, and a value for each source', () => {
    const { chainId: _, ...sources } = lock.provenance;
    expect(rejected({ ...lock, provenance: { ...sources, 'settings.minBaseFee': 'explicit' } })).toStrictEqual([
      'INVALID_LOCK @: provenance.chainId the source of this value is missing',
      'INVALID_LOCK @: provenance.settings.minBaseFee this is the source of a value that is missing',
    ]);
    expect(rejected({ ...lock, block: undefined })).toStrictEqual(['INVALID_LOCK @: block the block that the values were read at is missing']);
  });

  it('takes no field from the prototype', () => {
    expect(rejected(JSON.stringify(lock).replace('{', '{"__proto__":{"chainId":1},'))).toStrictEqual(['INVALID_LOCK @: __proto__ there is no such field']);
  });

  it('finds a field that was taken away or broken, wherever it is', () => {
    fc.assert(fc.property(locks, fc.nat(), fc.constantFrom(undefined, null, true, {}, [], 'none', -1, 0.5), (any, at, wrong) => {
      const leaves = leavesOf(any).filter(([leaf]) => leaf !== 'schema' && !leaf.startsWith('provenance.') && !leaf.startsWith('block.'));
      const [broken] = leaves[at % leaves.length]!;
      const value = objectOf(leaves.map(([leaf, right]) => [leaf, leaf === broken ? untyped<string>(wrong) : right]));
      expect(rejected({ ...value, schema: 1, block: any.block, provenance: any.provenance }).join('\n')).toContain(broken);
    }));
  });
});
