export { playgroundDefinition } from './definition';
export { readResource, type ResourceContents } from './read-resource';
export { specOf } from './write-spec';
