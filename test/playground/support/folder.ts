import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What {@link outputFolder} writes beside the manifest. */
export const GENESIS_TIME = 1785000000;

const folders: string[] = [];

/** A new folder with the given files, removed by {@link removeFolders}. An object is written as the tool writes JSON. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array | object>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'playground-'));
  folders.push(dir);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, '\t'));
  }
  return dir;
}

export function removeFolders(): void {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true });
}

/** The first bytes of a beacon state. */
export function genesisSsz(time: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.writeBigUInt64LE(BigInt(time));
  return bytes;
}

/** The files of the recipes, small. */
export const artifacts = {
  'genesis.json': { config: { chainId: 1337 }, timestamp: `0x${GENESIS_TIME.toString(16)}` },
  'jwtsecret': '04592280e1778419b7aa954d43871cb2cfb2ebda754fb735e8adeb293a88f9bf',
  'l2-genesis.json': { config: { chainId: 13 } },
  'rollup.json': { genesis: { l2_time: GENESIS_TIME + 2 } },
  'rbuilder-config.toml': 'chain = "/data/genesis.json"\n',
  'rbuilder.toml': 'chain = "/data/genesis.json"\n',
  'enode-key-1.txt': '0'.repeat(63) + '1',
  'enode-key-2.txt': '0'.repeat(63) + '2',
  'testnet/config.yaml': 'PRESET_BASE: mainnet\n',
  'testnet/genesis.ssz': genesisSsz(GENESIS_TIME),
  'data_validator/validators/0xaa/voting-keystore.json': {},
  'data_validator/secrets/0xaa': 'secret',
};

/** An output folder with that manifest, an object or its text. */
export function outputFolder(manifest: object | string): string {
  return folderOf({ ...artifacts, 'manifest.json': manifest });
}

/** A service that is right; its fields can be replaced. */
export function service(name: string, over: object = {}): object {
  return { name, args: [], image: 'ghcr.io/example/it', tag: 'v1', ...over };
}

/** Where the real manifests are, if they are on this machine. */
export function fixtures(): string | undefined {
  const dir = join(__dirname, '../../../../shared/fixtures/playground');
  return existsSync(dir) ? dir : undefined;
}
