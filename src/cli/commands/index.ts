import type { Definition } from '../definition';

/** A command as the list of commands shows it; what it needs is loaded when it is called. */
export interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Definition>;
}

/** All commands, in the order in which one comes to need them. */
export const commands: Readonly<Record<string, Entry>> = {
  discover: { summary: 'read the contracts of a chain from L1 into a lock file', load: async () => (await import('./discover')).discover },
  diff: { summary: 'say what newly synthesized manifests would change, and what is risky about it', load: async () => (await import('./diff')).diff },
};
