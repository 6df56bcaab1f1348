// What the end-to-end check is told on its command line.
'use strict';
const { parseArgs } = require('node:util');

const HELP = `Applies every example to a cluster and looks at what becomes of it.

usage: npm run test:e2e -- [options]

  --kubeconfig <file>   cluster to use (default: KUBECONFIG, else kubectl's own default)
  --context <name>      context of the kubeconfig (default: the current one)
  --kubectl <path>      program to use (default: the one on PATH, else the one of the npm package)
  --example <name>      only this example; can be given again (default: all)
  --manifests <folder>  the .yaml files of a folder in place of the examples, each by itself
  --level <level>       Pod Security Standard of their namespaces: restricted, baseline or privileged (default: restricted)
  --run <id>            ends the names of the namespaces (default: random)
  --own-names           namespaces are called as in the manifests; refused where one is there already
  --timeout <seconds>   how long a controller may take to make its pods (default: 120)
  --keep                leave everything in the cluster
  --help                this text

Exit code: 0 when all checks hold, 1 when one does not, 2 when nothing could be checked, 130 when interrupted.
`;

const LEVELS = ['restricted', 'baseline', 'privileged'];

class UsageError extends Error {}

/** @throws UsageError when an option cannot be */
function readOptions(argv) {
  const string = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: { kubeconfig: string, context: string, kubectl: string, example: { type: 'string', multiple: true }, manifests: string, level: { type: 'string', default: 'restricted' }, run: string, 'own-names': flag, timeout: { type: 'string', default: '120' }, keep: flag, help: flag },
    }));
  } catch (error) {
    throw new UsageError(error.message);
  }
  const timeout = Number(values.timeout);
  if (!(timeout > 0)) throw new UsageError(`--timeout ${values.timeout} is no number of seconds`);
  if (!LEVELS.includes(values.level)) throw new UsageError(`--level ${values.level} is none of ${LEVELS.join(', ')}`);
  if (values.run !== undefined && !/^[a-z0-9]{1,12}$/.test(values.run)) throw new UsageError('--run takes up to 12 lower-case letters and digits');
  if (values.manifests !== undefined && values.example) throw new UsageError('--example and --manifests do not go together');
  return { ...values, timeout, ownNames: values['own-names'], run: values.run ?? Math.random().toString(36).slice(2, 8).padEnd(6, '0') };
}

module.exports = { HELP, UsageError, readOptions };
