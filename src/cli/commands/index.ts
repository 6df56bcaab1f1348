import type { Definition } from '../definition';

/** A command as the list of commands shows it; what it needs is loaded when it is called. */
export interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Definition>;
}

/** All commands, in the order in which one comes to need them. */
export const commands: Readonly<Record<string, Entry>> = {
  discover: { summary: 'read the contracts of a chain from L1 into a lock file', load: async () => (await import('./discover')).discover },
  check: { summary: 'say whether a rollup is fit to run: configuration, L1, contracts, versions beside forks', load: async () => (await import('./check')).check },
  images: { summary: 'list every image that a cluster would pull, for mirroring', load: async () => (await import('./images')).images },
  releases: { summary: 'tell what is known of versions: the compatibility matrix', load: async () => (await import('./releases')).releases },
  playground: { summary: 'make manifests of what builder-playground wrote, without an app', load: async () => (await import('./playground')).playground },
  completion: { summary: 'print the script by which a shell completes this command', load: async () => (await import('./completion')).completion },
};
