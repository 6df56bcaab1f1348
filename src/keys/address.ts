import { keccak_256 } from '@noble/hashes/sha3';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import type { Problems } from '../errors';

/** An Ethereum address, checksummed as EIP-55 says. */
export type Address = `0x${string}`;

/** Writes an address with the capitals of its checksum. @see https://eips.ethereum.org/EIPS/eip-55 */
export function checksumAddress(address: string): Address {
  const digits = address.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  return `0x${digits.replace(/[a-f]/g, (digit, at: number) => (parseInt(hash.charAt(at), 16) >= 8 ? digit.toUpperCase() : digit))}`;
}

/** Reports what is no address, and an address whose capitals do not prove that it was copied whole. */
export function checkAddress(problems: Problems, prop: string, address: string | undefined): void {
  if (address === undefined) return;
  if (!/^0x[0-9a-fA-F]{40}$/.test(address)) {
    problems.error('INVALID_ADDRESS', prop, 'this is no address', 'Write 0x and 40 hex digits');
    return;
  }
  const right = checksumAddress(address);
  if (address === right) return;
  const bare = address === address.toLowerCase();
  problems.error(
    'ADDRESS_CHECKSUM',
    prop,
    bare ? `${address} has no checksum` : `the checksum of ${address} is wrong: a digit was mistyped, or its capitals were changed`,
    bare ? `Write it as ${right}` : `Copy it again from its source; if the digits are right, it is ${right}`,
  );
}
