import { App, type Chart } from 'cdk8s';
import { examples } from '../../../../examples';
import { manifestsOf, type Manifest } from '../../../../src/testing';

/** The objects of every example, by its name. */
export const exampleManifests: Readonly<Record<string, readonly Manifest[]>> = Object.fromEntries(Object.entries(examples).map(([name, make]: [string, (app: App) => Chart]) => [name, manifestsOf(make(new App()))]));
