// Writes docs/compatibility.md from the compatibility module's data; `render` is also what the test compares with.
'use strict';
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const table = (head, rows) => [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
const day = (time) => (time === undefined ? '–' : new Date(time * 1000).toISOString().slice(0, 10));
const flags = (names) => names.map((flag) => `\`--${flag}\``).join(', ');
const or = (value) => value ?? '–';
const versionsIn = (minimums) => Object.entries(minimums).map(([component, minimum]) => `${component} ${minimum}`).join(', ');

/** The page, from the module's data. */
function render(data) {
  const { builtInChains, cataloguedComponents, components, defaultRelease, executionPairs, forkMaximums, forkMinimums, hardforks, l1Forks, newestKnown, pairs, releases, flagChanges, superchainForks, upgrade20, withdrawnVersions } = data;
  const shown = Object.keys(components).filter((component) => releases.some((release) => release.components[component]));
  const forks = [...hardforks, 'pectra_blob_schedule'].filter((fork) => forkMinimums.some((row) => row.fork === fork));
  const followers = [...new Set(forkMinimums.map(({ component }) => component))];
  return `# Compatibility

Written by \`npm run matrix\` from \`src/compatibility\`; a test fails when it is stale. What stands here is what synth
checks, and what \`checkCompatibility\` answers. State of knowledge: 2026-10-08. Newer versions are not refused: they give
a warning.

## Releases

Named sets of versions that belong together, pinned with \`images: { release: '…' }\`. The default is \`${defaultRelease}\`.

${table(['release', 'date', 'follows', ...shown], releases.map((release) => [`\`${release.name}\``, release.date, release.follows, ...shown.map((component) => or(release.components[component]))]))}

${releases.map((release) => `- \`${release.name}\`: ${release.summary}`).join('\n')}

Where each version comes from:

${table(['release', 'component', 'version', 'source'], releases.flatMap((release) => shown.filter((component) => release.components[component]).map((component) => [`\`${release.name}\``, component, release.components[component], release.sources[component]])))}

## Lowest version for each fork

Where two versions stand, the second has the fork's rules, and the first also has the times of the chains on Ethereum
built in.

${table(['fork', 'OP Sepolia', 'OP Mainnet', ...followers], forks.map((fork) => [
    fork,
    day(superchainForks.sepolia[fork]),
    day(superchainForks.mainnet[fork]),
    ...followers.map((component) => {
      const row = forkMinimums.find((each) => each.fork === fork && each.component === component);
      const limit = forkMaximums.find((each) => each.component === component && each.first === fork);
      return limit ? 'impossible' : row ? [row.minimum, row.rules].filter(Boolean).join(' / ') : '–';
    }),
  ]))}

${forkMaximums.map(({ component, last, hint }) => `${component}: its last fork is ${last}. ${hint}.`).join('\n')} op-program, which proves games
of type 0, has jovian as its last fork too.

## Forks of the L1

${table(['fork', 'L1', 'from', 'lowest versions'], l1Forks.map((row) => [row.fork, row.l1 === 1 ? 'Ethereum' : 'Sepolia', day(row.time), versionsIn(row.minimums)]))}

## Chains that were built in later

Chains that the components know by name; the times of a custom chain come from its files.

${table(['fork', 'lowest versions', 'chains', 'fault of older ones'], builtInChains.map((row) => [row.fork, versionsIn(row.minimums), row.networks.join(', '), row.fault ?? `has no ${row.fork} time built in`]))}

## Withdrawn and faulty versions

${table(['component', 'from', 'fixed in', 'severity', 'fault'], withdrawnVersions.map((row) => [row.component, or(row.from), row.fixed, row.severity, row.fault + (row.fork ? ` (with ${row.fork})` : '')]))}

## Versions that need each other

${table(['component', 'from', 'needs', 'because'], pairs.map((row) => [row.component, row.from + (row.before ? ` to before ${row.before}` : ''), `${row.needs} ${row.minimum}${row.fork ? ` (with ${row.fork})` : ''}`, row.why]))}

Chains that respect super-root games (5, 9; Upgrade 20) need ${versionsIn(upgrade20)}.

## Execution client by op-node

${table(['op-node from', 'op-geth', 'op-reth'], executionPairs.map((row) => [row.opNode, or(row.opGeth), or(row.opReth)]))}

## Renamed and removed flags

${table(['component', 'flag', 'since', 'now', 'what happened'], cataloguedComponents.flatMap((component) => (flagChanges[component] ?? []).map((row) => [component, flags(row.was) || 'new', row.since, flags(row.now) || 'gone', row.note])))}

## Newest versions known

${table(['component', 'version'], Object.entries(newestKnown))}
`;
}

/** The data of the compiled library, or of the folder that a test names. */
function dataOf(load) {
  const compatibility = load('compatibility');
  const rules = (name) => load(`compatibility/rules/${name}`);
  const { knownChains } = load('network');
  const forksOf = (name) => knownChains.find((chain) => chain.networkName === name).hardforks;
  return {
    ...compatibility,
    ...rules('fork-minimums'), ...rules('l1-forks'), ...rules('withdrawn'), ...rules('pairs'), ...rules('games'), ...rules('built-in-chains'), ...rules('known-versions'),
    flagChanges: load('compatibility/catalogue/renames').flagChanges,
    superchainForks: { mainnet: forksOf('op-mainnet'), sepolia: forksOf('op-sepolia') },
  };
}

module.exports = { render, dataOf };
if (require.main === module) {
  const root = join(__dirname, '..');
  writeFileSync(join(root, 'docs', 'compatibility.md'), render(dataOf((module) => require(join(root, 'dist', 'src', module)))));
}
