import type { Fault, Field } from '../field';
import { titleOf, type KubeObject } from '../kube-object';
import { podOf, type Pod } from '../pod';
import { isSchedule } from './cron';
import { givenBy } from './given-labels';
import { forTypes, type Rules } from './rule';
import { isEmptySelector, unmetBy } from './selector';
import { selectedPods } from './services';

const CONTROLLERS = ['apps/v1/Deployment', 'apps/v1/StatefulSet', 'apps/v1/DaemonSet', 'apps/v1/ReplicaSet'];
const JOB = 'batch/v1/Job';
/** Where each kind keeps the job that it is or makes. */
const JOB_SPECS: Readonly<Record<string, readonly string[]>> = {
  [JOB]: ['spec'],
  'batch/v1/CronJob': ['spec', 'jobTemplate', 'spec'],
};
const JOBS = Object.keys(JOB_SPECS);

/** Controllers of pods. @see https://kubernetes.io/docs/concepts/workloads/controllers/ */
export const workloadRules: Rules<KubeObject> = {
  ...forTypes(CONTROLLERS, {
    *'selector-required'({ root }) {
      const selector = root.at('spec', 'selector');
      if (isEmptySelector(selector)) {
        yield selector.fault('the selector is missing or empty; give matchLabels that the pod template carries');
      }
    },

    *'selector-mismatch'(object) {
      const selector = object.root.at('spec', 'selector');
      const labels = podOf(object)?.labels;
      const unmet = labels === undefined ? undefined : unmetBy(labels, selector);
      if (unmet !== undefined) {
        yield selector.fault(`the pod template does not meet ${unmet}; give both the same labels`);
      }
    },
  }),

  ...forTypes(['apps/v1/Deployment'], {
    *'progress-deadline'({ root }) {
      const deadline = root.at('spec', 'progressDeadlineSeconds');
      const ready = root.at('spec', 'minReadySeconds').number ?? 0;
      if ((deadline.number ?? 600) <= ready) {
        yield deadline.fault(`the deadline (default 600) must be above minReadySeconds, ${ready}; raise it`);
      }
    },
  }),

  ...forTypes(['apps/v1/StatefulSet'], {
    *'statefulset-service'(object, set) {
      const field = object.root.at('spec', 'serviceName');
      const services = set.near(object, 'v1/Service', field.text ?? '');
      if (services.length === 0) {
        yield field.fault(
          `there is no Service "${field.text ?? ''}" beside the StatefulSet; add a headless Service of that name`,
        );
      }
      for (const service of services) {
        if (service.root.at('spec', 'clusterIP').text !== 'None') {
          yield field.fault(`${titleOf(service)} is not headless; set its clusterIP to None`);
        }
        if (!selectedPods(service, set).some((pod) => pod.object === object)) {
          yield field.fault(
            `${titleOf(service)} does not select the pods of the StatefulSet; give its selector labels that they carry`,
          );
        }
      }
    },
  }),

  ...forTypes(JOBS, {
    *'job-selector'({ type, root }) {
      const job = root.at(...(JOB_SPECS[type] ?? []));
      const [selector, isManual] = [job.at('selector'), job.at('manualSelector')];
      if (selector.exists && !isManual.isTrue) {
        yield selector.fault('a Job selects its own pods; remove the selector');
      }
      if (isManual.isTrue && type !== JOB) yield isManual.fault('only a Job of its own may have a manual selector; remove this');
    },

    *'job-index'({ type, root }) {
      const job = root.at(...(JOB_SPECS[type] ?? []));
      const isIndexed = job.at('completionMode').text === 'Indexed';
      if (isIndexed && !job.at('completions').exists) {
        yield job.at('completions').fault('an Indexed Job needs the number of its completions; give it');
      }
      for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'].map((name) => job.at(name))) {
        if (field.exists && !isIndexed) yield field.fault('only an Indexed Job has this; remove it, or set completionMode to Indexed');
      }
    },
  }),

  ...forTypes(['batch/v1/CronJob'], {
    *'cron-schedule'({ root }) {
      const schedule = root.at('spec', 'schedule');
      if (schedule.text !== undefined && !isSchedule(schedule.text)) {
        yield schedule.fault(
          `"${schedule.text}" is not a cron schedule; write five fields, such as "0 3 * * *", or @hourly, @daily, @weekly, @monthly, @yearly`,
        );
      }
    },
  }),

  ...forTypes(['policy/v1/PodDisruptionBudget'], {
    *'budget-selects-nothing'(object, set) {
      const selector = object.root.at('spec', 'selector');
      // Without any selector a budget protects nothing; with an empty one, everything.
      if (!selector.exists || set.podsNear(object).every((pod) => unmetBy(pod.labels, selector, givenBy(pod.object)) !== undefined)) {
        yield selector.fault(
          'no pod template beside the budget has these labels; select the labels of the pods that it protects',
        );
      }
    },
  }),
};

/** What the kind of a pod's owner asks of the pod. */
export const podWorkloadRules: Rules<Pod> = {
  'restart-policy': ({ object, spec }) => restartPolicyFaults(object, spec.at('restartPolicy')),

  *'active-deadline'({ object, spec }) {
    const deadline = spec.at('activeDeadlineSeconds');
    if (CONTROLLERS.includes(object.type) && deadline.exists) {
      yield deadline.fault(`the pods of a ${object.kind} have no deadline; remove it`);
    }
  },
};

function* restartPolicyFaults({ type, kind }: KubeObject, policy: Field): Iterable<Fault> {
  if (CONTROLLERS.includes(type) && (policy.text ?? 'Always') !== 'Always') {
    yield policy.fault(`the pods of a ${kind} are always restarted; remove the restart policy`);
  }
  if (JOBS.includes(type) && (policy.text ?? 'Always') === 'Always') {
    yield policy.fault(`the pods of a ${kind} must end; set the restart policy to OnFailure or Never`);
  }
}
