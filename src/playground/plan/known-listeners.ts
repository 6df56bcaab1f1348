import type { PlaygroundService, PortProtocol } from '../model';

/** A port that a program listens on without the manifest saying so. */
export interface KnownListener {
  /** The program, or the last part of its image's name. */
  readonly programs: readonly string[];
  readonly name: string;
  readonly port: number;
  readonly protocol: PortProtocol;
  /** Whether it listens on 127.0.0.1 alone. @default false */
  readonly loopback?: boolean;
  /** An argument without which it does not listen. @default it always does */
  readonly onlyWith?: string;
  /** An argument with which it does not listen. @default none */
  readonly notWith?: string;
  /** The flag that moves it, as it is written before the number. @default none: it stays where it is */
  readonly flag?: readonly [name: string, before: '=' | ' ' | ' 127.0.0.1:' | ' 0.0.0.0:'];
}

/** A declared port on which a program listens over UDP too, whatever the manifest calls its protocol. */
interface UdpTwin {
  readonly programs: readonly string[];
  /** Name of the port. */
  readonly port: string;
  readonly onlyWith?: string;
  readonly notWith?: string;
}

const RETH = ['reth', 'op-reth', 'op-rbuilder', 'flashblocks-rpc', 'base-client', 'node-reth-dev'] as const;

/**
 * By the programs' own documentation: what `--help` gives as defaults.
 *
 * @see https://github.com/flashbots/rollup-boost/blob/main/book/src/cli/rollup-boost.md
 * @see https://reth.rs/cli/reth/node
 * @see https://github.com/flashbots/bproxy
 */
export const KNOWN_LISTENERS: readonly KnownListener[] = [
  // A second one on the same port stops without a word, and its check would ask the first.
  { programs: ['healthmon'], name: 'health', port: 21171, protocol: 'tcp', loopback: true, flag: ['--service.addr', ' 127.0.0.1:'] },
  { programs: ['op-batcher'], name: 'rpc', port: 8545, protocol: 'tcp', flag: ['--rpc.port', '='] },
  { programs: ['op-node'], name: 'pprof', port: 6060, protocol: 'tcp', onlyWith: '--pprof.enabled', flag: ['--pprof.port', '='] },
  { programs: RETH, name: 'discovery', port: 30303, protocol: 'udp', onlyWith: 'node', notWith: '--disable-discovery', flag: ['--discovery.port', '='] },
  { programs: ['rollup-boost'], name: 'debug', port: 5555, protocol: 'tcp', loopback: true, flag: ['--debug-server-port', ' '] },
  { programs: ['bproxy'], name: 'metrics', port: 6785, protocol: 'tcp', flag: ['--metrics-listen-address', ' 0.0.0.0:'] },
  // Those of the configuration file.
  { programs: ['rbuilder'], name: 'rpc', port: 8645, protocol: 'tcp' },
  { programs: ['rbuilder'], name: 'telemetry', port: 6060, protocol: 'tcp' },
  { programs: ['rbuilder'], name: 'redacted', port: 6070, protocol: 'tcp' },
  // nginx of some releases.
  { programs: ['builder-hub-mock-proxy'], name: 'nginx', port: 80, protocol: 'tcp' },
];

const UDP_TWINS: readonly UdpTwin[] = [
  { programs: ['lighthouse'], port: 'quic-p2p' },
  { programs: RETH, port: 'rpc', onlyWith: 'bootnode' },
  { programs: ['op-geth', 'geth'], port: 'rpc', notWith: '--nodiscover' },
];

interface Matched {
  readonly programs: readonly string[];
  readonly onlyWith?: string;
  readonly notWith?: string;
}

/** What the service listens on beside what it declares. @param args what it is started with */
export function knownListeners(service: PlaygroundService, args: readonly string[]): readonly KnownListener[] {
  return KNOWN_LISTENERS.filter((known) => matches(known, service, args));
}

/** Names of its ports on which it listens over UDP too. @param args what it is started with */
export function udpTwins(service: PlaygroundService, args: readonly string[]): readonly string[] {
  return UDP_TWINS.filter((twin) => matches(twin, service, args)).map(({ port }) => port);
}

function matches({ programs, onlyWith, notWith }: Matched, { image = '', entrypoint = '' }: PlaygroundService, args: readonly string[]): boolean {
  const names = [lastPart(image).replace(/[:@].*$/, ''), lastPart(entrypoint.trim().split(/\s/)[0] ?? '')];
  // A shell's script is one argument with many words.
  const words = new Set(args.flatMap((arg) => arg.split(/\s+/)));
  return names.some((name) => programs.includes(name)) && (onlyWith === undefined || words.has(onlyWith)) && (notWith === undefined || !words.has(notWith));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
