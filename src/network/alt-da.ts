import type { OptimismNetworkConstruct } from './optimism-network';
import type { CommandLine } from '../compatibility';

/** Sets the alt-DA flags, which op-node and op-batcher share and must agree on. */
export function configureAltDa(cli: CommandLine, network: OptimismNetworkConstruct): void {
  const { props: { altDa }, chain } = network;
  if (!altDa) return;
  cli
    .set('altda.enabled', true, { prop: 'network.altDa' })
    .set('altda.da-server', altDa.server)
    .set('altda.da-service', altDa.daService ?? (chain.altDa?.commitmentType === 'GenericCommitment' || undefined))
    .set('altda.verify-on-read', altDa.verifyOnRead);
}
