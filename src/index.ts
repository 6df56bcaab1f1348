// Charts: whole deployments
export { OpReplicaChart, OpStackChart } from './charts';
export type { ChartOptions, OpReplicaChartProps, OpStackChartProps, ReplicasProps, SequencerProps } from './charts';

// The chain
export { ConfigSource, OptimismNetworkConstruct, checkCompatibility, hardforkSchedule, knownChains } from './network';
export type {
  AltDa, AltDaFacts, Chain, CheckCompatibilityOptions, CompatibilityProps, ContractAddresses, KnownChain, L1RpcKind, Logging, Metrics, OptimismNetworkProps, SharedConfig,
} from './network';

// Nodes
export { NodeSnapshot, NodeSnapshotSchedule, OpNodeConstruct } from './nodes';
export type {
  Autoscaling, ConsensusP2p, ConsensusProps, ConsensusRpc, DisruptionBudget, ExecutionP2p, ExecutionProps, HttpRouteExposure, HttpRpc, IngressExposure, KedaTrigger, Load,
  NodePort, NodeReference, NodeSnapshotProps, NodeSnapshotScheduleProps, OpNodeProps, P2pExposure, Readiness, Replicas, RpcExposure, RpcRoutes, RpcServiceProps, Sequencing, SnapshotProps, TxPool, WebSocketRpc,
} from './nodes';

// Services
export { BatcherConstruct, ChallengerConstruct, ProposerConstruct } from './services';
export type {
  BatcherProps, Batching, ChallengerProps, DataAvailability, FaultProof, GameType, L1Transaction, L2Endpoints, L2Wiring, Proposal, ProposerGame, ProposerProps,
  ServiceProps, ServiceRpc, Throttling, VmFiles,
} from './services';

// Keys
export { Jwt, SecretValue, Signer } from './keys';
export type { Address, CertificateOptions, CsiOptions, ExternalSecretOptions, RemoteSigner, SealedSecretManifest, SignerTls, Url } from './keys';

// Versions and images
export { compatibilityCodes, compatibleExecutionVersion, defaultRelease, hardforks, opGethPrefix, releases, resolveImages, upstreamOf } from './compatibility';
export type { CompatibilityDiagnostic, CompatibleExecution, Component, Hardfork, HardforkTimes, Image, ImageOverride, ImagesProps, Release, ResolvedImages, UserFlags, Versions } from './compatibility';

// NetworkPolicies
export type { NetworkPolicyProps, PolicyPeer } from './policies';

// Sizes
export { chainSizes, profiles } from './sizing';
export type { ChainSize, ComponentSize, Profile, ProfileSizes, StatefulSize } from './sizing';

// Storage, placement and security
export { Storage, VolumeSource } from './kube';
export type { ClaimOptions, EnvSource, PodOptions, PodOverrides, PodSecurity, ResourceAmounts, Resources, TopologySpread } from './kube';

// Errors
export { OpStackError } from './errors';
export type { Problem } from './errors';
