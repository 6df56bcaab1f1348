export { catalogueOf, type Catalogue, type Certainty } from './catalogue';
export { checkValue } from './check-value';
export { cataloguedComponents, cataloguedVersions, type CataloguedComponent } from './components';
export type { Flag, FlagType } from './flag';
export type { CataloguedVersion, CataloguedVersions } from './history';
export type { Rename } from './renames';
export { nearest } from '../../errors';
