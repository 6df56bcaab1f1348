import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { EmittedContainer } from '../../support/fixtures';

/** A shell with its tools, as a container's image has them. */
export interface Runtime {
  readonly name: string;
  /** Program and leading arguments that stand for `sh`. */
  readonly sh: readonly string[];
  /** Folders of the tools. */
  readonly path: string;
}

/** What a script did. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

const APPLETS = ['cat', 'chmod', 'date', 'df', 'gunzip', 'head', 'ls', 'mkdir', 'mv', 'od', 'printf', 'rm', 'sed', 'sha256sum', 'sleep', 'stat', 'tail', 'tar', 'touch', 'tr', 'wc'];

/** Folders that {@link cleanUp} removes. */
const made: string[] = [];

/** A new empty folder. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'op-node-')));
  made.push(folder);
  return folder;
}

export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Puts a program into a folder. */
export function install(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
}

/** Calls that the tools of every image understand, and those of macOS do not. */
const CALLS = ['stat -c %s /dev/null', 'echo "$(sha256sum < /dev/null | head -c 64)  /dev/null" | sha256sum -c -'];

/**
 * The shells of this machine: its own with a stand-in for wget, its own with wget where there is one, and busybox with
 * all of its own tools where there is one, as in the toolbox image.
 *
 * @param timeouts whether the scripts give wget a timeout, which some builds of busybox lack
 */
function runtimes(timeouts: boolean): readonly Runtime[] {
  const path = process.env.PATH ?? '';
  const standIn = newFolder();
  install(standIn, 'wget', `#!${process.execPath}\n${WGET}`);
  const busybox = which('busybox');
  const applets = busybox && appletsOf(busybox, timeouts);
  const own = CALLS.every((call) => spawnSync('sh', ['-c', call]).status === 0);
  return [
    ...(own ? [{ name: 'sh and a stand-in for wget', sh: ['sh'], path: `${standIn}${delimiter}${path}` }] : []),
    ...(own && which('wget') ? [{ name: 'sh and wget', sh: ['sh'], path }] : []),
    ...(busybox && applets ? [{ name: 'busybox', sh: [busybox, 'sh'], path: applets }] : []),
  ];
}

/** Tests with each shell of this machine; where no shell has such tools as an image, they are skipped. @param timeouts as of {@link runtimes} */
export function withEachShell(title: string, tests: (runtime: Runtime) => void, timeouts = true): void {
  const found = runtimes(timeouts);
  if (found.length > 0) {
    describe.each(found)(`${title} $name`, tests);
    return;
  }
  process.stderr.write('SKIPPED: stat and sha256sum are not such as images have, and there is no busybox, so no script is run\n');
  describe.skip(`${title} a shell: none here has the tools of an image`, () => tests({ name: 'none', sh: [], path: '' }));
}

/** A folder with busybox's tools; none where it is built so that its shell can only fail on wget's -T. */
function appletsOf(busybox: string, timeouts: boolean): string | undefined {
  // No server of this process has to answer yet, so it may wait.
  const says = (...args: string[]): string => String(spawnSync(busybox, args, { env: { PATH: '' } }).stderr);
  const knowsTimeout = says('wget', '--help').includes('-T ');
  if (timeouts && !knowsTimeout && says('sh', '-c', 'wget --help').includes('Usage')) return undefined;
  const folder = newFolder();
  for (const applet of APPLETS) symlinkSync(busybox, join(folder, applet));
  if (knowsTimeout) symlinkSync(busybox, join(folder, 'wget'));
  else install(folder, 'wget', `#!${busybox} sh\nif [ "$1 $2" = '-q -T' ]; then shift 3; set -- -q "$@"; fi\nexec ${busybox} wget "$@"\n`);
  return folder;
}

const which = (program: string): string | undefined => onPath(process.env.PATH ?? '', program);

/** The file of a program in one of the folders. */
export function onPath(path: string, program: string): string | undefined {
  return path.split(delimiter).map((folder) => join(folder, program)).find((file) => existsSync(file));
}

/** As much of wget as the scripts use. */
const WGET = `
const { createWriteStream, existsSync, statSync } = require('node:fs');
const options = { '-T': 1, '-O': 1, '--header': 1, '--post-data': 1, '-q': 0, '-c': 0, '-S': 0 };
const given = {}; let url;
for (let i = 2; i < process.argv.length; i++) {
  const arg = process.argv[i];
  if (arg in options) given[arg] = options[arg] ? process.argv[++i] : true;
  else if (arg.startsWith('-')) throw new Error('unknown option ' + arg);
  else url = arg;
}
const file = given['-O'];
const have = given['-c'] && file !== '-' && existsSync(file) ? statSync(file).size : 0;
const headers = { ...(have ? { range: 'bytes=' + have + '-' } : {}) };
if (given['--header']) { const [name, ...value] = given['--header'].split(': '); headers[name] = value.join(': '); }
process.stdout.on('error', () => process.exit(1));
const fail = (error) => { console.error('wget: ' + error); process.exit(1); };
const request = require('node:http').request(url, { method: given['--post-data'] === undefined ? 'GET' : 'POST', headers }, (response) => {
  if (response.statusCode !== 200 && response.statusCode !== 206) fail('server returned error: ' + response.statusCode);
  if (given['-S']) for (const [name, value] of Object.entries(response.headers)) console.error('  ' + name + ': ' + value);
  const out = file === '-' ? process.stdout : createWriteStream(file, { flags: response.statusCode === 206 ? 'a' : 'w' });
  response.on('aborted', () => fail('aborted'));
  response.pipe(out);
});
request.on('error', fail);
request.end(given['--post-data']);
`;

/** What the kubelet makes of a command before it starts it. @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go */
export function kubelet(text: string, variables: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (whole: string, name: string | undefined) => (name === undefined ? '$' : (variables[name] ?? whole)));
}

/** A container's file system: a folder in which its mounts are folders. */
export class Sandbox {
  readonly root = newFolder();

  constructor(
    private readonly container: EmittedContainer,
    /** More texts to replace, such as a Service's address by one on loopback. */
    private readonly also: Readonly<Record<string, string>> = {},
    private readonly variables: Readonly<Record<string, string>> = {},
  ) {
    for (const { mountPath } of container.volumeMounts ?? []) mkdirSync(this.at(mountPath), { recursive: true });
  }

  /** Where a path of the container is. */
  at(path: string): string {
    return join(this.root, path);
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), content);
  }

  /** Starts a command of the container; its own unless another is given. */
  start(runtime: Runtime, command: readonly string[] = this.container.command ?? []): Running {
    const [sh, options, script] = command;
    if (sh !== 'sh' || options === undefined || script === undefined) throw new Error(`this is no script: ${command.join(' ')}`);
    const literal = Object.fromEntries((this.container.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
    const env = { ...literal, ...this.variables };
    return new Running(runtime, options, this.local(kubelet(script, env)), env);
  }

  run(runtime: Runtime, command?: readonly string[]): Promise<Outcome> {
    return this.start(runtime, command).ended;
  }

  private local(script: string): string {
    const paths = (this.container.volumeMounts ?? []).map(({ mountPath }) => mountPath);
    const known: Record<string, string> = { ...Object.fromEntries(paths.map((path) => [path, this.at(path)])), ...this.also };
    const names = Object.keys(known).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return names.length ? script.replace(new RegExp(`(?<!\\w)(?:${names.join('|')})(?!\\w)`, 'g'), (name) => known[name]!) : script;
  }
}

/** A running script, and all that it started. */
export class Running {
  readonly ended: Promise<Outcome>;
  private output = '';
  private readonly waiting: { readonly text: string; readonly done: () => void }[] = [];
  private readonly pid: number;

  constructor(runtime: Runtime, options: string, script: string, env: Readonly<Record<string, string>>) {
    const [program, ...args] = runtime.sh;
    // A process group of its own, so that what it leaves behind can be ended with it.
    const child = spawn(program!, [...args, options, script], { env: { ...env, PATH: runtime.path }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.pid = child.pid ?? 0;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => this.take(String(chunk)));
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      // The end of the shell itself: what it left running may hold its output open.
      child.on('exit', (code) => setImmediate(() => resolve({ code, output: this.output })));
    });
  }

  /** Waits until the script has written that. */
  says(text: string): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ text, done });
      this.take('');
    });
  }

  terminate(): void {
    process.kill(this.pid, 'SIGTERM');
  }

  /** Ends it and whatever it started. */
  async end(): Promise<void> {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // All of them have ended already.
    }
    await this.ended;
  }

  private take(chunk: string): void {
    this.output += chunk;
    for (const { done } of this.waiting.filter(({ text }) => this.output.includes(text))) done();
  }
}

/** A server on loopback that remembers what it was asked. */
export class Server {
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  private readonly listeners: (() => void)[] = [];
  private readonly server;

  private constructor(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        this.requests.push({ path: request.url ?? '', headers: request.headers, body });
        answer(request, response, body);
        for (const listener of this.listeners) listener();
      });
    });
  }

  static async start(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void, port = 0): Promise<Server> {
    const server = new Server(answer);
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.server.listen(port, '127.0.0.1', resolve);
    });
    return server;
  }

  /** A JSON-RPC server. */
  static rpc(answers: Readonly<Record<string, unknown>>, port?: number): Promise<Server> {
    return Server.start((_request, response, body) => {
      const { method } = rpcCall(body);
      response.end(`${JSON.stringify({ jsonrpc: '2.0', id: 1, result: answers[method] ?? null })}\n`);
    }, port);
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The JSON-RPC calls so far, as `method(params)`. */
  get calls(): readonly string[] {
    return this.requests.map(({ body }) => rpcCall(body)).map(({ method, params }) => `${method}(${params.map((param) => JSON.stringify(param)).join(', ')})`);
  }

  /** Waits until it was asked that often. */
  async asked(times: number): Promise<void> {
    while (this.requests.length < times) await new Promise<void>((resolve) => this.listeners.push(resolve));
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

function rpcCall(body: string): { method: string; params: unknown[] } {
  const call: unknown = JSON.parse(body);
  if (typeof call !== 'object' || call === null || !('method' in call) || !('params' in call) || !Array.isArray(call.params)) throw new Error(`this is no call: ${body}`);
  return { method: String(call.method), params: call.params };
}

/** How a server of files misbehaves. */
export interface Serving {
  /** Bytes after which it cuts each connection. */
  readonly cutAfter?: number;
  /** It does not say how long a file is. */
  readonly chunked?: boolean;
  /** It sends a file in that many pieces, a tenth of a second apart. */
  readonly pieces?: number;
}

/** Serves files by path, whole or from an offset on. */
export function serveFiles(files: Readonly<Record<string, Buffer>>, how: Serving = {}): Promise<Server> {
  return Server.start((request, response) => {
    const body = files[request.url ?? ''];
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    if (!body) response.writeHead(404).end();
    else if (from === undefined || how.chunked) send(response, 200, body, {}, how);
    else if (Number(from) >= body.length) response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
    else send(response, 206, body.subarray(Number(from)), { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }, how);
  });
}

function send(response: ServerResponse, code: number, body: Buffer, headers: Readonly<Record<string, string>>, { cutAfter, chunked, pieces = 1 }: Serving): void {
  response.writeHead(code, chunked ? headers : { ...headers, 'content-length': String(body.length) });
  if (cutAfter !== undefined && cutAfter < body.length) {
    response.write(body.subarray(0, cutAfter), () => response.destroy());
    return;
  }
  const length = Math.ceil(body.length / pieces);
  const sendFrom = (start: number): void => {
    if (start + length >= body.length) response.end(body.subarray(start));
    else if (!response.destroyed) response.write(body.subarray(start, start + length), () => setTimeout(() => sendFrom(start + length), 100));
  };
  sendFrom(0);
}
