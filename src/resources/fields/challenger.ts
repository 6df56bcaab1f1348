import { is, none, to, type Fields } from './field';
import { claim, duration, text, texts, textsOrText, url, whole } from './readers';
import { serviceFields } from './shared';

const NO_RPC = 'op-challenger has no RPC server';

/** Files of one fault-proof machine. */
const vm = (field: string): Fields => ({
  [`faultProof.${field}.server`]: to(`faultProof.${field}.server`, text),
  [`faultProof.${field}.prestate`]: to(`faultProof.${field}.prestate`, text),
  [`faultProof.${field}.rollupConfigPath`]: to(`faultProof.${field}.rollupConfigPath`, text),
  [`faultProof.${field}.l2GenesisPath`]: to(`faultProof.${field}.l2GenesisPath`, text),
});

/** What becomes of an OpChallenger: props of `ChallengerConstruct`. */
export const challengerFields: Fields = {
  ...serviceFields,
  'disputeGame.factoryAddr': to('disputeGame.factoryAddr', text),
  'disputeGame.gameAllowlist': to('disputeGame.gameAllowlist', texts),
  'faultProof.traceType': to('faultProof.gameTypes', textsOrText),
  'faultProof.prestatesUrl': to('faultProof.prestatesUrl', url),
  ...vm('cannon'),
  ...vm('cannonKona'),
  dataDir: to('dataDir', text),
  storage: to('storage', claim),
  'monitoring.interval': to('polling.interval', duration),
  'monitoring.numConfirmations': to('l1Transaction.numConfirmations', whole),
  'monitoring.maxGames': none('no binary has such a flag'),
  'rpc.enabled': none(NO_RPC, is(false)),
  'rpc.host': none(NO_RPC),
  'rpc.port': none(NO_RPC),
  'rpc.enableAdmin': none(NO_RPC, is(false)),
};
