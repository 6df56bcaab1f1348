import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { documentsOf, fileOf, objectOf } from './documents';
import type { File } from './file';

/** Whether what is written into the folder is a template: `cdk8s synth --format helm` puts a Chart.yaml beside it before it runs the app. */
export const isHelmTemplates = (folder: string): boolean => basename(resolve(folder)) === 'templates' && existsSync(join(folder, '..', 'Chart.yaml'));

/** Of a document that ends in white space, Helm drops that before the next one, though it may be part of a text: a comment keeps it. */
const guardEnd = (document: string): string => document.replace(/[ \t\n]\n$/, '$&#\n');

/** The document as a template that gives the document. What needs it is `{{`: everything else Helm leaves as it is. */
const asTemplate = (document: string): string => guardEnd(document).replaceAll('{{', '{{ "{{" }}');

const isDefinition = (document: string): boolean => /^kind: CustomResourceDefinition$/m.test(document);

/**
 * The files of the chart's `templates`, from what cdk8s wrote. CustomResourceDefinitions go to the chart's `crds`, which
 * Helm installs first and does not template: in `templates`, an install that has objects of theirs would fail.
 *
 * @see https://helm.sh/docs/chart_best_practices/custom_resource_definitions/
 */
export function helmFiles(files: readonly File[], isManifest: (path: string) => boolean): readonly File[] {
  return files.flatMap((file) => {
    if (!isManifest(file.path)) return [file];
    const documents = documentsOf(file.text);
    const definitions = documents.filter(isDefinition).map((text): File => ({ path: `../crds/${objectOf(text).metadata?.name}.yaml`, text }));
    const templates = documents.filter((document) => !isDefinition(document));
    return [...(templates.length > 0 ? [{ path: file.path, text: fileOf(templates.map(asTemplate)) }] : []), ...definitions];
  });
}
