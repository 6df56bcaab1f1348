/** Everything this library can put in a container. `toolbox` is the one helper image, for the few steps that need a shell. */
export type Component =
  | 'op-node'
  | 'kona-node'
  | 'op-reth'
  | 'op-geth'
  | 'op-batcher'
  | 'op-proposer'
  | 'op-challenger'
  | 'op-conductor'
  | 'op-dispute-mon'
  | 'op-supernode'
  | 'proxyd'
  | 'toolbox';

/** How a component's image and command line are built. */
export interface ComponentFacts {
  /** Image repositories; a row with `before` serves versions below it, the first row that fits wins. */
  readonly repositories: readonly { readonly repository: string; readonly before?: string }[];
  /**
   * The container's command. The classic Go images have no ENTRYPOINT, so that `args` alone would replace the program;
   * a bare name is found through PATH in the classic and in the APKO images, an absolute path is not.
   *
   * @default the image's own entrypoint
   */
  readonly command?: readonly string[];
  /** What stands before the flags. */
  readonly subcommand?: readonly string[];
  /** What the program's own environment variables begin with; the others in its environment are none of its flags. */
  readonly envPrefix?: string;
  /** How flags are written: Go's `--flag=false`, or clap's, where a switch is present or absent. */
  readonly style: 'go' | 'clap';
}

const OPLABS = 'us-docker.pkg.dev/oplabs-tools-artifacts/images';

function go(component: Component, command: string = component): ComponentFacts {
  return { repositories: [{ repository: `${OPLABS}/${component}` }], command: [command], envPrefix: `${command.toUpperCase().replace('-', '_')}_`, style: 'go' };
}

/**
 * Image facts of each component.
 *
 * @see https://docs.optimism.io/operators/node-operators/releases
 */
export const components: Readonly<Record<Component, ComponentFacts>> = {
  'op-node': go('op-node'),
  'op-batcher': go('op-batcher'),
  'op-proposer': go('op-proposer'),
  'op-challenger': go('op-challenger'),
  'op-conductor': go('op-conductor'),
  'op-dispute-mon': go('op-dispute-mon'),
  'op-supernode': go('op-supernode'),
  'op-geth': go('op-geth', 'geth'),
  proxyd: { repositories: [{ repository: `${OPLABS}/proxyd` }], style: 'go' },
  'op-reth': {
    // op-reth moved into the monorepo with v1.11.0 (2026-02-20).
    repositories: [{ repository: 'ghcr.io/paradigmxyz/op-reth', before: 'v1.11.0' }, { repository: `${OPLABS}/op-reth` }],
    command: ['op-reth'],
    subcommand: ['node'],
    style: 'clap',
  },
  'kona-node': {
    // The image's entrypoint is a script that starts the program wherever that build keeps it.
    repositories: [{ repository: 'ghcr.io/op-rs/kona/kona-node', before: 'v1.2.9' }, { repository: `${OPLABS}/kona-node` }],
    envPrefix: 'KONA_NODE_',
    subcommand: ['node'],
    style: 'clap',
  },
  toolbox: { repositories: [{ repository: 'docker.io/library/busybox' }], style: 'go' },
};
