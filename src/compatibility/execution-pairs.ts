import { compareVersions, versionOfTag, within } from './version';

/** Execution client that belongs to an op-node version. */
export interface ExecutionPair {
  /** op-node version that the row begins with; it holds up to the next row. */
  readonly opNode: string;
  /** op-geth that this op-node was built and released with; absent from v1.19.0 on. */
  readonly opGeth?: string;
  /** op-reth that was released with it; absent where upstream named none. */
  readonly opReth?: string;
}

/**
 * Execution clients by op-node version, from the `replace` line of each tag's go.mod and from the release notes.
 *
 * @see https://github.com/ethereum-optimism/optimism/releases
 */
export const executionPairs: readonly ExecutionPair[] = [
  { opNode: 'v1.7.0', opGeth: 'v1.101308.2' },
  { opNode: 'v1.7.3', opGeth: 'v1.101311.0' },
  { opNode: 'v1.7.6', opGeth: 'v1.101315.1' },
  { opNode: 'v1.7.7', opGeth: 'v1.101315.2', opReth: 'v1.0.0-rc.2' },
  { opNode: 'v1.9.0', opGeth: 'v1.101315.3' },
  { opNode: 'v1.9.1', opGeth: 'v1.101408.0' },
  { opNode: 'v1.9.5', opGeth: 'v1.101411.1' },
  { opNode: 'v1.10.0', opGeth: 'v1.101411.2' },
  { opNode: 'v1.10.2', opGeth: 'v1.101411.4', opReth: 'v1.1.5' },
  { opNode: 'v1.10.3', opGeth: 'v1.101411.5' },
  { opNode: 'v1.11.0', opGeth: 'v1.101500.0' },
  { opNode: 'v1.12.0', opGeth: 'v1.101503.0', opReth: 'v1.2.2' },
  { opNode: 'v1.13.0', opGeth: 'v1.101503.2' },
  { opNode: 'v1.13.2', opGeth: 'v1.101503.4' },
  { opNode: 'v1.13.3', opGeth: 'v1.101511.0' },
  { opNode: 'v1.13.4', opGeth: 'v1.101511.1' },
  { opNode: 'v1.13.6', opGeth: 'v1.101602.0', opReth: 'v1.8.1' },
  { opNode: 'v1.13.7', opGeth: 'v1.101602.3', opReth: 'v1.8.2' },
  { opNode: 'v1.14.1', opGeth: 'v1.101603.1' },
  { opNode: 'v1.14.3', opGeth: 'v1.101603.2', opReth: 'v1.8.3' },
  { opNode: 'v1.16.0', opGeth: 'v1.101603.3' },
  { opNode: 'v1.16.1', opGeth: 'v1.101603.4', opReth: 'v1.9.1' },
  { opNode: 'v1.16.2', opGeth: 'v1.101603.5', opReth: 'v1.9.1' },
  { opNode: 'v1.16.4', opGeth: 'v1.101604.0' },
  { opNode: 'v1.16.5', opGeth: 'v1.101605.0', opReth: 'v1.9.4' },
  { opNode: 'v1.16.6', opGeth: 'v1.101608.0', opReth: 'v1.10.2' },
  { opNode: 'v1.16.7', opGeth: 'v1.101608.0', opReth: 'v1.11.0' },
  { opNode: 'v1.16.8', opGeth: 'v1.101609.2', opReth: 'v1.11.0' },
  { opNode: 'v1.16.9', opGeth: 'v1.101701.0', opReth: 'v1.11.3' },
  { opNode: 'v1.16.11', opGeth: 'v1.101701.0', opReth: 'v1.11.5' },
  { opNode: 'v1.16.12', opGeth: 'v1.101702.1', opReth: 'v2.0.0' },
  { opNode: 'v1.16.13', opGeth: 'v1.101702.1', opReth: 'v2.1.0' },
  { opNode: 'v1.17.0', opGeth: 'v1.101702.1', opReth: 'v2.2.0' },
  { opNode: 'v1.18.0', opGeth: 'v1.101702.2', opReth: 'v2.2.2' },
  { opNode: 'v1.18.2', opGeth: 'v1.101702.2', opReth: 'v2.2.4' },
  { opNode: 'v1.19.0', opReth: 'v2.3.1' },
  { opNode: 'v1.19.1', opReth: 'v2.3.3' },
  { opNode: 'v1.19.2', opReth: 'v2.3.3' },
  { opNode: 'v1.19.3', opReth: 'v2.4.0' },
  { opNode: 'v1.19.4', opReth: 'v2.4.1' },
  { opNode: 'v1.19.5', opReth: 'v2.4.2' },
  { opNode: 'v1.19.6', opReth: 'v2.4.3' },
  { opNode: 'v1.19.7', opReth: 'v2.4.4' },
  { opNode: 'v1.19.8', opReth: 'v2.5.0' },
  { opNode: 'v1.19.9', opReth: 'v2.6.0' },
];

/** The answer of {@link compatibleExecutionVersion}. */
export interface CompatibleExecution {
  /** Version of op-geth; absent where none goes with that op-node. */
  readonly 'op-geth'?: string;
  /** Version of op-reth; absent where none goes with that op-node. */
  readonly 'op-reth'?: string;
  /** Why a client is missing, or how far the answer is to be trusted. */
  readonly note?: string;
}

/**
 * Which execution client version goes with an op-node version.
 *
 * @param opNode e.g. `v1.13.3`; of a tag that names no version (`latest`) nothing is known
 * @example
 * compatibleExecutionVersion('v1.13.3')['op-geth'] // v1.101511.0
 */
export function compatibleExecutionVersion(opNode: string): CompatibleExecution {
  if (versionOfTag(opNode) === undefined) return { note: `"${opNode}" names no version` };
  const row = executionPairs.filter((each) => within(opNode, each.opNode)).at(-1);
  if (!row) return { note: `nothing is known of op-node before ${executionPairs[0]?.opNode}` };
  const newest = executionPairs[executionPairs.length - 1]!;
  const notes = [
    row.opGeth ? undefined : 'op-geth: none, since Karst needs engine_getPayloadV5, which it never got; its support ended on 2026-05-31',
    row.opReth ? undefined : `op-reth: upstream named none with ${row.opNode}`,
    compareVersions(opNode, newest.opNode) > 0 ? `${opNode} is newer than the newest known, ${newest.opNode}` : undefined,
  ].filter((note) => note !== undefined);
  return { 'op-geth': row.opGeth, 'op-reth': row.opReth, note: notes.length ? notes.join('; ') : undefined };
}
