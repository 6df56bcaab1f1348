import { none, to, type Fields } from './field';
import { choice, flag, number, seconds, whole } from './readers';
import { rpcFields, serviceFields, transactionFields } from './shared';

/** What becomes of an OpBatcher: props of `BatcherConstruct`. */
export const batcherFields: Fields = {
  ...serviceFields,
  ...transactionFields,
  ...rpcFields,
  'batching.maxChannelDuration': to('batching.maxChannelDuration', seconds),
  'batching.subSafetyMargin': to('batching.subSafetyMargin', whole),
  'batching.targetL1TxSize': to('batching.targetL1TxSize', whole),
  'batching.targetNumFrames': to('batching.targetNumFrames', whole),
  'batching.approxComprRatio': to('batching.approxComprRatio', number),
  'dataAvailability.type': to('dataAvailability.type', choice('blobs', 'calldata', 'auto')),
  'dataAvailability.maxBlobsPerTx': to('dataAvailability.maxBlobsPerTx', whole),
  'throttling.enabled': to('throttling.enabled', flag),
  'throttling.maxPendingTx': to('maxPendingTx', whole),
  'throttling.backlogSafetyMargin': none('no binary has such a flag'),
};
