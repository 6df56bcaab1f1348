import type { Definition } from '../definition';

/** A command as the list of commands shows it; what it needs is loaded when it is called. */
export interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Definition>;
}

/** All commands, in the order in which one comes to need them. */
export const commands: Readonly<Record<string, Entry>> = {
  init: { summary: 'write a cdk8s app to begin with', load: async () => (await import('./init')).init },
  discover: { summary: 'read the contracts of a chain from L1 into a lock file', load: async () => (await import('./discover')).discover },
  check: { summary: 'say whether a rollup is fit to run: configuration, L1, contracts, versions beside forks', load: async () => (await import('./check')).check },
  images: { summary: 'list every image that a cluster would pull, for mirroring', load: async () => (await import('./images')).images },
  releases: { summary: 'tell what is known of versions: the compatibility matrix', load: async () => (await import('./releases')).releases },
  explain: { summary: 'tell what talks to what in synthesized manifests', load: async () => (await import('./explain')).explain },
  render: { summary: 'turn resources of the planned operator into manifests', load: async () => (await import('./render')).render },
  diff: { summary: 'say what newly synthesized manifests would change, and what is risky about it', load: async () => (await import('./diff')).diff },
  playground: { summary: 'make manifests of what builder-playground wrote, without an app', load: async () => (await import('./playground')).playground },
  completion: { summary: 'print the script by which a shell completes this command', load: async () => (await import('./completion')).completion },
};
