import { App, Chart } from 'cdk8s';
import { BatcherConstruct, OptimismNetworkConstruct, ProposerConstruct, SecretValue, Signer } from '../../src';
import { ADDRESS, customNetwork, warningsOf } from '../support/fixtures';
import { elsewhere } from './support';

const secret = (name: string, key = 'key'): SecretValue => SecretValue.fromSecret(name, key);
const remote = (address: string, endpoint = 'https://signer:8080'): Signer => Signer.remote({ endpoint, address });

/** The warnings of a batcher and a proposer that sign so, in two charts of these namespaces. */
function warned(batcher: Signer, proposer: Signer, namespaces: readonly [string, string] = ['acme', 'acme']): readonly string[] {
  const app = new App();
  return warningsOf(() => {
    for (const [index, signer] of [batcher, proposer].entries()) {
      const chart = new Chart(app, index === 0 ? 'one' : 'two', { namespace: namespaces[index] });
      const network = new OptimismNetworkConstruct(chart, 'network', customNetwork());
      if (index === 0) new BatcherConstruct(chart, 'batcher', { network, endpoints: elsewhere, signer });
      else new ProposerConstruct(chart, 'proposer', { network, endpoints: elsewhere, signer });
    }
  }).filter(({ code }) => code === 'SHARED_ACCOUNT').map(({ message }) => message);
}

describe('two services fight over the nonces of one account', () => {
  test.each<[string, Signer, Signer]>([
    ['a Secret and its key', Signer.privateKey(secret('operator')), Signer.privateKey(secret('operator'))],
    ['a mnemonic and a path', Signer.mnemonic(secret('words'), "m/44'/60'/0'/0/1"), Signer.mnemonic(secret('words'), "m/44'/60'/0'/0/1")],
    ['an address, whichever signer keeps its key', remote(ADDRESS.factory), remote(ADDRESS.factory, 'https://other:8080')],
  ])('%s', (_, one, two) => expect(warned(one, two)).toEqual([expect.stringContaining('[two/proposer] signer: one/batcher signs with the same account')]));
});

describe('each has its own', () => {
  test.each<[string, Signer, Signer]>([
    ['two Secrets', Signer.privateKey(secret('one')), Signer.privateKey(secret('two'))],
    ['two keys of a Secret', Signer.privateKey(secret('both', 'one')), Signer.privateKey(secret('both', 'two'))],
    ['two paths of a mnemonic', Signer.mnemonic(secret('words'), "m/44'/60'/0'/0/1"), Signer.mnemonic(secret('words'), "m/44'/60'/0'/0/2")],
    ['two addresses of a remote signer', remote(ADDRESS.factory), remote('0x1F98431c8aD98523631AE4a59f267346ea31F984')],
  ])('%s', (_, one, two) => expect(warned(one, two)).toEqual([]));

  test('Secrets of one name in two namespaces', () => expect(warned(Signer.privateKey(secret('key')), Signer.privateKey(secret('key')), ['one', 'two'])).toEqual([]));
});
