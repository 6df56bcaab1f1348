import { Option } from 'commander';
import { resolve } from 'node:path';
import { UsageError, type Definition } from '../definition';
import { jsonText } from '../json-text';
import { starterApp, templates, type Template } from '../starter-app';

interface Options {
  readonly template: Template;
  readonly name?: string;
  readonly force?: true;
  readonly json?: true;
}

/** Writes a cdk8s app to begin with. */
export const init: Definition = {
  takes: (command) => {
    command
      .argument('[dir]', 'folder of the app; made where it is missing', '.')
      .addOption(new Option('-t, --template <template>', 'what the app deploys').choices(Object.keys(templates)).default('replica'))
      .option('--name <name>', 'name in package.json; default: of the folder')
      .option('--force', 'write over files that are there')
      .option('--json', 'list the files as JSON on stdout');
  },
  examples: [
    ['init my-node --template replica', 'a read node of a public chain'],
    ['init my-rollup --template rollup', 'a rollup of your own, from the files of op-deployer'],
    ['init my-playground --template playground', 'a builder-playground as one pod'],
  ],
  action: (io) => (dir: string, { template, name, force, json }: Options) => {
    const app = starterApp(template, resolve(dir), name);
    const taken = force ? [] : app.taken();
    if (taken.length > 0) throw new UsageError(`${dir} has ${taken.join(', ')} already: name another folder, or use --force to write over ${taken.length === 1 ? 'it' : 'them'}`);
    app.write();
    if (json) io.out(jsonText({ dir, template, name: app.name, files: app.files }));
    else io.out(`${app.files.length} files are in ${dir}: ${templates[template].summary}.\n\nNext:\n${dir === '.' ? '' : `  cd ${dir}\n`}  npm install\n  npm test\n  npm run synth\n\nREADME.md there goes on.\n`);
  },
};
