import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { readPlaygroundDeployment } from '../../src/playground';
import { problemsOf, untyped } from '../support/fixtures';
import { artifacts, fixtures, folderOf, removeFolders } from './support/folder';
import { container, podSpec } from './support/pod';
import { podOf } from './support/resource';

afterAll(removeFolders);

const shared = fixtures();

/** In the form of the first draft. */
const draft = {
  apiVersion: 'playground.flashbots.io/v1alpha1',
  kind: 'BuilderPlaygroundDeployment',
  metadata: { name: 'builder-playground-l1' },
  spec: {
    recipe: 'l1',
    storage: { type: 'local-path', path: '/srv/playground' },
    services: [
      {
        name: 'el', image: 'ghcr.io/example/reth', tag: 'v1', entrypoint: ['/usr/local/bin/reth'], volumes: [{ name: 'artifacts', mountPath: '/artifacts' }],
        args: ['node', '--chain', '{{.Dir}}/genesis.json', '--datadir', '{{.Dir}}/data_reth', '--jwt={{.Dir}}/jwtsecret', '--http.port', '{{Port "http" 8545}}'],
        ports: [{ name: 'http', port: 8545, protocol: 'tcp' }],
      },
      {
        name: 'beacon', image: 'ghcr.io/example/lighthouse', tag: 'v1', args: ['bn', '--testnet-dir', '{{.Dir}}/testnet', '--execution-endpoint', '{{Service "el" "http" "http"}}', '--peer={{Service "el" "http" "enode"}}'],
        readyCheck: { queryURL: 'http://localhost:3500/eth/v1/node/syncing', interval: '1s', timeout: '30s', retries: 3, startPeriod: '1s' },
        ports: [{ name: 'http', port: 3500, protocol: 'tcp' }],
        volumes: [{ name: 'artifacts', mountPath: '/artifacts' }, { name: 'artifacts', mountPath: '/data/jwtsecret', subPath: 'jwtsecret' }],
      },
      { name: 'validator', image: 'ghcr.io/example/lighthouse', tag: 'v1', dependencies: [{ name: 'beacon', condition: 'healthy' }], volumes: [{ name: 'artifacts', mountPath: '/artifacts' }] },
    ],
  },
};

describe('the first draft', () => {
  test('without its folder gets the files where it keeps its data, on the node', () => {
    const pod = podSpec(podOf(readPlaygroundDeployment(stringify(draft)).props), 'builder-playground-l1');
    expect(container(pod, 'el')).toMatchObject({
      command: ['/usr/local/bin/reth'],
      args: ['node', '--chain', '/artifacts/genesis.json', '--datadir', '/artifacts/data_reth', '--jwt=/artifacts/jwtsecret', '--http.port', '8545'],
      volumeMounts: [{ name: 'artifacts', mountPath: '/artifacts' }],
    });
    expect(container(pod, 'beacon')).toMatchObject({
      args: ['bn', '--testnet-dir', '/artifacts/testnet', '--execution-endpoint', 'http://127.0.0.1:8545', '--peer=127.0.0.1:8545'],
      startupProbe: { httpGet: { port: 3500, path: '/eth/v1/node/syncing' }, periodSeconds: 1, timeoutSeconds: 30 },
      volumeMounts: [{ name: 'artifacts', mountPath: '/artifacts' }, { name: 'artifacts', mountPath: '/data/jwtsecret', subPath: 'jwtsecret' }],
    });
    expect(pod.volumes).toEqual([{ name: 'artifacts', hostPath: { path: '/srv/playground', type: 'Directory' } }]);
  });

  test('with its folder gets all files that it names, packed', () => {
    const { props } = readPlaygroundDeployment(draft, { output: folderOf(artifacts) });
    const [configMap, secret] = ['ConfigMap', 'Secret'].map((kind) => podOf(props).find((each) => each.kind === kind));
    expect(namesIn(untyped<{ binaryData: Record<string, string> }>(configMap).binaryData)).toEqual(['testnet/', 'genesis.json', 'testnet/config.yaml', 'testnet/genesis.ssz']);
    expect(namesIn(untyped<{ data: Record<string, string> }>(secret).data)).toEqual(['jwtsecret']);
  });

  test('reports a file of the tool that its folder lacks', () => {
    const { jwtsecret: _, ...others } = artifacts;
    expect(problemsOf(() => readPlaygroundDeployment(draft, { output: folderOf(others) }))).toMatchObject([{ code: 'FILE_NOT_FOUND', prop: expect.stringMatching(/^spec\.services\[\d\]/) }]);
  });

  test('in a claim needs its files', () => {
    const { props } = readPlaygroundDeployment({ ...draft, spec: { ...draft.spec, storage: { type: 'pvc', size: '10Gi', storageClass: 'standard' } } });
    expect(problemsOf(() => podOf(props))).toMatchObject([{ code: 'NO_ARTIFACTS' }]);
  });

  (shared === undefined ? describe.skip : describe)('as the pull request wrote it', () => {
    test.each(['l1', 'opstack'])('%s', (recipe) => {
      const text = readFileSync(join(shared ?? '', `pr120/derived-${recipe}-k8s-manifest.yaml`), 'utf8');
      const { props } = readPlaygroundDeployment(text);
      const pod = podSpec(podOf(props), `builder-playground-${recipe}`);
      const names = [...pod.initContainers, ...pod.containers].map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...text.matchAll(/^ {2}- name: (.*)$/gm)].map(([, name]) => name)));
      expect(JSON.stringify(pod)).not.toContain('{{');
      expect(container(pod, 'validator').args).toEqual(expect.arrayContaining(['--beacon-nodes', 'http://127.0.0.1:3500', '0x690B9A9E9aa1C9dB991C7721a92d351Db4FaC990']));
    });
  });
});

/** Names in a packed archive: of each block of 512 bytes that is the head of an entry. */
function namesIn(data: Readonly<Record<string, string>>): readonly string[] {
  const archive = gunzipSync(Buffer.from(data['artifacts.tar.gz'] ?? '', 'base64'));
  const heads = Array.from({ length: archive.length / 512 }, (_, i) => archive.subarray(i * 512, (i + 1) * 512)).filter((block) => block.toString('latin1', 257, 262) === 'ustar');
  return heads.map((block) => block.toString('utf8', 0, 100).replaceAll('\0', ''));
}
