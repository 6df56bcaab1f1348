// Runs kubectl, one call after the other.
'use strict';
const { spawn } = require('node:child_process');

/** A call of kubectl that failed. */
class KubectlError extends Error {
  constructor(args, { status, stderr }) {
    super(`kubectl ${args.slice(0, 3).join(' ')}: ${stderr.trim() || `exit code ${status}`}`);
    this.stderr = stderr;
  }
}

const keyOf = ({ kind, metadata }) => `${kind} ${metadata?.namespace ?? ''} ${metadata?.name}`;

/** Calls that end when the cluster has done something, within a time of their own. */
const WAITING = ['wait', 'delete'];

class Kubectl {
  constructor(program, { kubeconfig, context }) {
    this.program = program;
    this.options = [...(kubeconfig ? [`--kubeconfig=${kubeconfig}`] : []), ...(context ? [`--context=${context}`] : [])];
  }

  /** What a call prints and how it ends; objects go to its input as one list. */
  call(args, objects) {
    return new Promise((resolve, reject) => {
      // In a process group of its own, so that Ctrl-C is for this program to answer.
      const patience = WAITING.includes(args[0]) ? [] : ['--request-timeout=60s'];
      const child = spawn(this.program, [...args, ...patience, ...this.options], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
      this.child = child;
      const output = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => (output[stream] += text));
      child.on('error', (error) => reject(new KubectlError(args, { stderr: error.message })));
      child.on('close', (status) => resolve({ status, ...output }));
      // One that ends without reading is told of by its exit code.
      child.stdin.on('error', () => undefined);
      child.stdin.end(objects === undefined ? '' : JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    });
  }

  /** The same, for calls that have to succeed. @throws KubectlError */
  async run(args, objects) {
    const result = await this.call(args, objects);
    if (result.status !== 0) throw new KubectlError(args, result);
    return result;
  }

  /** What the cluster answers as JSON. */
  async json(args, objects) {
    return JSON.parse((await this.run([...args, '--output=json'], objects)).stdout);
  }

  /** Whether an object without a namespace is there. */
  async has(kind, name) {
    return (await this.run(['get', kind, name, '--ignore-not-found', '--output=name'])).stdout.trim() !== '';
  }

  /** Kinds whose objects belong to no namespace, with their groups: `ClusterRole.rbac.authorization.k8s.io`. */
  async clusterKinds() {
    // Whatever else it complains of, it prints those that it knows.
    const { stdout } = await this.call(['api-resources', '--namespaced=false', '--no-headers']);
    const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/)).filter((row) => row.length > 2);
    return new Set(rows.map((row) => [row.at(-1), ...row.at(-3).split('/').slice(0, -1)].join('.')));
  }

  /** The live state of objects, in their order; undefined for one that is not there. */
  async live(objects) {
    const answer = await this.json(['get', '--ignore-not-found', '--filename=-'], objects).catch((error) => {
      // Nothing at all is printed as nothing.
      if (error instanceof SyntaxError) return { items: [] };
      throw error;
    });
    const items = answer.kind === 'List' ? answer.items : [answer];
    const found = new Map((items ?? []).map((item) => [keyOf(item), item]));
    return objects.map((object) => found.get(keyOf(object)));
  }

  apply(objects, ...more) {
    return this.call(['apply', '--server-side', '--validate=strict', '--field-manager=cdk8s-op-stack-e2e', ...more, '--filename=-'], objects);
  }

  /** Ends the call that is under way. */
  stop() {
    this.child?.kill('SIGTERM');
  }
}

module.exports = { Kubectl, KubectlError };
