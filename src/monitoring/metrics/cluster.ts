import { defineMetrics } from './facts';

const kubelet = 'kubelet: https://kubernetes.io/docs/reference/instrumentation/metrics/';
const kubeState = 'kube-state-metrics: docs/metrics/workload/pod-metrics.md';

/** What Prometheus says of its targets, and the cluster's own exporters of pods and volumes. */
export const clusterMetrics = defineMetrics({
  up: { component: 'prometheus', type: 'gauge', labels: [], what: '1 when the last scrape was answered', source: 'https://prometheus.io/docs/concepts/jobs_instances/' },
  kube_pod_container_status_restarts_total: { component: 'kubernetes', type: 'counter', labels: ['uid'], what: 'restarts of a container', source: kubeState },
  kube_pod_init_container_status_restarts_total: { component: 'kubernetes', type: 'counter', labels: ['uid'], what: 'restarts of an init container, native sidecars among them', source: kubeState },
  kubelet_volume_stats_available_bytes: { component: 'kubernetes', type: 'gauge', labels: ['persistentvolumeclaim'], what: 'free space of a volume, bytes', source: kubelet },
  kubelet_volume_stats_capacity_bytes: { component: 'kubernetes', type: 'gauge', labels: ['persistentvolumeclaim'], what: 'size of a volume, bytes', source: kubelet },
});
