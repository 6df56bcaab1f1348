import type * as Yaml from 'yaml';
import type { KubeObject } from './kube-object';

/** Loaded when something is split: it is slow to load. */
const yaml = (): typeof Yaml => require('yaml');

/** The documents of a file that cdk8s wrote: a line within one is indented or begins with a letter. A chart without objects has none. */
export const documentsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(/^---\n/m));

/** The file of some documents, as cdk8s would have written it. */
export const fileOf = (documents: readonly string[]): string => documents.join('---\n');

/** The object of a document, read as cdk8s wrote it. */
export const objectOf = (document: string): KubeObject => yaml().parse(document, { version: '1.1' });
