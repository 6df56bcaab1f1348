import { eachField, fromTo, goneObjects, hitAbout, templateChanges } from './find';
import type { Rule } from './rule';
import { pathOf, wordOf } from '../difference';
import { isExecution } from '../workloads';
import { parseQuantity } from '../../../kube/quantity';
import { kubeObject } from '../../../testing/kube-object';
import { nameOf } from '../match-objects';

const GRACE = 'terminationGracePeriodSeconds';
/** What the kubelet waits where nothing is said. */
const DEFAULT_GRACE = 30;
const isSmaller = (before: unknown, after: unknown): boolean => {
  const [old, now] = [parseQuantity(before), parseQuantity(after)];
  return old !== undefined && now !== undefined && now < old;
};
const seconds = (value: unknown): number => (typeof value === 'number' ? value : DEFAULT_GRACE);

export const capacity: readonly Rule[] = [
  {
    id: 'MEMORY_SHRUNK',
    severity: 'warning',
    what: 'less memory for a container, or a limit where there was none',
    remedy: 'Look at what the container used over the last weeks: one that runs out of memory is killed without flushing its database',
    find: (context) => eachField(context, (at, change) => {
      if (at.at(-1) !== 'memory' || !at.includes('resources')) return undefined;
      if (isSmaller(change.before, change.after)) return `${at.at(-2)} shrink: ${fromTo(change)}`;
      return at.at(-2) === 'limits' && change.before === undefined && at.includes('template') ? `a limit is new: ${fromTo(change)}` : undefined;
    }),
  },
  {
    id: 'CPU_LIMITED',
    severity: 'warning',
    what: 'a CPU limit that is new for an execution client or a sequencer',
    remedy: 'Leave the CPU limit away there: throttling delays blocks',
    find: ({ workloads }) => workloads.flatMap((workload) => templateChanges(workload).filter(({ at, before }) => at.at(-1) === 'cpu' && at.at(-2) === 'limits' && before === undefined)
      .filter(({ at }) => workload.after.role === 'sequencer' || workload.after.programs.some((program) => isExecution(program) && at.includes(`[${program.name}]`)))
      .map((change) => ({ object: workload.pair.object, path: pathOf(change.at), message: `the CPU is limited: ${fromTo(change)}` }))),
  },
  {
    id: 'GRACE_SHORTENED',
    severity: 'warning',
    what: 'less time for a pod to stop',
    remedy: 'Give an execution client 300 s to write its state out, a batcher and a consensus client 60 to 120',
    find: (context) => eachField(context, (at, { before, after }) => (at.at(-1) === GRACE && seconds(after) < seconds(before) ? `${seconds(before)} s → ${seconds(after)} s` : undefined)),
  },
  {
    id: 'BUDGET_REMOVED',
    severity: 'warning',
    what: 'a PodDisruptionBudget that goes, and its workload stays',
    remedy: 'Keep it: a drain of nodes may stop all replicas at once without it',
    find: (context) => goneObjects(context).filter(({ object, difference }) => object.kind === 'PodDisruptionBudget' && difference.change === 'removed' && context.new.some((workload) => workload.object.namespace === object.namespace)).map(({ manifest }) => hitAbout(manifest, 'the budget is deleted')),
  },
  {
    id: 'BUDGET_LOOSER',
    severity: 'warning',
    what: 'a PodDisruptionBudget that allows more pods to be down',
    remedy: 'One at a time is what replicas of a chain need to stay in sync and reachable',
    find: (context) => eachField(context, (at, { before, after }, { object }) => {
      if (object.kind !== 'PodDisruptionBudget' || at[0] !== 'spec') return undefined;
      const [old, now] = [Number.parseInt(String(before), 10), Number.parseInt(String(after), 10)];
      if (at[1] === 'maxUnavailable' && now > old) return `maxUnavailable: ${old} → ${now}`;
      return at[1] === 'minAvailable' && (now < old || after === undefined) ? `minAvailable: ${wordOf(before)} → ${wordOf(after, 'not set')}` : undefined;
    }),
  },
  {
    id: 'REPLICAS_REDUCED',
    severity: 'info',
    what: 'fewer replicas of a workload',
    remedy: 'Make sure that those left carry the load',
    find: ({ workloads }) => workloads.flatMap(({ pair, before, after }) => (pair.change === 'changed' && after.replicas !== undefined && after.replicas < (before.replicas ?? 1) ? [{ object: pair.object, path: 'spec.replicas', message: `${before.replicas ?? 1} → ${after.replicas}` }] : [])),
  },
  {
    id: 'ALERTS_REMOVED',
    severity: 'warning',
    what: 'alerts or monitors that go, and what they watch stays',
    remedy: 'Keep them, or make sure that something else watches',
    find: (context) => goneObjects(context)
      .filter(({ object, difference }) => ['PrometheusRule', 'PodMonitor', 'ServiceMonitor'].includes(object.kind) && difference.change === 'removed')
      .filter(({ object }) => context.new.some((workload) => workload.object.namespace === object.namespace) && !context.after.some((each) => kubeObject(each).kind === object.kind && nameOf(each).name === object.name))
      .map(({ manifest }) => hitAbout(manifest, 'it is deleted')),
  },
  {
    id: 'PROBE_REMOVED',
    severity: 'warning',
    what: 'a probe of a container that goes',
    remedy: 'Keep the startup probe: without it a database that takes long to open is taken for one that hangs; and readiness keeps requests from nodes that do not answer',
    find: ({ workloads }) => workloads.flatMap(({ pair, before, after }) => after.pod.containers.flatMap((container) => {
      const old = before.pod.containers.find(({ name }) => name === container.name);
      return ['livenessProbe', 'readinessProbe', 'startupProbe'].filter((probe) => old?.field.at(probe).exists && !container.field.at(probe).exists).map((probe) => ({ object: pair.object, path: container.field.path.replace(/\[\d+\]$/, `[${container.name}]`), message: `${container.name} loses its ${probe}` }));
    })),
  },
];
