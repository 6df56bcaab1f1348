import { dnsLabel } from '../formats';
import type { Container, Pod } from '../pod';
import { HANDLERS, PROBES } from '../places';
import { nameFaults } from './forms';
import { repeated, type Rules } from './rule';

/** Containers, one by one. @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
export const containerRules: Rules<Container> = {
  'container-name': ({ field }) => nameFaults([field.at('name')], dnsLabel, 'the container'),

  *'container-image'({ field }) {
    const image = field.at('image');
    if ((image.text ?? '') === '') yield image.fault('the container has no image; name one');
    else if (/\s/.test(image.text ?? '')) {
      yield image.fault(`the image "${image.text}" contains white space; remove it`);
    }
  },

  *'container-restart-policy'({ field, role }) {
    const policy = field.at('restartPolicy');
    if (!policy.exists || role === 'sidecar') return;
    yield policy.fault(
      role === 'init'
        ? 'an init container may only say Always; say that to make it a sidecar, or remove the field'
        : 'only init containers have a restart policy of their own; remove the field',
    );
  },

  *'init-container-probe'({ field, name, role }) {
    if (role !== 'init') return;
    for (const path of HANDLERS) {
      const [handler] = field.select(path);
      if (handler === undefined) continue;
      const what = PROBES.includes(path) ? 'probes' : 'lifecycle hooks';
      yield handler.fault(
        `the init container ${name} runs to its end and has no ${what}; remove this, or make it a sidecar with restartPolicy Always`,
      );
    }
  },

  *'ephemeral-container'({ field, role }) {
    if (role === 'ephemeral') yield field.fault('ephemeral containers are added to running pods only; remove it');
  },
};

/** The containers of a pod together. */
export const podContainerRules: Rules<Pod> = {
  *'no-container'({ spec }) {
    if (spec.at('containers').items.length === 0) {
      yield spec.at('containers').fault('the pod has no container; give it at least one');
    }
  },

  *'container-name-twice'({ containers }) {
    for (const name of repeated(containers.map(({ field }) => field.at('name')))) {
      yield name.fault(`another container of the pod is called "${name.text}" as well; rename one`);
    }
  },
};
