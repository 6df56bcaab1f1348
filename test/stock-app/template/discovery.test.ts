import { discoverContracts, readLock, type DiscoverOptions, type Lock } from 'cdk8s-op-stack/discovery';
import type { OptimismNetworkProps } from 'cdk8s-op-stack';

// Nothing listens there.
const options: DiscoverOptions = { l1: 'http://127.0.0.1:9', systemConfig: '0x034edD2A225f7f429A63E0f1D2084B9E0A93b538', retries: 0 };
const given = (lock: Lock): OptimismNetworkProps['contractAddresses'] => lock;

test('the packed library looks for a lock', () => {
  expect(() => given(readLock('acme.lock.json'))).toThrow(/cdk8s-op-stack discover/);
});

test('the packed library asks an endpoint', async () => {
  await expect(discoverContracts(options)).rejects.toMatchObject({ name: 'OpStackError', code: 'RPC_UNAVAILABLE' });
});
