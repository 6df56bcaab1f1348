import * as fc from 'fast-check';
import type { Lock, LockedValues, Provenance } from '../../src/network/lock';
import { leavesOf } from '../../src/network/lock-leaves';
import { checksumAddress, type Address } from '../../src/keys';

const hex = (bytes: number): fc.Arbitrary<string> => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((data) => `0x${Buffer.from(data).toString('hex')}`);
const address: fc.Arbitrary<Address> = hex(20).filter((text) => !/^0x0+$/.test(text)).map(checksumAddress);
const decimal = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }).map(String);
const uint32 = fc.nat(2 ** 32 - 1);
const contractName = fc.constantFrom('SystemConfig', 'OptimismPortal', 'DisputeGameFactory', 'L1StandardBridge');
const chainId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const settings = fc.record({ batcherAddr: address, proposerAddr: address, gasLimit: decimal, eip1559Denominator: uint32, minBaseFee: decimal }, { requiredKeys: [], noNullPrototype: true });
const game = fc.record({ implementationAddr: address, prestate: hex(32), bond: decimal }, { requiredKeys: [], noNullPrototype: true });

/** What a source says of a chain. */
export const lockedValues: fc.Arbitrary<LockedValues> = fc.record(
  {
    chainId, l1ChainId: chainId, systemConfigAddr: address,
    optimismPortalAddr: address, disputeGameFactoryAddr: address, l2OutputOracleAddr: address, respectedGameType: uint32, batchInboxAddr: address,
    settings,
    games: fc.dictionary(uint32.map(String), game, { maxKeys: 4, noNullPrototype: true }),
    versions: fc.dictionary(contractName, fc.constantFrom('1.12.0', '2.3.0-beta.2', '5.6.1'), { maxKeys: 3, noNullPrototype: true }),
    predeploys: fc.dictionary(fc.constantFrom('L1Block', 'GasPriceOracle', 'WETH'), address, { maxKeys: 3, noNullPrototype: true }),
  },
  { requiredKeys: ['chainId', 'l1ChainId', 'systemConfigAddr'], noNullPrototype: true },
);

const block = fc.record({ number: fc.maxSafeNat(), hash: hex(32), timestamp: fc.maxSafeNat() }, { noNullPrototype: true });
const provenance: fc.Arbitrary<Provenance> = fc.constantFrom('explicit', 'rollup-config', 'known-chain', 'op-deployer', 'on-chain:SystemConfig.gasLimit');

/** A lock that has nothing wrong in it. */
export const locks: fc.Arbitrary<Lock> = fc.tuple(lockedValues, block).chain(([values, at]) => {
  const leaves = leavesOf(values);
  return fc.array(provenance, { minLength: leaves.length, maxLength: leaves.length }).map((sources) => ({
    ...values, schema: 1 as const, block: at, provenance: Object.fromEntries(leaves.map(([path], index) => [path, sources[index]!])),
  }));
});

/** The same value with the keys of its objects in another order. */
export function shuffled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shuffled(field)] as const).reduceRight<(readonly [string, unknown])[]>((all, entry) => [...all, entry], []));
}
