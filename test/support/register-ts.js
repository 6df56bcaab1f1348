// Lets a Node process of its own require the sources as they are, for what cannot be shown inside Jest's: which modules
// get loaded, and what several processes do to one file.
/* oxlint-disable no-underscore-dangle -- the hooks that Node has for this are named so */
'use strict';
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const src = join(__dirname, '..', '..', 'src');
const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveFilename(request, ...rest) {
  const [, entry] = /^cdk8s-op-stack(?:\/(\w+))?$/.exec(request) ?? [null, null];
  return resolve.call(this, entry === null ? request : join(src, entry ?? '', 'index.ts'), ...rest);
};
require.extensions['.ts'] = (module, path) => {
  const { code } = transformSync(readFileSync(path, 'utf8'), { filename: path, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  module._compile(code, path);
};
