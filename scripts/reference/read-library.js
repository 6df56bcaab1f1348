// Reads the public API with TypeDoc, and says what of it has no docstring.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const root = join(__dirname, '..', '..');

/** The package's entry points that are the library's own sources: name to import, folder below src. */
function entryPoints() {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([path, { types }]) => {
    const file = types && /^\.\/dist\/(src\/.*)\.d\.ts$/.exec(types);
    return file ? [{ module: path === '.' ? name : `${name}/${path.slice(2)}`, page: path === '.' ? undefined : path.slice(2), file: join(root, `${file[1]}.ts`) }] : [];
  });
}

/** The project as TypeDoc sees it: one module for each entry point. */
async function readLibrary() {
  const { Application, ReflectionKind } = await import(pathToFileURL(require.resolve('typedoc', { paths: [__dirname] })));
  const entries = entryPoints();
  const app = await Application.bootstrap({
    entryPoints: entries.map(({ file }) => file),
    basePath: join(root, 'src'),
    displayBasePath: join(root, 'src'),
    tsconfig: join(__dirname, 'tsconfig.json'),
    // What the compiler of the library finds, it finds in `npm run typecheck`.
    skipErrorChecking: true,
    disableSources: false,
    disableGit: true,
    sourceLinkTemplate: '{path}',
    excludeExternals: true,
    excludePrivate: true,
    excludeProtected: true,
    excludeInternal: true,
    sort: ['source-order'],
    // Of generated classes for custom resources.
    blockTags: [...(await defaultTags()), '@schema'],
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (!project || app.logger.hasErrors()) throw new Error('TypeDoc could not read the library');
  const modules = entries.map((entry) => {
    const file = entry.file.slice(join(root, 'src').length + 1);
    const module = project.children.find(({ sources }) => sources?.some(({ fullFileName }) => fullFileName === entry.file)) ?? project.children.find(({ name }) => `${name}.ts` === file || `${name}/index.ts` === file);
    if (!module) throw new Error(`TypeDoc has no module for ${file}`);
    return { ...entry, exported: module.children.filter(({ kind }) => kind !== ReflectionKind.Reference) };
  });
  return { modules, kinds: ReflectionKind };
}

async function defaultTags() {
  const { OptionDefaults } = await import(pathToFileURL(require.resolve('typedoc', { paths: [__dirname] })));
  return OptionDefaults.blockTags;
}

/** Every public member without a docstring. Constructors and members of unnamed types are spoken for by what they belong to. */
function undocumented(modules, kinds) {
  const missing = [];
  const visit = (reflection, path) => {
    const comment = reflection.comment ?? reflection.signatures?.[0]?.comment ?? reflection.getSignature?.comment;
    if (reflection.kind !== kinds.Constructor && !(comment?.summary.length > 0)) missing.push(`${path} (${reflection.sources?.[0]?.fileName ?? ''})`);
    for (const child of reflection.children ?? []) if (!child.flags.isExternal && !isInherited(child)) visit(child, `${path}.${child.name}`);
  };
  for (const { module, exported } of modules) for (const each of exported) visit(each, `${module}: ${each.name}`);
  return missing;
}

/** Whether it is documented where it comes from. */
const isInherited = ({ inheritedFrom }) => inheritedFrom !== undefined;

module.exports = { readLibrary, undocumented, isInherited };
