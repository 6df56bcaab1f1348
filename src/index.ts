// Charts: whole deployments
export { BuilderPlaygroundChart, OpReplicaChart, OpStackChart } from './charts';
export type { BuilderPlaygroundChartProps, ChartOptions, OpReplicaChartProps, OpStackChartProps, ReplicasProps, SequencerProps } from './charts';

// Helm, Kustomize, Argo CD and Flux
export { deliver } from './delivery';
export type { DeliveryOptions } from './delivery';

// Resources of the planned operator
export { fromResources } from './resources';
export type { FromResourcesOptions, ResourceText, ResourcesChart } from './resources';

// The chain
export { ConfigSource, OptimismNetworkConstruct, checkCompatibility, hardforkSchedule, knownChains } from './network';
export type {
  AltDa, AltDaFacts, Chain, CheckCompatibilityOptions, CompatibilityProps, ContractAddresses, KnownChain, L1RpcKind, Lock, Logging, Metrics, OptimismNetworkProps, SharedConfig,
} from './network';

// Nodes
export { NodeSnapshot, NodeSnapshotSchedule, OpNodeConstruct } from './nodes';
export type {
  Autoscaling, ConsensusP2p, ConsensusProps, ConsensusRpc, DisruptionBudget, ExecutionP2p, ExecutionProps, HttpRouteExposure, HttpRpc, IngressExposure, KedaTrigger, Load,
  NodePort, NodeReference, NodeSnapshotProps, NodeSnapshotScheduleProps, OpNodeProps, P2pExposure, Readiness, Replicas, RpcExposure, RpcRoutes, RpcServiceProps, Sequencing, SnapshotProps, TxPool, WebSocketRpc,
} from './nodes';

// Services
export { BatcherConstruct, ChallengerConstruct, DisputeMonConstruct, ProposerConstruct } from './services';
export type {
  BatcherProps, Batching, ChallengerProps, DataAvailability, DisputeMonProps, FaultProof, GameType, L1Transaction, L2Endpoints, L2Wiring, Proposal, ProposerGame, ProposerProps,
  ServiceProps, ServiceRpc, Throttling, VmFiles, WorkloadProps,
} from './services';

// builder-playground; more of it is in cdk8s-op-stack/playground
export { Artifacts, BuilderPlaygroundDeployment, BuilderPlaygroundPod, BuilderPlaygroundWorkloads } from './playground';
export type {
  BuilderPlaygroundDeploymentProps, BuilderPlaygroundPodProps, BuilderPlaygroundProps, BuilderPlaygroundWorkloadsProps, ContainerOptions, Exposure, PlanOptions, PlaygroundServiceOptions, PlaygroundStorage, ServiceContainerOptions, ServicePlanOptions,
} from './playground';

// Monitoring
export { alertNames } from './monitoring';
export type { AlertName, AlertsProps, DashboardsProps, Monitoring, MonitoringProps, Thresholds } from './monitoring';

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
export type { ClaimOptions, EnvSource, ExtraVolume, ObjectOptions, PodAdditions, PodOptions, PodOverrides, PodSecurity, ResourceAmounts, Resources, TopologySpread } from './kube';

// Errors
export { OpStackError, pageOf } from './errors';
export type { Problem } from './errors';
