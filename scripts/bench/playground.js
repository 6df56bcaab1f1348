// Turns an output folder of the size of the recipe opstack into YAML, and prints what it took as JSON.
'use strict';
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { App, Yaml } = require('cdk8s');
const { BuilderPlaygroundChart } = require('../../dist/src');

const dir = mkdtempSync(join(tmpdir(), 'playground-'));
const write = (path, content) => {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), content);
  return Buffer.byteLength(content);
};
const hex = (value, length) => value.toString(16).padStart(length, '0');

/** Predeploys: thousands of proxies that differ in their address. */
function alloc(bytes) {
  const entries = [];
  for (let size = 0, i = 0; size < bytes; i++) {
    const entry = `"0x${hex(i, 40)}":{"code":"0x${'60806040526004361061005e575f3560e0'.repeat(60)}","storage":{"0x${hex(i * 7919, 64)}":"0x${hex(i, 64)}"},"balance":"0x0"}`;
    entries.push(entry);
    size += entry.length;
  }
  return `{"config":{"chainId":13},"timestamp":"0x6a64f040","alloc":{${entries.join(',')}}}`;
}

const time = 1785000000;
const ssz = Buffer.alloc(2_751_197);
ssz.writeBigUInt64LE(BigInt(time));
let bytes = write('l2-genesis.json', alloc(9_400_000)) + write('genesis.json', alloc(1_150_000)) + write('testnet/genesis.ssz', ssz);
bytes += write('rollup.json', JSON.stringify({ genesis: { l2_time: time + 2 } })) + write('jwtsecret', '0'.repeat(64)) + write('testnet/config.yaml', 'PRESET_BASE: mainnet\n');
for (let i = 0; i < 100; i++) bytes += write(`data_validator/validators/0x${hex(i, 96)}/voting-keystore.json`, JSON.stringify({ crypto: hex(i * 7919, 600) })) + write(`data_validator/secrets/0x${hex(i, 96)}`, 'secret');

const port = (name, number) => ({ name, port: number, Protocol: 'tcp' });
const client = (name, files) => ({
  name, image: `example/${name}`, tag: 'v1', args: ['node', '--http.port', '{{Port "http" 8545}}', '--authrpc.port', '{{Port "authrpc" 8551}}'],
  ports: [port('http', 8545), port('authrpc', 8551)], files_mapped: files, volumes_mapped: { '/db': { Name: 'data', IsLocal: false } },
});
write('manifest.json', JSON.stringify({
  services: [
    client('el', { '/data/genesis.json': 'genesis.json', '/data/jwtsecret': 'jwtsecret' }),
    client('op-geth', { '/data/l2-genesis.json': 'l2-genesis.json', '/data/jwtsecret': 'jwtsecret' }),
    { ...client('op-node', { '/data/rollup.json': 'rollup.json' }), args: ['{{Service "el" "http" "http" ""}}', '{{Service "op-geth" "authrpc" "http" ""}}', '{{Port "http" 8545}}', '{{Port "authrpc" 8551}}'] },
    { name: 'validator', image: 'sigp/lighthouse', tag: 'v1', args: ['vc'], files_mapped: { '/data/validator': 'data_validator', '/data/testnet': 'testnet' } },
  ],
}));

const begin = performance.now();
const chart = new BuilderPlaygroundChart(new App(), 'opstack', { output: dir });
const built = performance.now();
const yaml = Yaml.stringify(...chart.toJson());
const done = performance.now();
rmSync(dir, { recursive: true });
console.log(JSON.stringify({ bytes, yaml: yaml.length, build: built - begin, synth: done - built }));
