import { createHash } from 'node:crypto';
import { setting, type Program, type Workload } from './workloads';

/** A key that a pod signs with. */
export interface SignerKey {
  /** The same for the same key; never shown. */
  readonly id: string;
  /** How a message calls it, e.g. `Secret batcher-key/key`. */
  readonly shown: string;
}

const KEYS = ['--private-key', '--mnemonic', '--p2p.sequencer.key'] as const;
const SIGNS: readonly (string | undefined)[] = ['op-batcher', 'op-proposer', 'op-challenger', 'op-node'];

/** The keys of a workload's programs: of a Secret, of a remote signer by address, or written out. */
export function signerKeysOf(workload: Workload): readonly SignerKey[] {
  return workload.programs.filter(({ component }) => SIGNS.includes(component)).flatMap(keysOf);
}

function keysOf(program: Program): readonly SignerKey[] {
  const path = setting(program, '--hd-path', '--sequencer-hd-path') ?? '';
  const given = KEYS.map((flag) => setting(program, flag)).filter((value) => value !== undefined && value !== '');
  const address = setting(program, '--signer.address');
  return [
    ...given.map((value) => keyOf(value!, path)),
    ...(address ? [{ id: `address ${address.toLowerCase()}`, shown: `the remote signer's ${address}` }] : []),
  ];
}

function keyOf(value: string, path: string): SignerKey {
  const [, secret] = /^secret (.+)$/.exec(value) ?? [];
  if (secret !== undefined) return { id: `secret ${secret} ${path}`, shown: `Secret ${secret}` };
  return { id: `literal ${createHash('sha256').update(`${value} ${path}`).digest('hex')}`, shown: 'a key that is written out' };
}
