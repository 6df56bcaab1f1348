// Loads every name of the library, or what making a rollup asks for, and prints what the files of each package and folder took as JSON. A
// file's time is without that of the files which it loads, but with finding them.
'use strict';
const { join, relative } = require('node:path');

const own = join(__dirname, '..', '..', 'dist');
const load = require.extensions['.js'];
const costs = {};
const open = [];

/** The package that a file is of; the library's folders count by themselves. */
function partOf(file) {
  if (file.startsWith(own)) return `${relative(own, file).split(/[\\/]/).slice(0, -1).slice(0, 2).join('/')}/`;
  const [, ...inside] = file.split(/[\\/]node_modules[\\/]/);
  if (inside.length === 0) return 'the bench itself';
  return inside.map((path) => path.split(/[\\/]/).slice(0, path.startsWith('@') ? 2 : 1).join('/')).join(' > ');
}

require.extensions['.js'] = (module, file) => {
  const frame = { inner: 0 };
  open.push(frame);
  const begin = performance.now();
  load(module, file);
  const took = performance.now() - begin;
  open.pop();
  const outer = open.at(-1);
  if (outer) outer.inner += took;
  const cost = (costs[partOf(file)] ??= { ms: 0, modules: 0 });
  cost.ms += took - frame.inner;
  cost.modules++;
};

const { App } = require('cdk8s');
const library = require(join(own, 'src'));
if (process.argv[2] === 'rollup') require('./rollup').rollup(new App(), 0);
else for (const [name, value] of Object.entries(library)) if (value === undefined) throw new Error(`the library has no ${name}`);
console.log(JSON.stringify(costs));
