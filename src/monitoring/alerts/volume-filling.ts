import type { Alert, AlertRule } from './alert';
import { spoken } from './wording';
import { series, span } from '../promql';

const DAY = 86_400;
const QUARTER_HOUR = 900;

/** A volume that grows as it does will soon be full. */
export const volumeFilling: Alert = {
  name: 'OpStackVolumeFilling',
  summary: 'The volume {{ $labels.persistentvolumeclaim }} will soon be full',
  rules: ({ subject: { namespace, claims }, thresholds: { volumeDays } }) => {
    if (claims === undefined) return [];
    const match = { namespace, persistentvolumeclaim: { matches: claims } };
    const free = series('kubelet_volume_stats_available_bytes', match);
    const rule = (severity: AlertRule['severity'], seconds: number): AlertRule => ({
      severity,
      // A node that is still catching up grows fast into a volume that is half empty.
      expr: `predict_linear(${free}[6h], ${seconds}) < 0 and ${free} / ${series('kubelet_volume_stats_capacity_bytes', match)} < 0.5`,
      for: QUARTER_HOUR,
      description: `At the pace of the last ${span(6 * 3600)} {{ $labels.persistentvolumeclaim }} is full within ${spoken(seconds)}; the database of a full volume may not open again.`,
    });
    return [rule('warning', volumeDays * DAY), rule('critical', (volumeDays * DAY) / 4)];
  },
};
