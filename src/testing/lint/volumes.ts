import type { Field } from '../field';
import { dnsLabel } from '../formats';
import { FILE_SOURCES } from '../places';
import { suggestion } from '../suggestion';
import type { Container, Pod } from '../pod';
import { nameFaults } from './forms';
import { repeated, type Rules } from './rule';

/** Where the files of a volume go. */
const FILE_PATHS: readonly string[] = [
  ...FILE_SOURCES.map((source) => `${source}.items[].path`),
  'volumes[].projected.sources[].serviceAccountToken.path',
];

/** Volumes of a pod. @see https://kubernetes.io/docs/concepts/storage/volumes/ */
export const volumeRules: Rules<Pod> = {
  'volume-name': (pod) => nameFaults(volumeNames(pod), dnsLabel, 'the volume'),

  *'volume-name-twice'(pod) {
    for (const name of repeated(volumeNames(pod))) {
      yield name.fault(`another volume of the pod is called "${name.text}" as well; rename one`);
    }
  },

  *'volume-unused'(pod) {
    const used = new Set(pod.containers.flatMap((container) => usesOf(container).map((use) => use.at('name').text)));
    for (const name of volumeNames(pod)) {
      if (name.text !== undefined && !used.has(name.text)) {
        yield name.fault(`no container mounts the volume "${name.text}"; mount it or remove it`);
      }
    }
  },

  *'volume-source'({ spec }) {
    for (const volume of spec.at('volumes').items) {
      const sources = volume.members.map(([key]) => key).filter((key) => key !== 'name');
      if (sources.length === 0) yield volume.fault('the volume has no source; give it one, such as emptyDir: {}');
      if (sources.length > 1) yield volume.fault(`the volume has several sources, ${sources.join(' and ')}; keep one`);
    }
  },

  *'item-path'({ spec }) {
    for (const path of FILE_PATHS.flatMap((pattern) => spec.select(pattern))) {
      // The kubelet keeps names that start with ".." for itself.
      if (path.text !== undefined && (leavesVolume(path.text) || path.text.startsWith('..'))) {
        yield path.fault(`"${path.text}" leaves the volume; use a relative path without ".."`);
      }
    }
  },
};

/** What a container mounts. */
export const mountRules: Rules<Container> = {
  *'mount-volume'(container) {
    const known = volumeNames(container.pod).flatMap((name) => name.text ?? []);
    for (const use of usesOf(container)) {
      const name = use.at('name');
      if (name.text !== undefined && known.includes(name.text)) continue;
      const remedy = suggestion(name.text ?? '', known, 'declare it, or mount one of');
      yield name.fault(`the pod has no volume "${name.text ?? ''}"; ${remedy}`);
    }
  },

  *'mount-path'({ field }) {
    for (const mount of field.at('volumeMounts').items) {
      const path = mount.at('mountPath');
      const isAbsolute = /^(?:\/|[A-Za-z]:\\)/.test(path.text ?? '');
      if (!isAbsolute) yield path.fault(`"${path.text ?? ''}" is not an absolute path; start it with "/"`);
      else if (path.text?.replace(/^[A-Za-z]:/, '').includes(':')) {
        yield path.fault(`"${path.text}" contains ":"; use a path without it`);
      }
    }
  },

  *'mount-path-twice'({ field }) {
    for (const path of repeated(field.at('volumeMounts').items.map((mount) => mount.at('mountPath')))) {
      yield path.fault(`something else is mounted at "${path.text}" in this container; use another path`);
    }
  },

  *'sub-path'({ field }) {
    for (const path of [...field.select('volumeMounts[].subPath'), ...field.select('volumeMounts[].subPathExpr')]) {
      if (path.text !== undefined && leavesVolume(path.text)) {
        yield path.fault(`"${path.text}" leaves the volume; use a relative path without ".."`);
      }
    }
  },
};

/** The names of the volumes that containers of a pod can mount. */
function volumeNames({ spec, claims }: Pod): Field[] {
  return [
    ...spec.at('volumes').items.map((volume) => volume.at('name')),
    ...claims.map((claim) => claim.at('metadata', 'name')),
  ];
}

function usesOf({ field }: Container): Field[] {
  return [...field.at('volumeMounts').items, ...field.at('volumeDevices').items];
}

function leavesVolume(path: string): boolean {
  return path.startsWith('/') || path.split('/').includes('..');
}
