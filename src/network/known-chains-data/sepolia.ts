import type { KnownChain } from '../known-chains';

/**
 * Facts of the chains on Sepolia that op-node, op-reth and kona-node have built in, from
 * ethereum-optimism/superchain-registry (MIT), commit 8336d2aedd19b87a57b01ae36ba4afef8ea377d0 of 2026-08-04. Dispute
 * game factories are not among them: they are redeployed, so they are read from the chain.
 * The Karst time of World Chain's Sepolia came after that commit: op-node v1.19.6 release notes.
 */
export const sepolia: readonly KnownChain[] = [
  {
    networkName: 'tbn-sepolia', rethChain: 'tbn-sepolia', title: 'Binary Sepolia', chainId: 625, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1718195040, sequencerUrl: 'https://sequencer.rpc.bnry.testnet.zeeve.net',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 1723204838, granite: 1723545055 },
    systemConfig: '0x1a6D0312FaaaCa2BF818660F164450176C6205C9', optimismPortal: '0xFBEd910ca54F013bfeA67Bd4DC836263bdd0b46C', l1StandardBridge: '0x3B78C3B41b3e3fC6bdf0bD3060C9E2471401C098',
    batchInbox: '0xFf00000000000000000000000000000000042069', faultProofs: 'none', dataAvailability: 'eth-da', gasPayingToken: '0x46d878bf7BF62Ec542953CB89Ac0bF58d991181e',
  },
  {
    networkName: 'radius_testnet-sepolia', rethChain: 'radius_testnet-sepolia', title: 'Radius testnet', chainId: 863, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1743250684, sequencerUrl: 'https://dev-secure.rpc.theradius.xyz',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 0, granite: 0, holocene: 0 },
    systemConfig: '0x59b71c0a919bC1E8daE5488A562215494f1257fe', optimismPortal: '0x86897210aaD2861Aa603937762AC7c1E6Dfa9727', l1StandardBridge: '0xD5983849E1EBFDb97e66736962Dbf9dB4d2BDC08',
    batchInbox: '0x005585B57B62C1eae08e995aF66746CEa56EB9E4', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
  {
    networkName: 'mode-sepolia', rethChain: 'mode-sepolia', title: 'Mode Testnet', chainId: 919, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1687867932, sequencerUrl: 'https://sepolia.mode.network',
    hardforks: { canyon: 1703203200, delta: 1703203200, ecotone: 1708534800, fjord: 1716998400, granite: 1723478400, holocene: 1732633200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0x15cd4f6e0CE3B4832B33cB9c6f6Fe6fc246754c2', optimismPortal: '0x320e1580effF37E008F1C92700d1eBa47c1B23fD', l1StandardBridge: '0xbC5C679879B2965296756CD959C3C739769995E2',
    batchInbox: '0xcDDaE6148dA1E003C230E4527f9baEdc8a204e7E', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
  {
    networkName: 'unichain-sepolia', rethChain: 'unichain-sepolia', title: 'Unichain Sepolia Testnet', chainId: 1301, l1ChainId: 11155111,
    blockTime: 1, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1726852428, sequencerUrl: 'https://sepolia-sequencer.unichain.org',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 0, granite: 0, holocene: 1734559200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0xaeE94b9aB7752D3F7704bDE212c0C6A0b701571D', optimismPortal: '0x0d83dab629f0e0F9d36c0Cbc89B69a489f0751bD', l1StandardBridge: '0xea58fcA6849d79EAd1f26608855c2D6407d54Ce2',
    batchInbox: '0xFf00000000000000000000000000000000001301', faultProofs: 'permissionless', dataAvailability: 'eth-da',
  },
  {
    networkName: 'metal-sepolia', rethChain: 'metal-sepolia', title: 'Metal L2 Testnet', chainId: 1740, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1708129620, sequencerUrl: 'https://testnet.rpc.metall2.com',
    hardforks: { canyon: 1708129622, delta: 1708385400, ecotone: 1708534800, fjord: 1716998400, granite: 1723478400, holocene: 1732633200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0x5D63A8Dc2737cE771aa4a6510D063b6Ba2c4f6F2', optimismPortal: '0x01D4dfC994878682811b2980653D03E589f093cB', l1StandardBridge: '0x21530aAdF4DCFb9c477171400E40d4ef615868BE',
    batchInbox: '0x24567B64a86A4c966655fba6502a93dFb701E316', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
  {
    networkName: 'soneium-minato-sepolia', rethChain: 'soneium-minato-sepolia', title: 'Soneium Testnet Minato', chainId: 1946, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 1800, genesisTime: 1723194336, sequencerUrl: 'https://rpc.minato.soneium.org',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 1730106000, granite: 1730106000, holocene: 1734685200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0x4Ca9608Fef202216bc21D543798ec854539bAAd3', optimismPortal: '0x65ea1489741A5D72fFdD8e6485B216bBdcC15Af3', l1StandardBridge: '0x5f5a404A5edabcDD80DB05E8e54A78c9EBF000C2',
    batchInbox: '0x00Ca81E019a5312d404aE7fe8367D30DE4c11365', faultProofs: 'permissionless', dataAvailability: 'eth-da',
  },
  {
    networkName: 'lisk-sepolia', rethChain: 'lisk-sepolia', title: 'Lisk Sepolia Testnet', chainId: 4202, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1705312992, sequencerUrl: 'https://rpc.sepolia-api.lisk.com',
    hardforks: { canyon: 1705312994, delta: 1705312994, ecotone: 1708534800, fjord: 1716998400, granite: 1723478400, holocene: 1732633200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0xF54791059df4a12BA461b881B4080Ae81a1d0AC0', optimismPortal: '0xe3d90F21490686Ec7eF37BE788E02dfC12787264', l1StandardBridge: '0x1Fb30e446eA791cd1f011675E5F3f5311b70faF5',
    batchInbox: '0xff00000000000000000000000000000000004202', faultProofs: 'none', dataAvailability: 'eth-da',
  },
  {
    networkName: 'worldchain-sepolia', rethChain: 'worldchain-sepolia', title: 'World Chain Sepolia Testnet', chainId: 4801, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 1800, genesisTime: 1720547424, sequencerUrl: 'https://worldchain-sepolia-sequencer.g.alchemy.com',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 1721739600, granite: 1726570800, holocene: 1737633600, pectra_blob_schedule: 1742486400, isthmus: 1761825600, jovian: 1777161600, karst: 1788868800 },
    systemConfig: '0x166F9406e79A656f12F05247fb8F5DfA6155bCBF', optimismPortal: '0xFf6EBa109271fe6d4237EeeD4bAb1dD9A77dD1A4', l1StandardBridge: '0xd7DF54b3989855eb66497301a4aAEc33Dbb3F8DE',
    batchInbox: '0xFf00000000000000000000000000000000484752', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
  {
    networkName: 'settlus-sepolia-sepolia', rethChain: 'settlus-sepolia-sepolia', title: 'Settlus Sepolia', chainId: 5373, l1ChainId: 11155111,
    blockTime: 1, seqWindowSize: 3600, maxSequencerDrift: 1800, genesisTime: 1736459256, sequencerUrl: 'https://settlus-sep-testnet-sequencer.g.alchemy.com/',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 0, granite: 0, holocene: 0 },
    systemConfig: '0x7f73514A7eC19f3F51E3c607D536560818dF4205', optimismPortal: '0x55585368857DcC7E0F89475d28963977DB0b1Ee1', l1StandardBridge: '0x1Fe9c3b11Ed334fC049aE9a92Ec290aA69C39267',
    batchInbox: '0x00b18C246d9b94634a54DcC2A2d258a048ab2227', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
  {
    networkName: 'race-sepolia', rethChain: 'race-sepolia', title: 'RACE Testnet', chainId: 6806, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1719646560, sequencerUrl: 'https://racetestnet.io',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 1749686400, granite: 1749686400, holocene: 1749772800, pectra_blob_schedule: 1742486400 },
    systemConfig: '0x07e7A3F25aA73dA15bc19B71FEF8f5511342a409', optimismPortal: '0xF2891fc6819CDd6BD9221874619BB03A6277d72A', l1StandardBridge: '0x289179e9d43A35D47239456251F9c2fdbf9fbeA2',
    batchInbox: '0xff00000000000000000000000000000000006806', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
  {
    networkName: 'shape-sepolia', rethChain: 'shape-sepolia', title: 'Shape Sepolia Testnet', chainId: 11011, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 1800, genesisTime: 1718936160, sequencerUrl: 'https://shape-sepolia-sequencer.g.alchemy.com',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 1721732400, granite: 1727197200 },
    systemConfig: '0xa1aC91ED91EbE40E00d61E233c8026318b4da5fb', optimismPortal: '0xfF8Ca2B4d8122E41441F7ccDCf61b8692198Bd1E', l1StandardBridge: '0x341ab1DAFdfB73b3D6D075ef10b29e3cACB2A653',
    batchInbox: '0xFF00000000000000000000000000000000011011', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
  {
    networkName: 'pivotal-sepolia', rethChain: 'pivotal-sepolia', title: 'Pivotal Sepolia', chainId: 16481, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1724315616, sequencerUrl: 'https://sepolia.pivotalprotocol.com/',
    hardforks: { canyon: 0, delta: 0, ecotone: 0 },
    systemConfig: '0x5C72CE6EA707037bC476dA8f4f969bC1f8abc78b', optimismPortal: '0x923B28e0037A799A1e60368e60c92dFfba982162', l1StandardBridge: '0x788De2B0Dd35808a05eAFf7aAf5578B21E0dd9A7',
    batchInbox: '0xFF000000000000000000000B0000000000016481', faultProofs: 'none', dataAvailability: 'eth-da',
  },
  {
    networkName: 'camp-sepolia', rethChain: 'camp-sepolia', title: 'Camp Network Testnet V2', chainId: 325000, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1718120160, sequencerUrl: 'https://rpc.camp-network-testnet.gelato.digital',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 0, granite: 1723478400, holocene: 1732633200 },
    systemConfig: '0x7aA405B004401Be20d4A587de34aEeC99bE0b268', optimismPortal: '0x4238fAb3746D41e18c87138b505B6857CeF6cd1F', l1StandardBridge: '0x5c3Ec2182Be9FbeA0da50d517362a069e13FB50E',
    batchInbox: '0xFf00000000000000000000000000000000325000', faultProofs: 'none', dataAvailability: 'eth-da',
  },
  {
    networkName: 'ink-sepolia', rethChain: 'ink-sepolia', title: 'Ink Sepolia', chainId: 763373, l1ChainId: 11155111,
    blockTime: 1, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1729003296, sequencerUrl: 'https://rpc-gel-sepolia.inkonchain.com',
    hardforks: { canyon: 1699981200, delta: 1703203200, ecotone: 1708534800, fjord: 1716998400, granite: 1723478400, holocene: 1732633200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0x05C993e60179f28bF649a2Bb5b00b5F4283bD525', optimismPortal: '0x5c1d29C6c9C8b0800692acC95D700bcb4966A1d7', l1StandardBridge: '0x33f60714BbD74d62b66D79213C348614DE51901C',
    batchInbox: '0x004De1914F4f17aC234f5A5Bc8a4072a231d44BF', faultProofs: 'permissionless', dataAvailability: 'eth-da',
  },
  {
    networkName: 'funki-sepolia', rethChain: 'funki-sepolia', title: 'Funki Sepolia Testnet', chainId: 3397901, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 28800, maxSequencerDrift: 600, genesisTime: 1715060436, sequencerUrl: 'https://funki-testnet.alt.technology',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, pectra_blob_schedule: 1744696800 },
    systemConfig: '0xd6A01f1Ef51D65F023433992a8F62fEeAD35b172', optimismPortal: '0xCeE7ef4dDF482447FE14c605Ea94B37cBE87Ca9D', l1StandardBridge: '0x1ba82f688eF3C5B4363Ff667254ed4DC59E97477',
    batchInbox: '0xff000000000000000000000000000000000084bB', faultProofs: 'none', dataAvailability: 'alt-da', altDa: { challengeContract: '0x12C6A7dB25b20347CA6F5d47E56D5E8219871C6d', challengeWindow: 1, resolveWindow: 1, commitmentType: 'KeccakCommitment' },
  },
  {
    networkName: 'ozean-sepolia', rethChain: 'ozean-sepolia', title: 'Ozean Poseidon Testnet', chainId: 7849306, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 21600, maxSequencerDrift: 3600, genesisTime: 1724805984, sequencerUrl: 'https://ozean-testnet.rpc.caldera.xyz/http',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 0 },
    systemConfig: '0xdEC733B0643E7c3Bd06576A4C70Ca87E301EAe87', optimismPortal: '0x6EeeA09335D09870dD467FD34ECc10Fdb5106527', l1StandardBridge: '0xb9558CE3C11EC69e18632A8e5B316581e852dB91',
    batchInbox: '0xa1e1342D477f296820BD525575E873C9Dd535737', faultProofs: 'none', dataAvailability: 'eth-da', gasPayingToken: '0x43bd82D1e29a1bEC03AfD11D5a3252779b8c760c',
  },
  {
    networkName: 'celo-sep-sepolia', rethChain: 'celo-sep-sepolia', title: 'Celo Sepolia Testnet', chainId: 11142220, l1ChainId: 11155111,
    blockTime: 1, seqWindowSize: 7200, maxSequencerDrift: 600, genesisTime: 1753283988, sequencerUrl: 'https://forno.celo-sepolia.celo-testnet.org',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, fjord: 0, granite: 0, holocene: 0 },
    systemConfig: '0x760a5F022C9940f4A074e0030be682F560d29818', optimismPortal: '0x44AE3D41a335a7d05EB533029917aAd35662dcC2', l1StandardBridge: '0xEc18a3c30131A0Db4246e785355fBc16E2eAF408',
    batchInbox: '0x00076c1f80CdB1D670046465c5ccD04E9E78c1F0', faultProofs: 'permissioned', dataAvailability: 'alt-da', altDa: { challengeContract: '0x0000000000000000000000000000000000000000', challengeWindow: 1, resolveWindow: 1, commitmentType: 'GenericCommitment' }, gasPayingToken: '0x3C7011fD5e6Aed460cAa4985cF8d8Caba435b092',
  },
  {
    networkName: 'op-sepolia', rethChain: 'optimism-sepolia', title: 'OP Sepolia Testnet', chainId: 11155420, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1691802540, sequencerUrl: 'https://sepolia-sequencer.optimism.io',
    hardforks: { canyon: 1699981200, delta: 1703203200, ecotone: 1708534800, fjord: 1716998400, granite: 1723478400, holocene: 1732633200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0x034edD2A225f7f429A63E0f1D2084B9E0A93b538', optimismPortal: '0x16Fc5058F25648194471939df75CF27A2fdC48BC', l1StandardBridge: '0xFBb0621E0B23b5478B630BD55a5f21f67730B0F1',
    batchInbox: '0xff00000000000000000000000000000011155420', faultProofs: 'permissionless', dataAvailability: 'eth-da',
  },
  {
    networkName: 'cyber-sepolia', rethChain: 'cyber-sepolia', title: 'Cyber Testnet', chainId: 111557560, l1ChainId: 11155111,
    blockTime: 10, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1710470112, sequencerUrl: 'https://cyber.alt.technology/',
    hardforks: { canyon: 0, delta: 0, ecotone: 0, pectra_blob_schedule: 1744696800 },
    systemConfig: '0x43b838Aa237B27c4fC953E591594CEBb1CA2817F', optimismPortal: '0x06C9Cadb0346c8E142fb8299cEF3EB5120d4c9b6', l1StandardBridge: '0xAA1bD6D4d8cFD37330a917bc678CB38BEFAf44E6',
    batchInbox: '0xFf00000000000000000000000000000000042069', faultProofs: 'none', dataAvailability: 'eth-da',
  },
  {
    networkName: 'zora-sepolia', rethChain: 'zora-sepolia', title: 'Zora Sepolia Testnet', chainId: 999999999, l1ChainId: 11155111,
    blockTime: 2, seqWindowSize: 3600, maxSequencerDrift: 600, genesisTime: 1698080004, sequencerUrl: 'https://sepolia.rpc.zora.energy',
    hardforks: { canyon: 1699981200, delta: 1703203200, ecotone: 1708534800, fjord: 1716998400, granite: 1723478400, holocene: 1732633200, pectra_blob_schedule: 1742486400, isthmus: 1744905600, jovian: 1763568001, karst: 1781712001 },
    systemConfig: '0xB54c7BFC223058773CF9b739cC5bd4095184Fb08', optimismPortal: '0xeffE2C6cA9Ab797D418f0D91eA60807713f3536f', l1StandardBridge: '0x5376f1D543dcbB5BD416c56C189e4cB7399fCcCB',
    batchInbox: '0xCd734290E4bd0200dAC631c7D4b9E8a33234e91f', faultProofs: 'permissioned', dataAvailability: 'eth-da',
  },
];
