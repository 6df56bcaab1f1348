import { BUDGET, contentProblems } from '../../scripts/package-contents';

const SOUND = [
  'package.json', 'README.md', 'LICENSE', 'NOTICE', 'docs/troubleshooting/README.md', 'docs/troubleshooting/codes/MISSING_L1_RPC.md',
  'src/index.ts', 'dist/src/index.js', 'dist/src/index.js.map', 'dist/src/index.d.ts', 'dist/src/index.d.ts.map',
  'imports/keda.sh.ts', 'imports/keda.sh.yaml', 'imports/keda.sh.json', 'dist/imports/keda.sh.js', 'dist/imports/keda.sh.json',
];
const found = (more: readonly string[], less: readonly string[] = [], sizes = { size: 1, unpackedSize: 1 }) =>
  contentProblems({ files: [...SOUND, ...more].filter((path) => !less.includes(path)).map((path) => ({ path })), ...sizes });

test('sound contents are no problem', () => {
  expect(found([])).toEqual([]);
  expect(found(['CHANGELOG.md', 'templates/replica/main.ts', 'templates/replica/main.test.ts', 'templates/replica/.github/workflows/ci.yaml'])).toEqual([]);
  expect(found([], [], BUDGET)).toEqual([]);
});

test.each([
  'test/index.test.ts', 'src/index.test.ts', 'dist/src/index.spec.js', 'examples/minimal/main.ts', 'dist/examples/main.js', 'src/__snapshots__/a.ts', '.env', 'src/.cache/a.ts',
  'dist/tsconfig.tsbuildinfo', 'src/signer.key', 'docs/guides/sizing.md', 'scripts/codes.js', 'notes.txt',
])('%s has no place', (path) => {
  expect(found([path])).toContainEqual(expect.stringContaining(`${path}: `));
});

test('what is compiled has a source, and the other way round', () => {
  expect(found(['dist/src/removed.js'])).toEqual([expect.stringContaining('dist/src/removed.js: it has no source')]);
  expect(found(['src/added.ts'])).toEqual(['src/added.ts: it is not compiled']);
});

test('nothing that has a place is missing', () => {
  expect(found([], ['docs/troubleshooting/README.md', 'docs/troubleshooting/codes/MISSING_L1_RPC.md'])).toEqual([expect.stringContaining('where errors, warnings and alerts lead')]);
});

test.each(['size', 'unpackedSize'] as const)('the %s has a limit', (name) => {
  expect(found([], [], { size: 1, unpackedSize: 1, [name]: BUDGET[name] + 1 })).toEqual([`${name} is above its budget of ${BUDGET[name]} bytes: ${BUDGET[name] + 1}`]);
});
