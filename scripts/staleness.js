// Asks upstream for its releases, and says what the compatibility matrix does not know yet. Exit code: 0 nothing, 1
// something, 2 upstream could not be asked. `--api URL` asks another server than GitHub's.
'use strict';
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const semver = require('semver');

/** Where the releases of a component are, and what stands before the version in their tags. */
const SOURCES = {
  'op-node': { repository: 'ethereum-optimism/optimism', prefix: 'op-node/' },
  'kona-node': { repository: 'ethereum-optimism/optimism', prefix: 'kona-node/' },
  'op-reth': { repository: 'ethereum-optimism/optimism', prefix: 'op-reth/' },
  'op-batcher': { repository: 'ethereum-optimism/optimism', prefix: 'op-batcher/' },
  'op-proposer': { repository: 'ethereum-optimism/optimism', prefix: 'op-proposer/' },
  'op-challenger': { repository: 'ethereum-optimism/optimism', prefix: 'op-challenger/' },
  'op-conductor': { repository: 'ethereum-optimism/optimism', prefix: 'op-conductor/' },
  'op-dispute-mon': { repository: 'ethereum-optimism/optimism', prefix: 'op-dispute-mon/' },
  'op-supernode': { repository: 'ethereum-optimism/optimism', prefix: 'op-supernode/' },
  'op-geth': { repository: 'ethereum-optimism/op-geth', prefix: '' },
  proxyd: { repository: 'ethereum-optimism/infra', prefix: 'proxyd/' },
};
const PAGES = 3;

async function tagsOf(api, repository) {
  const tags = [];
  for (let page = 1; page <= PAGES; page++) {
    const response = await fetch(`${api}/repos/${repository}/releases?per_page=100&page=${page}`, { headers: { accept: 'application/vnd.github+json', ...(process.env.GH_TOKEN && { authorization: `Bearer ${process.env.GH_TOKEN}` }) } });
    if (!response.ok) throw new Error(`${repository}: ${response.status} ${response.statusText}`);
    const releases = await response.json();
    tags.push(...releases.filter(({ draft, prerelease }) => !draft && !prerelease).map(({ tag_name: tag }) => tag));
    if (releases.length < 100) break;
  }
  return tags;
}

/** The newest version among tags such as `op-node/v1.19.3`; release candidates are none. */
function newest(tags, prefix) {
  const versions = tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length)).filter((version) => semver.valid(version) && !semver.prerelease(version));
  return versions.toSorted(semver.rcompare)[0];
}

async function main() {
  const { values } = parseArgs({ options: { api: { type: 'string', default: 'https://api.github.com' } } });
  const { newestKnown } = require(join(__dirname, '..', 'dist', 'src', 'compatibility', 'rules', 'known-versions'));
  const repositories = [...new Set(Object.keys(newestKnown).map((component) => SOURCES[component].repository))];
  const tags = Object.fromEntries(await Promise.all(repositories.map(async (repository) => [repository, await tagsOf(values.api, repository)])));
  const stale = Object.entries(newestKnown).flatMap(([component, known]) => {
    const { repository, prefix } = SOURCES[component];
    const version = newest(tags[repository], prefix);
    return version && semver.gt(version, known) ? [{ component, known, version, repository, tag: `${prefix}${version}` }] : [];
  });
  if (stale.length === 0) {
    console.log(`The matrix knows the newest of all ${Object.keys(newestKnown).length} components.`);
    return;
  }
  console.log('| component | newest known here | newest upstream |\n| --- | --- | --- |');
  for (const { component, known, version, repository, tag } of stale) console.log(`| ${component} | ${known} | [${version}](https://github.com/${repository}/releases/tag/${tag}) |`);
  console.log('\nRead their notes: a fork, a flag or a withdrawn version is a row in src/compatibility; then `npm run matrix`.');
  process.exitCode = 1;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
