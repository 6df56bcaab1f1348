import { to, type Fields } from './field';
import { duration, flag, seconds, text, whole } from './readers';
import { rpcFields, serviceFields, transactionFields } from './shared';

/** What becomes of an OpProposer: props of `ProposerConstruct`. */
export const proposerFields: Fields = {
  ...serviceFields,
  ...transactionFields,
  ...rpcFields,
  l2OutputOracleAddr: to('l2OutputOracleAddr', text),
  'proposal.pollInterval': to('proposal.pollInterval', duration),
  'proposal.allowNonFinalized': to('proposal.allowNonFinalized', flag),
  'proposal.outputInterval': to('proposal.outputInterval', seconds),
  'disputeGame.factoryAddr': to('disputeGame.factoryAddr', text),
  'disputeGame.gameType': to('disputeGame.gameType', whole),
};
