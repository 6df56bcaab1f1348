import type { Alert } from './alert';
import { spoken } from './wording';
import { L1_BLOCK_SECONDS } from '../../network';
import { series } from '../promql';
import type { NodeSubject } from '../subject';

const FIVE_MINUTES = 300;

/** The pipeline says that there is nothing to do, and L1 has gone on. Idle by itself is the usual state between L1 blocks. */
export const derivationIdle: Alert<NodeSubject> = {
  name: 'OpStackDerivationIdle',
  summary: '{{ $labels.job }} has stopped deriving',
  rules: ({ subject: { namespace, job, chain, client, derives }, thresholds: { derivationLag } }) => {
    if (client !== 'op-node' || !derives) return [];
    const l1 = (type: string): string => series('op_node_default_refs_number', { namespace, job, chain, layer: 'l1', type });
    return [{
      severity: 'warning',
      expr: `${series('op_node_default_derivation_idle', { namespace, job, chain })} == 1 and ignoring (layer) (${l1('l1_head')} - ignoring (type) ${l1('l1_derived')} > ${derivationLag})`,
      for: FIVE_MINUTES,
      description: `The derivation of {{ $labels.job }} {{ $labels.pod }} waits for data while L1 is more than ${derivationLag} blocks (${spoken(derivationLag * L1_BLOCK_SECONDS)}) ahead: the L1 endpoint does not give it the next blocks, or their blobs.`,
    }];
  },
};
