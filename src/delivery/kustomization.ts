import { documentsOf, fileOf, objectOf } from './documents';
import type { File } from './file';
import { stages, stagesOf } from './stage';

/** The kustomization.yaml that names the resources, in their order. */
function kustomization(folder: string, resources: readonly string[]): readonly File[] {
  if (resources.length === 0) return [];
  const lines = ['apiVersion: kustomize.config.k8s.io/v1beta1', 'kind: Kustomization', 'resources:', ...resources.map((path) => `  - ${path}`)];
  return [{ path: `${folder}kustomization.yaml`, text: `${lines.join('\n')}\n` }];
}

/** The manifests, and the kustomization.yaml beside them. */
export function kustomizeFiles(files: readonly File[], isManifest: (path: string) => boolean): readonly File[] {
  return [...files, ...kustomization('', files.map(({ path }) => path).filter(isManifest))];
}

/** The manifests split by stage into folders, and a kustomization.yaml in each and beside them. */
export function stagedFiles(files: readonly File[], isManifest: (path: string) => boolean): readonly File[] {
  const documents = files.filter(({ path }) => isManifest(path)).flatMap(({ path, text }) => documentsOf(text).map((document) => ({ path, document })));
  const stageOf = stagesOf(documents.map(({ document }) => objectOf(document)));
  const folders = stages.map((stage) => {
    const own = documents.filter((_, index) => stageOf[index] === stage);
    const paths = [...new Set(own.map(({ path }) => path))];
    const manifests = paths.map((path): File => ({ path: `${stage}/${path}`, text: fileOf(own.filter((each) => each.path === path).map(({ document }) => document)) }));
    return { stage, files: [...manifests, ...kustomization(`${stage}/`, paths)] };
  });
  const used = folders.filter((folder) => folder.files.length > 0);
  return [...files.filter(({ path }) => !isManifest(path)), ...used.flatMap((folder) => folder.files), ...kustomization('', used.map(({ stage }) => stage))];
}
