import { is, none, to, type Fields } from './field';
import { duration, flag, reference, resources, signer, text, whole } from './readers';

/** The network that a resource belongs to. */
export const networkRef: Fields = {
  optimismNetworkRef: to('network', reference, { required: 'Name the OptimismNetwork: { name: …, namespace: … }' }),
};

const METRICS_HOST = none('the metrics are served on every address, and NetworkPolicies say who may read them', is('0.0.0.0', '::', ''));

/** What batcher, proposer and challenger have in common. */
export const serviceFields: Fields = {
  ...networkRef,
  sequencerRef: to('nodes', reference),
  'privateKey.secretRef': to('signer', signer, { required: 'Name the Secret with the private key, { name: …, key: … }' }),
  'metrics.enabled': to('metrics.enabled', flag),
  'metrics.port': to('metrics.port', whole),
  'metrics.host': METRICS_HOST,
  resources: to('resources', resources),
};

/** How L1 transactions are sent. */
export const transactionFields: Fields = {
  'l1Transaction.feeLimitMultiplier': to('l1Transaction.feeLimitMultiplier', whole),
  'l1Transaction.resubmissionTimeout': to('l1Transaction.resubmissionTimeout', duration),
  'l1Transaction.numConfirmations': to('l1Transaction.numConfirmations', whole),
  'l1Transaction.safeAbortNonceTooLowCount': to('l1Transaction.safeAbortNonceTooLowCount', whole),
};

/** The RPC of batcher and proposer. */
export const rpcFields: Fields = {
  'rpc.enabled': none('the RPC cannot be switched off', is(true)),
  'rpc.host': to('rpc.host', text),
  'rpc.port': to('rpc.port', whole),
  'rpc.enableAdmin': to('rpc.enableAdmin', flag),
};
