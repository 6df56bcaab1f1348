import type { Component } from '../../../compatibility';
import type { DashboardContext, Panel, Section } from '../model';
import { graph, notAbove, rather } from '../panels';
import { by, chosen, hourly, query, rate } from '../queries';

/** Pods of the chosen workloads: of a StatefulSet by number, of a Deployment by two hashes. */
const PODS = { matches: '$job-([0-9]+|[a-z0-9]+-[a-z0-9]{5})' } as const;
const CLAIMS = { matches: '[a-z0-9]+-$job-[0-9]+' } as const;
/** The cluster's own series know no chain and no job. */
const UNKNOWN = { chain: undefined, job: undefined } as const;

/** What the pods take and whether they stay up; of one program, or of all. */
export function resources(context: DashboardContext, component?: Component): Section {
  const { namespace, claims } = context;
  const pods = { ...UNKNOWN, namespace, pod: PODS };
  // The sum over a pod has no container, and its sandbox is called POD.
  const containers = { ...pods, container: component ?? { differs: '|POD' } };
  const restarted = by('sum', ['pod', 'container'], hourly);
  const panels: Panel[] = [
    graph('Processor', 'short', 'Cores in use.', [query('container_cpu_usage_seconds_total', containers, '{{pod}} {{container}}', by('sum', ['pod', 'container'], rate))]),
    graph('Memory', 'bytes', 'What cannot be taken away; at its limit the container is killed.', [query('container_memory_working_set_bytes', containers, '{{pod}} {{container}}', by('sum', ['pod', 'container']))]),
    graph('Answers Prometheus', 'short', '1 where the last scrape was answered.', [query('up', { component }, '{{pod}} {{component}}', by('min', ['pod', 'component']))], ['red', [1, 'green']]),
    graph('Restarts in an hour', 'short', 'Also those of native sidecars, which are counted as init containers.', [
      query('kube_pod_container_status_restarts_total', { ...pods, container: component }, '{{pod}} {{container}}', restarted),
      query('kube_pod_init_container_status_restarts_total', { ...pods, container: component }, '{{pod}} {{container}}', restarted),
    ], rather(context.thresholds('node').restarts)),
  ];
  const volume = { ...UNKNOWN, namespace, persistentvolumeclaim: CLAIMS };
  if (claims) {
    panels.push(
      graph('Volumes in use', 'percentunit', 'A full database may not open again.', [
        query('kubelet_volume_stats_available_bytes', volume, '{{persistentvolumeclaim}}', (free) => `1 - ${free} / ${chosen('kubelet_volume_stats_capacity_bytes', volume)}`),
      ], notAbove(0.9, 0.8)),
      graph('Free on volumes', 'bytes', 'How much can still be written.', [query('kubelet_volume_stats_available_bytes', volume, '{{persistentvolumeclaim}}')]),
    );
  }
  return { title: 'Resources', panels };
}
