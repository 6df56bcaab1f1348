import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Duration, Size } from 'cdk8s';
import { ConfigSource, SecretValue, type OptimismNetworkProps, type SnapshotProps } from '../../src';
import { find, manifestsOf } from '../../src/testing';
import { genesis, l1, rollup, type EmittedContainer } from '../support/fixtures';
import { isObject, looking, makeNode, makePair, type NodeSpec, type Seen } from './support/node';
import { Sandbox, Server, cleanUp, install, kubelet, newFolder, onPath, serveFiles, withEachShell, type Outcome, type Running, type Runtime, type Serving } from './support/shell';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterAll(cleanUp);

const toStop: (Server | Running)[] = [];
afterEach(async () => {
  for (const each of toStop.splice(0)) await (each instanceof Server ? each.stop() : each.end());
});

function keep<T extends Server | Running>(one: T): T {
  toStop.push(one);
  return one;
}

/** A node whose manifests other tests check. */
function peekNode(spec: NodeSpec = {}, network?: OptimismNetworkProps): Seen {
  const { chart, node } = makeNode(spec, network);
  return looking(manifestsOf(chart), node.name);
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

function commandOf(readiness: unknown): string[] {
  const exec = isObject(readiness) ? readiness.exec : undefined;
  return isObject(exec) && Array.isArray(exec.command) ? exec.command.map(String) : [];
}

const block = (seconds: number): unknown => ({ result: { number: '0x10', transactions: ['0x01'], timestamp: `0x${(Math.floor(Date.now() / 1000) - seconds).toString(16)}` } });

async function probe(runtime: Runtime, answer: (server: Server) => unknown): Promise<{ outcome: Outcome; server: Server }> {
  const server = keep(await Server.start((_request, response) => answerWith(response, answer(server))));
  const container = peekNode({ execution: { http: { port: server.port } }, readiness: { when: 'synced', maxHeadAge: Duration.seconds(60) } }).container('companion');
  return { outcome: await new Sandbox(container).run(runtime, commandOf(container.readinessProbe)), server };
}

function headAge(runtime: Runtime): void {
  describe('the probe of the head\'s age', () => {
    test('succeeds on a young block', async () => {
      const { outcome, server } = await probe(runtime, () => block(5));
      expect(outcome).toEqual({ code: 0, output: '' });
      expect(server.calls).toEqual(['eth_getBlockByNumber("latest", false)']);
      expect(server.requests[0]?.headers['content-type']).toBe('application/json');
    });

    test.each<[string, () => unknown]>([
      ['an old block', () => block(3600)],
      ['no block', () => ({ result: null })],
      ['an error', () => ({ error: { code: -32000, message: 'not ready' } })],
      ['a timestamp that is none', () => ({ result: { timestamp: '0x' } })],
      ['garbage', () => '<html>"timestamp"</html>'],
      ['nothing', () => ''],
      ['a failure', () => 500],
    ])('fails on %s', async (_what, answer) => {
      const { outcome, server } = await probe(runtime, answer);
      expect(outcome.code).not.toBe(0);
      expect(server.requests.length).toBeGreaterThan(0);
    });

    test('fails where nobody listens', async () => {
      const server = await Server.rpc({});
      const container = peekNode({ execution: { http: { port: server.port } } }).container('companion');
      await server.stop();
      expect((await new Sandbox(container).run(runtime, commandOf(container.readinessProbe))).code).not.toBe(0);
    });
  });
}

function answerWith(response: { writeHead(code: number): unknown; end(text?: string): unknown }, answer: unknown): void {
  if (typeof answer === 'number') {
    response.writeHead(answer);
    response.end();
  } else {
    response.end(typeof answer === 'string' ? answer : JSON.stringify({ jsonrpc: '2.0', id: 1, ...(isObject(answer) ? answer : {}) }));
  }
}

const SELF = { opp2p_self: { peerID: '16Uiu2HAmSequencer', nodeID: 'ab', addresses: ['/ip4/10.0.0.1/tcp/9222/p2p/16Uiu2HAmSequencer'] } };

async function replicaBesideSequencer(): Promise<{ own: Server; container: EmittedContainer }> {
  const own = keep(await Server.rpc({}));
  const { chart, replica } = makePair({}, { consensus: { rpc: { port: own.port } } });
  return { own, container: looking(manifestsOf(chart), replica.name).container('companion') };
}

function peering(runtime: Runtime): void {
  describe('the companion', () => {
    const PEER = '/dns/acme-sequencer-headless/tcp/9222/p2p/16Uiu2HAmSequencer';
    const ONCE = ['opp2p_connectPeer("' + PEER + '")', 'opp2p_protectPeer("16Uiu2HAmSequencer")'];

    test('asks the sequencer for its peer id, connects the node and protects the connection', async () => {
      const { own, container } = await replicaBesideSequencer();
      const sequencer = keep(await Server.rpc(SELF));
      const running = keep(new Sandbox(container, { 'http://acme-sequencer:9545': sequencer.url }).start(runtime));
      await own.asked(2);
      expect(sequencer.calls).toEqual(['opp2p_self()']);
      expect(own.calls).toEqual(ONCE);
      running.terminate();
      expect((await running.ended).code).toBe(0);
    });

    test('goes on while the sequencer is away, and connects when it is back', async () => {
      const { own, container } = await replicaBesideSequencer();
      const first = await Server.rpc(SELF);
      const { port, url } = first;
      await first.stop();
      const running = keep(new Sandbox(container, { 'http://acme-sequencer:9545': url, 'sleep 30': 'sleep 0.05' }).start(runtime));
      await running.says('the sequencer is not reached');
      expect(own.calls).toEqual([]);
      const back = keep(await Server.rpc(SELF, port));
      await own.asked(4);
      expect(own.calls.slice(0, 4)).toEqual([...ONCE, ...ONCE]);
      expect(back.requests.length).toBeGreaterThan(1);
    });

    test('takes an answer without a peer id for none', async () => {
      const { own, container } = await replicaBesideSequencer();
      const sequencer = keep(await Server.rpc({}));
      const running = keep(new Sandbox(container, { 'http://acme-sequencer:9545': sequencer.url, 'sleep 30': 'sleep 0.05' }).start(runtime));
      await sequencer.asked(2);
      await running.says('the sequencer is not reached');
      expect(own.calls).toEqual([]);
    });

    test.each(['asleep', 'with nothing to do'])('ends at once when it is told to, %s', async (what) => {
      const { own, container } = await replicaBesideSequencer();
      const sequencer = keep(await Server.rpc(SELF));
      const idle = peekNode().container('companion');
      const sandbox = what === 'asleep' ? new Sandbox(container, { 'http://acme-sequencer:9545': sequencer.url }) : new Sandbox({ ...idle, command: ['sh', '-uc', String(idle.command?.[2]).replace('while', 'echo waiting\nwhile')] });
      const running = keep(sandbox.start(runtime));
      await (what === 'asleep' ? own.asked(2) : running.says('waiting'));
      running.terminate();
      expect((await running.ended).code).toBe(0);
    });
  });
}

function jwt(runtime: Runtime): void {
  test('the secret of the engine API is made once, for the pod\'s user alone', async () => {
    const { container } = peekNode();
    const sandbox = new Sandbox(container('prepare'));
    sandbox.write('/l2-genesis-packed/genesis.json.gz', gzipSync('{}'));
    const file = sandbox.at('/jwt/jwt.hex');
    expect(await sandbox.run(runtime)).toEqual({ code: 0, output: '' });
    const first = readFileSync(file, 'utf8');
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(new Set(readdirSync(sandbox.at('/data')))).toEqual(new Set(['op-node', 'op-reth']));
    expect((await sandbox.run(runtime)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(first);
    const other = new Sandbox(container('prepare'));
    other.write('/l2-genesis-packed/genesis.json.gz', gzipSync('{}'));
    await other.run(runtime);
    expect(readFileSync(other.at('/jwt/jwt.hex'), 'utf8')).not.toBe(first);
  });
}

async function downloading(runtime: Runtime, answered: Buffer, expected: Buffer): Promise<{ sandbox: Sandbox; outcome: Outcome }> {
  const server = keep(await serveFiles({ '/rollup.json': Buffer.from('{}'), '/genesis.json': answered }));
  const network: OptimismNetworkProps = {
    ...l1, chainId: 42069, l1ChainId: 11155111,
    rollupConfig: ConfigSource.fromUrl(`${server.url}/rollup.json`, { sha256: sha256('{}') }),
    l2Genesis: ConfigSource.fromUrl(SecretValue.fromSecret('files', 'genesis'), { sha256: sha256(expected) }),
  };
  const sandbox = new Sandbox(peekNode({}, network).container('prepare'), {}, { L2_GENESIS_URL: `${server.url}/genesis.json` });
  return { sandbox, outcome: await sandbox.run(runtime) };
}

function files(runtime: Runtime): void {
  describe('the chain\'s files', () => {
    test('genesis.json is unpacked to what it was', async () => {
      const text = `${JSON.stringify({ ...genesis, note: 'é "quoted" $(date) $$ \\n' })}\n`;
      const { manifests, container } = peekNode({}, { ...l1, rollupConfig: ConfigSource.inline(rollup), l2Genesis: ConfigSource.inline(text) });
      const { binaryData } = find(manifests, 'ConfigMap', 'acme-network-genesis');
      const sandbox = new Sandbox(container('prepare'));
      sandbox.write('/l2-genesis-packed/genesis.json.gz', Buffer.from(String(isObject(binaryData) && binaryData['genesis.json.gz']), 'base64'));
      expect((await sandbox.run(runtime)).code).toBe(0);
      expect(readFileSync(sandbox.at('/network/l2-genesis/genesis.json'), 'utf8')).toBe(text);
    });

    test('a packed file that is broken stops the pod', async () => {
      const sandbox = new Sandbox(peekNode().container('prepare'));
      sandbox.write('/l2-genesis-packed/genesis.json.gz', 'this is no gzip');
      expect((await sandbox.run(runtime)).code).not.toBe(0);
    });

    test('a file is downloaded when its checksum is right', async () => {
      const bytes = Buffer.from(JSON.stringify(genesis));
      const { sandbox, outcome } = await downloading(runtime, bytes, bytes);
      expect(outcome.code).toBe(0);
      expect(readFileSync(sandbox.at('/network/l2-genesis/genesis.json'))).toEqual(bytes);
      expect(readFileSync(sandbox.at('/network/rollup-config/rollup.json'), 'utf8')).toBe('{}');
    });

    test('a file whose checksum is wrong stops the pod, and is never in its place', async () => {
      const { sandbox, outcome } = await downloading(runtime, Buffer.from('{"evil":true}'), Buffer.from('{}'));
      expect(outcome.code).not.toBe(0);
      expect(existsSync(sandbox.at('/network/l2-genesis/genesis.json'))).toBe(false);
    });
  });
}

/** A tar file with a database in a folder. */
async function tarOf(content: string | Buffer): Promise<Buffer> {
  const folder = newFolder();
  mkdirSync(join(folder, 'top/db'), { recursive: true });
  writeFileSync(join(folder, 'top/db/data'), content);
  writeFileSync(join(folder, 'top/version'), '1');
  const chunks: Buffer[] = [];
  const child = spawn('tar', ['-c', '-C', folder, '-f', '-', 'top']);
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => {
    child.on('close', resolve);
  });
  return Buffer.concat(chunks);
}

/** A snapshot on a server, and the container that unpacks it. */
interface Case {
  readonly server: Server;
  readonly sandbox: Sandbox;
  readonly file: string;
  readonly packed: Buffer;
  readonly run: () => Promise<Outcome>;
}

async function served(runtime: Runtime, compression: 'gzip' | 'none' = 'gzip', over: Partial<SnapshotProps> = {}): Promise<Case> {
  const tar = await tarOf('the chain'.repeat(5000));
  return serving(runtime, compression === 'gzip' ? gzipSync(tar) : tar, { compression, ...over });
}

async function serving(runtime: Runtime, packed: Buffer, over: Partial<SnapshotProps> = {}, how: Serving = {}): Promise<Case> {
  const server = keep(await serveFiles({ '/snapshot': packed }, how));
  const snapshot = { url: `${server.url}/snapshot`, sha256: sha256(packed), ...over };
  const sandbox = new Sandbox(peekNode({ snapshot: over.insecure ? { ...snapshot, sha256: undefined } : snapshot }).container('snapshot'), { 'sleep 5': 'sleep 0.05', ...(how.pieces ? { 'sleep 30': 'sleep 0.1' } : {}) });
  return { server, sandbox, packed, file: `/data/.snapshot/download/${snapshot.sha256}`, run: () => sandbox.run(runtime) };
}

const unpacked = ({ sandbox }: Case, top = 'top/'): string => readFileSync(sandbox.at(`/data/op-reth/${top}db/data`), 'utf8');

const isDone = ({ sandbox }: Case): boolean => existsSync(sandbox.at('/data/.snapshot/done'));

function snapshots(runtime: Runtime): void {
  describe('the snapshot', () => {
    test.each(['gzip', 'none'] as const)('is downloaded, verified and unpacked once (%s)', async (compression) => {
      const one = await served(runtime, compression);
      expect(await one.run()).toEqual({ code: 0, output: 'snapshot: downloading 0 MiB\nsnapshot: unpacking\nsnapshot: done\n' });
      expect(unpacked(one)).toBe('the chain'.repeat(5000));
      expect(readdirSync(one.sandbox.at('/data/.snapshot'))).toEqual(['done']);
      writeFileSync(one.sandbox.at('/data/op-reth/top/db/data'), 'grown');
      expect(await one.run()).toEqual({ code: 0, output: 'snapshot: unpacked before\n' });
      expect(unpacked(one)).toBe('grown');
      // One for its length.
      expect(one.server.requests).toHaveLength(2);
    });

    test('loses its leading folders', async () => {
      const one = await served(runtime, 'gzip', { stripComponents: 1 });
      expect((await one.run()).code).toBe(0);
      expect(unpacked(one, '')).toContain('the chain');
      expect(new Set(readdirSync(one.sandbox.at('/data/op-reth')))).toEqual(new Set(['db', 'version']));
    });

    test('is not unpacked when its checksum is wrong, and is asked for again', async () => {
      const one = await served(runtime, 'gzip', { sha256: 'a'.repeat(64) });
      const outcome = await one.run();
      expect(outcome.code).not.toBe(0);
      expect(outcome.output).toContain('wrong checksum');
      expect(readdirSync(one.sandbox.at('/data/.snapshot/download'))).toEqual([]);
      expect(readdirSync(one.sandbox.at('/data/op-reth'))).toEqual([]);
      await one.run();
      expect(one.server.requests.map(({ headers }) => headers.range)).toEqual([undefined, undefined, undefined, undefined]);
    });

    test('leaves a volume with data alone', async () => {
      const one = await served(runtime);
      one.sandbox.write('/data/op-reth/db/data', 'mine');
      expect(await one.run()).toEqual({ code: 0, output: 'snapshot: the volume holds data, leaving it alone\n' });
      expect(readFileSync(one.sandbox.at('/data/op-reth/db/data'), 'utf8')).toBe('mine');
      expect(one.server.requests).toEqual([]);
    });

    test('starts over after an interrupted unpacking, with the file that is there', async () => {
      const one = await served(runtime);
      one.sandbox.write(one.file, one.packed);
      one.sandbox.write('/data/.snapshot/unpacking', '');
      one.sandbox.write('/data/op-reth/half', 'unpacked');
      one.sandbox.write('/data/op-reth/.hidden', 'unpacked');
      expect((await one.run()).code).toBe(0);
      expect(readdirSync(one.sandbox.at('/data/op-reth'))).toEqual(['top']);
      expect(unpacked(one)).toContain('the chain');
      expect(one.server.requests).toHaveLength(1);
    });

    test('starts over after an interrupted unpacking, with the file gone', async () => {
      const one = await served(runtime);
      one.sandbox.write('/data/.snapshot/unpacking', '');
      one.sandbox.write('/data/op-reth/half', 'unpacked');
      expect((await one.run()).code).toBe(0);
      expect(readdirSync(one.sandbox.at('/data/op-reth'))).toEqual(['top']);
    });

    test('resumes an interrupted download', async () => {
      const one = await served(runtime);
      one.sandbox.write(one.file, one.packed.subarray(0, 100));
      expect((await one.run()).code).toBe(0);
      expect(unpacked(one)).toContain('the chain');
      expect(one.server.requests.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=100-']);
    });

    test('does not mix with what is left of another', async () => {
      const one = await served(runtime);
      one.sandbox.write('/data/.snapshot/download/other', 'half of another file');
      expect((await one.run()).code).toBe(0);
      expect(one.server.requests.map(({ headers }) => headers.range)).toEqual([undefined, undefined]);
      expect(unpacked(one)).toContain('the chain');
    });

    test('is not done when it cannot be unpacked', async () => {
      const one = await served(runtime, 'none', { compression: 'gzip' });
      expect((await one.run()).code).not.toBe(0);
      expect(isDone(one)).toBe(false);
      expect((await one.run()).code).not.toBe(0);
      expect(isDone(one)).toBe(false);
    });

    test('is not done when the unpacker breaks off at the end of a file', async () => {
      const tar = await tarOf('x'.repeat(512));
      const broken = gzipSync(tar);
      broken.writeUInt32LE((broken.readUInt32LE(broken.length - 8) ^ 1) >>> 0, broken.length - 8);
      const server = keep(await serveFiles({ '/snapshot': broken }));
      const sandbox = new Sandbox(peekNode({ snapshot: { url: `${server.url}/snapshot`, sha256: sha256(broken) } }).container('snapshot'));
      expect((await sandbox.run(runtime)).code).not.toBe(0);
      expect(existsSync(sandbox.at('/data/.snapshot/done'))).toBe(false);
    });

    test('is asked for again when the server fails', async () => {
      const one = await served(runtime);
      await one.server.stop();
      expect((await one.run()).code).not.toBe(0);
      expect(isDone(one)).toBe(false);
      expect(existsSync(one.sandbox.at('/data/.snapshot/unpacking'))).toBe(false);
    });
  });
}

/** A file that does not compress, so that its packed form does not fit into a pipe. */
const noise = (bytes: number): Buffer => randomBytes(bytes);

function interruptions(runtime: Runtime): void {
  describe('the snapshot of a bad server', () => {
    test('goes on where a connection was cut, as often as something comes', async () => {
      // GNU's wget tries again by itself, says nothing of it, and waits longer each time.
      const patient = runtime.name === 'sh and wget';
      const packed = await tarOf(noise(3_000_000));
      const one = await serving(runtime, packed, { compression: 'none' }, { cutAfter: patient ? 1_600_000 : 600_000 });
      const { code, output } = await one.run();
      expect(code).toBe(0);
      expect(readFileSync(one.sandbox.at('/data/op-reth/top/db/data')).length).toBe(3_000_000);
      const ranges = one.server.requests.map(({ headers }) => headers.range).filter((range) => range !== undefined);
      expect(ranges.length).toBeGreaterThanOrEqual(patient ? 1 : 4);
      expect(output.match(/interrupted after/g)?.length ?? 0).toBe(patient ? 0 : ranges.length);
    }, 30_000);

    // GNU's wget tries twenty times with longer and longer waits in between, before it says so.
    (runtime.name === 'sh and wget' ? test.skip : test)('gives up where nothing comes, and keeps what there is', async () => {
      const packed = await tarOf(noise(1_000_000));
      const one = await serving(runtime, packed, { compression: 'none' }, { cutAfter: 0 });
      one.sandbox.write(one.file, packed.subarray(0, 1000));
      const { code, output } = await one.run();
      expect(code).not.toBe(0);
      expect(output).toMatch(/the server does not answer|the download does not go on/);
      expect(statSync(one.sandbox.at(one.file)).size).toBe(1000);
    });

    test('is not begun before the server answers, and nothing is lost', async () => {
      const one = await served(runtime);
      one.sandbox.write(one.file, one.packed.subarray(0, 100));
      await one.server.stop();
      const { code, output } = await one.run();
      expect([code, output]).toEqual([1, 'snapshot: the server does not answer\n']);
      expect(statSync(one.sandbox.at(one.file)).size).toBe(100);
    });

    test('without a length is taken by its checksum', async () => {
      const packed = gzipSync(await tarOf('the chain'));
      const one = await serving(runtime, packed, {}, { chunked: true });
      const { code, output } = await one.run();
      expect(code).toBe(0);
      expect(output).toContain('does not tell how long the file is');
      expect(unpacked(one)).toBe('the chain');
    });

    test('that has become longer is another one', async () => {
      const one = await served(runtime);
      one.sandbox.write(one.file, Buffer.concat([one.packed, one.packed]));
      expect((await one.run()).code).toBe(0);
      expect(unpacked(one)).toContain('the chain');
    });

    test('says how far it is', async () => {
      const packed = gzipSync(await tarOf(noise(2_500_000)));
      const one = await serving(runtime, packed, {}, { pieces: 6 });
      const { output } = await one.run();
      expect(output).toMatch(/snapshot: downloading 2 MiB\n(.*\n)*snapshot: [012] of 2 MiB\n/);
      expect(output).toMatch(/unpacking\n(snapshot: (unpacking, \d+ MiB free|2 of 2 MiB)\n)*snapshot: done\n$/);
    });

    test('ends when the pod is told to', async () => {
      const packed = gzipSync(await tarOf(noise(2_000_000)));
      const one = await serving(runtime, packed, {}, { pieces: 1000 });
      const running = keep(one.sandbox.start(runtime));
      await running.says('downloading');
      running.terminate();
      expect((await running.ended).code).toBe(143);
      expect(isDone(one)).toBe(false);
    });
  });
}

function unverified(runtime: Runtime): void {
  describe('the snapshot without a checksum', () => {
    const insecure = { insecure: true } as const;

    test('is taken as it comes', async () => {
      const one = await serving(runtime, gzipSync(await tarOf('the chain')), insecure);
      expect((await one.run()).code).toBe(0);
      expect(unpacked(one)).toBe('the chain');
    });

    test('is resumed, by the name of its URL', async () => {
      const one = await serving(runtime, gzipSync(await tarOf('the chain'.repeat(5000))), insecure);
      const name = sha256(`${one.server.url}/snapshot\n`).slice(0, 16);
      one.sandbox.write(`/data/.snapshot/download/${name}`, one.packed.subarray(0, 100));
      expect((await one.run()).code).toBe(0);
      expect(one.server.requests.map(({ headers }) => headers.range)).toContain('bytes=100-');
      expect(unpacked(one)).toContain('the chain');
    });

    test('is not asked for again when it is whole', async () => {
      const one = await serving(runtime, gzipSync(await tarOf('the chain')), insecure);
      one.sandbox.write(`/data/.snapshot/download/${sha256(`${one.server.url}/snapshot\n`).slice(0, 16)}`, one.packed);
      expect((await one.run()).code).toBe(0);
      expect(one.server.requests).toHaveLength(1);
    });
  });
}

/** A folder becomes a volume of so many bytes, which needs a right that not everybody has. */
const mount = (folder: string, bytes: number): boolean => spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]).status === 0;
const unmount = (folder: string): unknown => spawnSync('umount', [folder]);

const mayMount = ((): boolean => {
  const folder = newFolder();
  return mount(folder, 4096) && Boolean(unmount(folder));
})();

/** A snapshot on a volume of so many bytes, and what becomes of it. */
async function on(runtime: Runtime, bytes: number, packed: Buffer, over: Partial<SnapshotProps>, how: Serving = {}): Promise<Case & { outcome: Outcome }> {
  const one = await serving(runtime, packed, over, how);
  const volume = one.sandbox.at('/data');
  mount(volume, bytes);
  try {
    return { ...one, outcome: await one.run() };
  } finally {
    unmount(volume);
  }
}

function smallVolumes(runtime: Runtime): void {
  (mayMount ? describe : describe.skip)(`the snapshot on a small volume${mayMount ? '' : ': nothing can be mounted here'}`, () => {
    test('is not begun when file and data do not fit together', async () => {
      const packed = gzipSync(await tarOf(noise(2_000_000)));
      const { outcome, server } = await on(runtime, 3_500_000, packed, {});
      expect(outcome).toEqual({ code: 1, output: 'snapshot: needs 4 MiB, and the volume has 3 MiB free\n' });
      expect(server.requests).toHaveLength(1);
      expect((await on(runtime, 6_000_000, packed, {})).outcome.code).toBe(0);
    });

    test('is not begun when the unpacked data are known not to fit', async () => {
      const packed = gzipSync(await tarOf('the chain'.repeat(500_000)));
      const { outcome } = await on(runtime, 3_000_000, packed, { unpackedSize: Size.mebibytes(5) });
      expect(outcome.output).toMatch(/^snapshot: needs 5 MiB, and the volume has 2 MiB free\n$/);
    });

    test('stops when the disk is full all the same', async () => {
      const packed = gzipSync(await tarOf('the chain'.repeat(500_000)));
      const unpacking = await on(runtime, 3_000_000, packed, {});
      expect(unpacking.outcome.code).toBe(1);
      expect(unpacking.outcome.output).toContain('cannot be unpacked');
      const long = await on(runtime, 1_000_000, await tarOf(noise(2_000_000)), { compression: 'none' }, { chunked: true });
      expect(long.outcome.code).not.toBe(0);
      expect(long.outcome.output).toContain('the download does not go on');
    });

    test('counts what is there already', async () => {
      const packed = await tarOf(noise(1_000_000));
      const one = await serving(runtime, packed, { compression: 'none' });
      const volume = one.sandbox.at('/data');
      mount(volume, 2_400_000);
      try {
        one.sandbox.write(one.file, packed.subarray(0, 900_000));
        expect(await one.run()).toMatchObject({ code: 0 });
      } finally {
        unmount(volume);
      }
    });
  });
}

const programs = { zstd: ['zstd', '-q', '-c'], lz4: ['lz4', '-q', '-c'] } as const;

function compressions(runtime: Runtime): void {
  describe.each(['zstd', 'lz4'] as const)('a snapshot packed by %s', (compression) => {
    const [program, ...args] = programs[compression];
    const packer = onPath(runtime.path, program);
    (packer === undefined ? test.skip : test)(`is unpacked${packer === undefined ? `: this shell has no ${program}` : ''}`, async () => {
      const packed = spawnSync(packer!, args, { input: await tarOf('the chain'.repeat(5000)) }).stdout;
      const one = await serving(runtime, packed, { compression, image: 'registry.example.com/unpacker:1' });
      expect((await one.run()).code).toBe(0);
      expect(unpacked(one)).toBe('the chain'.repeat(5000));
      const broken = await serving(runtime, packed.subarray(0, packed.length - 20), { compression, image: 'registry.example.com/unpacker:1' });
      expect((await broken.run()).output).toContain('cannot be unpacked');
      expect(isDone(broken)).toBe(false);
    });
  });
}

/** As much of geth as `init` needs; it breaks off when told to. */
const GETH = `#!/bin/sh
[ "$1" = init ] || exit 2
for arg; do case $arg in --datadir=*) dir=\${arg#--datadir=};; esac; done
mkdir -p "$dir/geth/chaindata"
[ -z "\${BREAK-}" ] || exit 1
echo "$*" >> "$dir/log"
`;

const log = (sandbox: Sandbox): string[] => (existsSync(sandbox.at('/data/op-geth/log')) ? readFileSync(sandbox.at('/data/op-geth/log'), 'utf8').trim().split('\n') : []);

function genesisOfGeth(runtime: Runtime): void {
  describe('the genesis of op-geth', () => {
    const tools = newFolder();
    install(tools, 'geth', GETH);
    const withGeth = { ...runtime, path: `${tools}${delimiter}${runtime.path}` };
    const spec: NodeSpec = { execution: { client: 'op-geth' } };
    const make = (variables: Record<string, string> = {}): Sandbox => {
      const sandbox = new Sandbox(peekNode(spec).container('init-genesis'), {}, variables);
      mkdirSync(sandbox.at('/data/op-geth'));
      return sandbox;
    };
    test('is written once', async () => {
      const sandbox = make();
      expect((await sandbox.run(withGeth)).code).toBe(0);
      expect((await sandbox.run(withGeth)).code).toBe(0);
      expect(log(sandbox)).toEqual([`init --datadir=${sandbox.at('/data/op-geth')} --state.scheme=path --db.engine=pebble ${sandbox.at('/network/l2-genesis/genesis.json')}`]);
      expect(new Set(readdirSync(sandbox.at('/data/op-geth')))).toEqual(new Set(['geth', 'log']));
    });

    test('is written anew after an interruption', async () => {
      const interrupted = make({ BREAK: '1' });
      expect((await interrupted.run(withGeth)).code).not.toBe(0);
      expect(existsSync(interrupted.at('/data/op-geth/geth/chaindata'))).toBe(true);
      const again = make();
      rmSync(again.at('/data/op-geth'), { recursive: true });
      again.write('/data/op-geth/.initializing', '');
      again.write('/data/op-geth/geth/chaindata/half', 'written');
      expect((await again.run(withGeth)).code).toBe(0);
      expect(log(again)).toHaveLength(1);
      expect(readdirSync(again.at('/data/op-geth/geth/chaindata'))).toEqual([]);
    });

    test('leaves a database that came with a snapshot alone', async () => {
      const sandbox = make();
      sandbox.write('/data/op-geth/geth/chaindata/CURRENT', 'x');
      expect((await sandbox.run(withGeth)).code).toBe(0);
      expect(log(sandbox)).toEqual([]);
    });
  });
}

withEachShell('with', (runtime) => {
  headAge(runtime);
  peering(runtime);
  jwt(runtime);
  files(runtime);
  genesisOfGeth(runtime);
});

withEachShell('with', (runtime) => {
  snapshots(runtime);
  interruptions(runtime);
  unverified(runtime);
  compressions(runtime);
  smallVolumes(runtime);
}, false);

describe('what the kubelet would fill in', () => {
  test('is kept for the shell in every script', () => {
    const { container, pod } = peekNode({ snapshot: { url: 'https://example.com/a.tar.gz', sha256: 'a'.repeat(64) } });
    const scripts = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map(({ command }) => command).concat([commandOf(container('companion').readinessProbe)]);
    const substitutions = scripts.flatMap((command) => (command?.[0] === 'sh' ? [String(command[2])] : [])).filter((script) => kubelet(script).includes('$('));
    expect(substitutions.length).toBeGreaterThanOrEqual(2);
    for (const script of substitutions) {
      expect(script.replaceAll('$$', '')).not.toContain('$(');
      expect(kubelet(script, { date: 'wrong' })).toBe(kubelet(script));
    }
  });
});
