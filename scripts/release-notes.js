// Prints what CHANGELOG.md says of the version that a tag names: `node scripts/release-notes.js v1.2.3`. Fails where the
// tag, package.json and the changelog do not name one version.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** The part of the changelog below the heading of the version; undefined where there is none. */
function notesOf(changelog, version) {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find((each) => each.startsWith(`${version} `) || each.startsWith(`${version}\n`));
  return part?.slice(part.indexOf('\n') + 1).trim();
}

function main([tag]) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, and package.json has ${version}`);
  const notes = notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version);
  if (!notes) throw new Error(`CHANGELOG.md says nothing of ${version}`);
  console.log(notes);
}

module.exports = { notesOf };
if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
