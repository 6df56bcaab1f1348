// Lets the compiled library load a module when a name of it is first used: a rollup has no use for the playground, nor a
// playground for the services, and most modules of types are empty. In a barrel, tsc writes `export { Name } from './module'`
// as a module that it requires at once and a getter over it; here that module is a stand-in that requires it when asked for
// the name. `export *` gets such getters too. What is exported, to CommonJS and to ES modules, stays the same.
'use strict';
const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

const RE_EXPORT = /^var (\w+) = require\("(\.[^"]*)"\);$/gm;
const EXPORT_ALL = /^__exportStar\(require\("(\.[^"]*)"\), exports\);$/gm;

const standIn = (module, path, names) => `var ${module} = { ${names.map((name) => `get ${name}() { return (this.loaded ??= require("${path}")).${name}; }`).join(', ')} };`;
const getter = (module, name) => `Object.defineProperty(exports, "${name}", { enumerable: true, get: function () { return ${module}.${name}; } });`;

/** The text of a compiled barrel, whose modules are loaded when they are first used. */
function lazy(text, namesOf) {
  let count = 0;
  return text
    .replace(RE_EXPORT, (line, module, path) => {
      const names = Array.from(text.matchAll(new RegExp(String.raw`get: function \(\) \{ return ${module}\.(\w+); \}`, 'g')), ([, name]) => name);
      return standIn(module, path, names);
    })
    .replace(EXPORT_ALL, (line, path) => {
      const names = namesOf(path);
      const module = `all_${++count}`;
      return names.length === 0 ? '' : [standIn(module, path, names), ...names.map((name) => getter(module, name))].join('\n');
    });
}

/** Rewrites the barrels of a compiled library, when all of their names are known. */
function lazyBarrels(folder) {
  const barrels = readdirSync(folder, { recursive: true }).filter((file) => /(^|[\\/])index\.js$/.test(file)).map((file) => join(folder, file));
  const rewritten = barrels.map((barrel) => [barrel, lazy(readFileSync(barrel, 'utf8'), (path) => Object.keys(require(join(dirname(barrel), path))))]);
  for (const [barrel, text] of rewritten) writeFileSync(barrel, text);
}

lazyBarrels(resolve(process.argv[2] ?? join(__dirname, '..', 'dist', 'src')));
