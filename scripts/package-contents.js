// Reviews what the package holds: every file has its place, what is compiled has its source, and all of it stays small.
'use strict';

/** Bytes: 460 sources made 1.2 MB packed and 5.2 MB unpacked; there is room for 300 more. */
const BUDGET = { size: 2_100_000, unpackedSize: 8_800_000 };

/** What may be in the package, and why. */
const ALLOWED = [
  { files: /^(package\.json|README\.md|LICENSE|NOTICE)$/, why: 'what npm and people look at first' },
  { files: /^CHANGELOG\.md$/, why: 'what changed', optional: true },
  { files: /^dist\/(src|imports)\/.+\.(js|d\.ts)(\.map)?$/, why: 'what is loaded' },
  { files: /^dist\/imports\/.+\.json$/, why: 'definitions that the compiled library loads' },
  { files: /^src\/.+\.ts$/, why: 'where source maps and declaration maps lead' },
  { files: /^imports\/[^/]+\.(ts|json|yaml)$/, why: 'definitions of custom resources, for the cluster and for source maps' },
  { files: /^docs\/troubleshooting\/.+\.md$/, why: 'where errors, warnings and alerts lead' },
  { files: /^templates\/(?!.*node_modules)[\w-]+\/.+$/, why: 'whole apps that the command begins, with tests and workflows of their own', optional: true },
];
/** What is never wanted, even where it would have a place. */
const NEVER = /(^|\/)(test|tests|__tests__|__snapshots__|fixtures|examples|node_modules|\.[^/]*)(\/|$)|\.(test|spec)\.|\.tsbuildinfo$|\.(pem|key)$/;
/** Except in apps that users begin with: those have tests of their own. */
const APP = /^templates\//;

/** The source of a compiled file. */
const sourceOf = (path) => path.replace(/^dist\//, '').replace(/\.(?:js|d\.ts)(?:\.map)?$/, '.ts');

/**
 * What is wrong with the contents of a package.
 *
 * @param packed what `npm pack --json` says of it
 * @returns one line for each problem
 */
function contentProblems({ files, size, unpackedSize }) {
  const paths = files.map(({ path }) => path);
  const there = new Set(paths);
  const over = Object.entries(BUDGET).filter(([name, most]) => ({ size, unpackedSize })[name] > most);
  return [
    ...paths.filter((path) => NEVER.test(path) && !APP.test(path)).map((path) => `${path}: this does not belong into the package`),
    ...paths.filter((path) => !ALLOWED.some((each) => each.files.test(path))).map((path) => `${path}: no entry of ALLOWED in scripts/package-contents.js is for this`),
    ...paths.filter((path) => path.startsWith('dist/') && !there.has(sourceOf(path))).map((path) => `${path}: it has no source; remove dist and build anew`),
    ...paths.filter((path) => /^src\/.+\.ts$/.test(path) && !there.has(`dist/${path.replace(/\.ts$/, '.js')}`)).map((path) => `${path}: it is not compiled`),
    ...ALLOWED.filter((each) => !each.optional && !paths.some((path) => each.files.test(path))).map(({ files: form, why }) => `nothing is ${form}: ${why}`),
    ...over.map(([name, most]) => `${name} is above its budget of ${most} bytes: ${{ size, unpackedSize }[name]}`),
  ];
}

module.exports = { contentProblems, BUDGET };
