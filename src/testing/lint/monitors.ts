import type { Field } from '../field';
import type { KubeObject } from '../kube-object';
import { runningTogether, type Pod } from '../pod';
import { suggestion } from '../suggestion';
import { durationFaults, durationOf } from './durations';
import { givenBy } from './given-labels';
import type { ObjectSet } from './object-set';
import { forTypes, type Rules } from './rule';
import { unmetBy } from './selector';

const SERVICE_MONITOR = 'monitoring.coreos.com/v1/ServiceMonitor';
const POD_MONITOR = 'monitoring.coreos.com/v1/PodMonitor';

/** Where each kind lists what is scraped. */
const ENDPOINTS: Readonly<Record<string, string>> = { [SERVICE_MONITOR]: 'endpoints', [POD_MONITOR]: 'podMetricsEndpoints' };

/**
 * Monitors of the Prometheus operator, which says nothing of one that finds nothing.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 */
export const monitorRules: Rules<KubeObject> = forTypes([SERVICE_MONITOR, POD_MONITOR], {
  *'monitor-selects-nothing'(monitor, set) {
    const selector = monitor.root.at('spec', 'selector');
    if (selector.exists && selectedPorts(monitor, set)?.length === 0) {
      const what = monitor.type === POD_MONITOR ? 'pod template' : 'Service';
      yield selector.fault(`no ${what} that the monitor looks at has these labels; select labels that it carries`);
    }
  },

  *'monitor-port'(monitor, set) {
    const selected = selectedPorts(monitor, set) ?? [];
    const known = [...new Set(selected.flat())];
    for (const port of endpointsOf(monitor).map((endpoint) => endpoint.at('port'))) {
      if (selected.length === 0 || port.text === undefined || known.includes(port.text)) continue;
      yield port.fault(`nothing that the monitor selects has a port called "${port.text}"; ${suggestion(port.text, known)}`);
    }
  },

  *'monitor-interval'(monitor) {
    for (const endpoint of endpointsOf(monitor)) {
      const [interval, timeout] = [endpoint.at('interval'), endpoint.at('scrapeTimeout')];
      yield* durationFaults([interval, timeout]);
      if ((durationOf(timeout) ?? 0) > (durationOf(interval) ?? Infinity)) {
        yield timeout.fault(`the time-out is above the interval, ${interval.text}; lower it`);
      }
    }
  },
});

function endpointsOf({ type, root }: KubeObject): Field[] {
  return root.at('spec', ENDPOINTS[type] ?? '').items;
}

/**
 * The names of the ports of each Service or pod that the monitor selects; `undefined` when it looks into other
 * namespaces only, of which the set has nothing.
 */
function selectedPorts(monitor: KubeObject, set: ObjectSet): (readonly string[])[] | undefined {
  const spec = monitor.root.at('spec');
  const [isAny, named] = [spec.at('namespaceSelector', 'any').isTrue, spec.select('namespaceSelector.matchNames[]')];
  const isOwn = !isAny && named.length === 0;
  const seen = scrapable(monitor.type, set).filter(({ owner: { namespace } }) =>
    isOwn ? namespace === monitor.namespace : isAny || named.some(({ text }) => text === namespace),
  );
  if (seen.length === 0 && !isOwn) return undefined;
  return seen
    .filter(({ owner, labels }) => unmetBy(labels, spec.at('selector'), givenBy(owner)) === undefined)
    .map(({ ports }) => ports.flatMap(({ text }) => text ?? []));
}

interface Scrapable {
  readonly owner: KubeObject;
  readonly labels: Field;
  readonly ports: readonly Field[];
}

function scrapable(type: string, set: ObjectSet): Scrapable[] {
  if (type === POD_MONITOR) return set.pods.map((pod) => ({ owner: pod.object, labels: pod.labels, ports: podPorts(pod) }));
  return set.objects
    .filter((object) => object.type === 'v1/Service')
    .map((owner) => ({ owner, labels: owner.root.at('metadata', 'labels'), ports: owner.root.select('spec.ports[].name') }));
}

function podPorts(pod: Pod): Field[] {
  return runningTogether(pod).flatMap(({ field }) => field.select('ports[].name'));
}
