import type { Template } from './template';

/** What an output folder of builder-playground says, whichever release wrote it. */
export interface Playground {
  /** The folder, absolute and without symbolic links. */
  readonly dir: string;
  /** Name of the session, two words such as `joint-bunny`. @default none (releases before v0.3.0 write none) */
  readonly sessionId?: string;
  /** In the order of the manifest; never empty. */
  readonly services: readonly PlaygroundService[];
  /** What `{{Bootnode}}` stands for. @default none */
  readonly bootnode?: PlaygroundBootnode;
  /** Shell commands that the recipe runs on the author's machine before all else. */
  readonly setup: readonly string[];
  /** The files and folders that services mount, each once, in the order of their paths. */
  readonly artifacts: readonly PlaygroundArtifact[];
  /** Unix seconds of the L1 genesis. @default unknown, when no genesis file is in the folder */
  readonly genesisTime?: number;
  /** Seconds of an L1 slot, where the beacon chain's configuration is in the folder. @default 12 */
  readonly slotSeconds?: number;
}

/** One program of a playground. */
export interface PlaygroundService {
  /** As the manifest has it, e.g. `beacon_healthmon`. */
  readonly name: string;
  /** The name as a DNS label, e.g. `beacon-healthmon`; no other service has the same. */
  readonly dnsName: string;
  /** Image and tag. @default none: it is no container */
  readonly image?: string;
  /** One string that Compose splits as a shell does. @default the image's own */
  readonly entrypoint?: string;
  /** Arguments of the program, after the entrypoint. */
  readonly args: readonly Template[];
  /** Variables by their name. */
  readonly env: Readonly<Record<string, Template>>;
  /** Ports that it declares. */
  readonly ports: readonly PlaygroundPort[];
  /** Files and folders of the output folder that it sees. */
  readonly files: readonly PlaygroundFile[];
  /** Volumes that it writes to, alone or with others. */
  readonly volumes: readonly PlaygroundVolume[];
  /** What it waits for before it starts. */
  readonly dependsOn: readonly PlaygroundDependency[];
  /** The check that says when it is ready. @default none */
  readonly readyCheck?: PlaygroundReadyCheck;
  /** Name of the service that tells whether this one is healthy. @default none */
  readonly healthSidecar?: string;
  /** Labels as written; those with a meaning have a field of their own too. */
  readonly labels: Readonly<Record<string, string>>;
  /** Path under which the port named `metrics` serves Prometheus. */
  readonly metricsPath: string;
  /** Whether it may be killed at once, without a grace period. */
  readonly ungracefulShutdown: boolean;
  /** How it runs on the author's machine instead of in a container. @default it runs in a container */
  readonly hostExecution?: HostExecution;
}

/** The service that other nodes find their peers with. */
export interface PlaygroundBootnode {
  /** Name of the service. */
  readonly service: string;
  /** Public key, 128 hex digits. */
  readonly id: string;
}

/** A port of a service; one name may stand for a TCP and a UDP port. */
export interface PlaygroundPort {
  /** Name of the port; unique in its service for each protocol. */
  readonly name: string;
  /** 1 to 65535. */
  readonly port: number;
  /** What is spoken on it. */
  readonly protocol: PortProtocol;
}

/** What is spoken on a port. */
export type PortProtocol = 'tcp' | 'udp';

/** A file or folder of the output folder in a container. */
export interface PlaygroundFile {
  /** Absolute path in the container. */
  readonly mountPath: string;
  /** Path of a {@link PlaygroundArtifact}. */
  readonly artifact: string;
}

/** A volume in a container. Services that name the same volume share it. */
export interface PlaygroundVolume {
  /** Absolute path in the container. */
  readonly mountPath: string;
  /** Name across all services: `volume-<service>-<name>`, or `volume-<x>` for what the manifest calls `shared:<x>`. */
  readonly volume: string;
}

/** What has to be up before a service starts. */
export interface PlaygroundDependency {
  /** The service that is waited for: the health sidecar where the manifest means its subject's health. */
  readonly service: string;
  /** What is waited for: that it runs, or that its check passes. */
  readonly condition: 'started' | 'healthy';
}

/** How a service is found to be healthy, with Docker's defaults filled in. */
export interface PlaygroundReadyCheck {
  /** Command that exits with 0 when healthy. @default none: `url` is asked */
  readonly command?: readonly string[];
  /** URL as the service itself sees it. @default none: `command` is run */
  readonly url?: string;
  /** Time between two checks. */
  readonly intervalSeconds: number;
  /** Time that one check may take. */
  readonly timeoutSeconds: number;
  /** Time after the start in which failures do not count. */
  readonly startPeriodSeconds: number;
  /** Failures in a row after which it is unhealthy. */
  readonly retries: number;
}

/**
 * Why and how a service runs outside of containers:
 * a binary of the author's machine, shell commands, a release that the tool downloads (it may have an image too), or
 * nothing at all that could run.
 */
export type HostExecution =
  | { readonly kind: 'binary'; readonly path: string }
  | { readonly kind: 'commands'; readonly init: readonly string[]; readonly start?: string; readonly stop: readonly string[]; readonly dir?: string }
  | { readonly kind: 'release' }
  | { readonly kind: 'no-image' };

/** A file or folder of the output folder that a service mounts. */
export interface PlaygroundArtifact {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** Whether it is one file, or a folder with all that is in it. */
  readonly kind: 'file' | 'folder';
  /** What it holds, in the order of the paths; for a file, itself. */
  readonly files: readonly ArtifactFile[];
}

/** One file of an artifact. */
export interface ArtifactFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Whether it is a key, or holds one. @default false */
  readonly secret?: boolean;
  /** Addresses that a small configuration file names, such as `beacon:3500`. @default none */
  readonly addresses?: readonly string[];
}
