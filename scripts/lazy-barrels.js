// Lets the compiled library load a folder when a name of it is first used: a rollup has no use for the playground, nor a
// playground for the services. tsc writes `export { Name } from './folder'` as a module that it requires at once and a getter
// over it; here that module is a stand-in that requires it when asked for the name. The getters stay as tsc wrote them, so
// what is exported, to CommonJS and to ES modules, stays the same too.
'use strict';
const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** The text of a compiled module, whose re-exports are loaded when they are first used. */
function lazy(text) {
  return text.replace(/^var (\w+) = require\("(\.[^"]*)"\);$/gm, (line, module, path) => {
    const names = Array.from(text.matchAll(new RegExp(String.raw`get: function \(\) \{ return ${module}\.(\w+); \}`, 'g')), ([, name]) => name);
    return `var ${module} = { ${names.map((name) => `get ${name}() { return (this.loaded ??= require("${path}")).${name}; }`).join(', ')} };`;
  });
}

/** Rewrites the barrels of a compiled library. */
function lazyBarrels(folder) {
  for (const file of readdirSync(folder, { recursive: true }).filter((each) => /(^|[\\/])index\.js$/.test(each))) {
    const path = join(folder, file);
    writeFileSync(path, lazy(readFileSync(path, 'utf8')));
  }
}

lazyBarrels(process.argv[2] ?? join(__dirname, '..', 'dist', 'src'));
