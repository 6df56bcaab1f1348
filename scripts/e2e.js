// Applies the examples to a real cluster, checks what becomes of them, and removes them again.
'use strict';
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { basename, join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { CHECKS } = require('./e2e/checks');
const { cleanUp, prepare } = require('./e2e/cluster');
const { Kubectl, KubectlError } = require('./e2e/kubectl');
const { HELP, UsageError, readOptions } = require('./e2e/options');
const { objectsIn, planRun } = require('./e2e/plan');

const root = join(__dirname, '..');

/** The examples by name; images of playgrounds run as root. */
function readExamples({ example: only, manifests, level }) {
  if (manifests !== undefined) {
    if (!existsSync(manifests)) throw new UsageError(`there is no folder ${manifests}`);
    const files = readdirSync(manifests).filter((file) => /\.ya?ml$/.test(file)).toSorted((a, b) => a.localeCompare(b));
    if (files.length === 0) throw new UsageError(`no YAML file is in ${manifests}`);
    return files.map((file) => ({ name: basename(file).replace(/(\.k8s)?\.ya?ml$/, ''), level, objects: objectsIn(readFileSync(join(manifests, file), 'utf8')) }));
  }
  process.chdir(root);
  const { App, Yaml } = require('cdk8s');
  const { examples } = require(join(root, 'dist', 'examples'));
  const unknown = (only ?? []).find((name) => !Object.hasOwn(examples, name));
  if (unknown !== undefined) throw new UsageError(`there is no example ${unknown}; there are ${Object.keys(examples).join(', ')}`);
  return Object.entries(examples)
    .filter(([name]) => only === undefined || only.includes(name))
    .map(([name, make]) => ({ name, level: name.startsWith('playground') ? 'baseline' : 'restricted', objects: objectsIn(Yaml.stringify(...make(new App()).toJson())) }));
}

/** Prints one line for each check, and counts. */
class Report {
  counts = { ok: 0, failed: 0 };

  check(example, what, wrong) {
    const failed = wrong.length > 0;
    this.counts[failed ? 'failed' : 'ok'] += 1;
    console.log(`${failed ? 'FAIL' : 'ok  '} ${example}: ${what}${wrong.map((line) => `\n       ${line}`).join('')}`);
    return !failed;
  }
}

async function checkExamples(kubectl, plan, { timeout }, report, interrupted) {
  for (const example of plan.examples) {
    for (const [what, check] of CHECKS) {
      if (interrupted.now) return;
      const wrong = await check({ ...example, kubectl, timeout, sleep }).catch((error) => [error.message]);
      // What is not applied cannot be looked at.
      if (!report.check(example.name, what, interrupted.now ? ['interrupted'] : wrong) && what === 'it is applied') break;
    }
  }
}

/** What kubectl and the cluster say of themselves. @throws UsageError when no cluster answers */
async function versions(kubectl) {
  const { status, stdout, stderr } = await kubectl.call(['version', '--output=json']);
  const { clientVersion, serverVersion } = stdout ? JSON.parse(stdout) : {};
  if (status !== 0 || !serverVersion) throw new UsageError(`no cluster answers: ${stderr.trim() || 'kubectl names no server'}`);
  console.log(`     kubectl ${clientVersion.gitVersion}, server ${serverVersion.gitVersion}`);
  const [client, server] = [clientVersion, serverVersion].map(({ minor }) => Number.parseInt(minor, 10));
  if (Math.abs(client - server) > 1) console.log(`     they are ${Math.abs(client - server)} minor versions apart, and kubectl promises one; --kubectl takes another`);
}

async function main(argv) {
  const options = readOptions(argv);
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const program = options.kubectl ?? require('./kube-tools').kubectl();
  if (!program) throw new UsageError('kubectl is neither on PATH nor in the npm package; give --kubectl');
  const plan = planRun(readExamples(options), options);
  const kubectl = new Kubectl(program, options);
  await versions(kubectl);

  const report = new Report();
  const interrupted = { now: false };
  const stop = () => {
    if (interrupted.now) return;
    interrupted.now = true;
    console.log('     interrupted, cleaning up');
    kubectl.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  console.log(`     run ${options.run}: ${plan.namespaces.map(({ name }) => name).join(', ')}`);
  let refused;
  try {
    const { definitions, classes } = await prepare(kubectl, plan, options);
    console.log(`     made ${definitions} CustomResourceDefinitions and ${classes} PriorityClasses that were not there`);
    await checkExamples(kubectl, plan, options, report, interrupted);
  } catch (error) {
    refused = error;
  }
  if (options.keep) console.log(`     kept; remove it with: kubectl delete namespaces,customresourcedefinitions,priorityclasses -l e2e.cdk8s-op-stack/run=${options.run}`);
  else {
    const { wrong, others } = await cleanUp(kubectl, options);
    report.check('all', 'what the run made is removed', wrong);
    if (others.length > 0) console.log(`     but for definitions and classes, which other runs use: ${others.join(', ')}`);
  }
  const { ok, failed } = report.counts;
  console.log(`${ok} ok, ${failed} failed`);
  if (interrupted.now) return 130;
  if (refused) throw refused;
  return failed === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error instanceof UsageError || error instanceof KubectlError ? `e2e: ${error.message}` : error);
    process.exitCode = 2;
  },
);
