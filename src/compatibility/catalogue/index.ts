export { catalogueOf, type Catalogue } from './catalogue';
export { checkValue } from './check-value';
export { cataloguedComponents, cataloguedVersions, type CataloguedComponent } from './components';
export type { Flag } from './flag';
