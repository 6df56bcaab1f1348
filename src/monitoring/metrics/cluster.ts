import { defineMetrics } from './facts';

const kubelet = 'kubelet: https://kubernetes.io/docs/reference/instrumentation/metrics/';
const cadvisor = 'cAdvisor: docs/storage/prometheus.md';
const kubeState = 'kube-state-metrics: docs/metrics/workload/pod-metrics.md';

/** What Prometheus says of its targets and alerts, and the cluster's own exporters of pods and volumes. */
export const clusterMetrics = defineMetrics({
  up: { component: 'prometheus', type: 'gauge', labels: [], what: '1 when the last scrape was answered', source: 'https://prometheus.io/docs/concepts/jobs_instances/' },
  ALERTS: { component: 'prometheus', type: 'gauge', labels: ['alertname', 'alertstate', 'severity'], what: '1 for every alert that is pending or firing', source: 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/' },
  kube_pod_container_status_restarts_total: { component: 'kubernetes', type: 'counter', labels: ['uid'], what: 'restarts of a container', source: kubeState },
  kube_pod_init_container_status_restarts_total: { component: 'kubernetes', type: 'counter', labels: ['uid'], what: 'restarts of an init container, native sidecars among them', source: kubeState },
  kubelet_volume_stats_available_bytes: { component: 'kubernetes', type: 'gauge', labels: ['persistentvolumeclaim'], what: 'free space of a volume, bytes', source: kubelet },
  kubelet_volume_stats_capacity_bytes: { component: 'kubernetes', type: 'gauge', labels: ['persistentvolumeclaim'], what: 'size of a volume, bytes', source: kubelet },
  container_cpu_usage_seconds_total: { component: 'kubernetes', type: 'counter', labels: [], what: 'processor time of a container, seconds', source: cadvisor },
  container_memory_working_set_bytes: { component: 'kubernetes', type: 'gauge', labels: [], what: 'memory of a container that cannot be taken away, bytes', source: cadvisor },
});
