/** One thing that is wrong with what the user gave, and how to put it right. */
export interface Problem {
  /** Stable identifier, e.g. `MISSING_L1_BEACON`; the key of the troubleshooting page. */
  readonly code: string;
  /** Path of the construct that found it, as cdk8s prints it, e.g. `acme/batcher`. */
  readonly path: string;
  /** The prop, dotted when nested, e.g. `network.l1BeaconUrl`; empty when it is about the construct as a whole. */
  readonly prop: string;
  /** What is wrong, without any secret that the value may hold. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** One line for one problem: `[acme/batcher] signer: what. Remedy (CODE)`. */
export function describeProblem({ code, path, prop, message, hint }: Problem): string {
  const where = [path ? `[${path}]` : '', prop ? `${prop}:` : ''].filter(Boolean).join(' ');
  return `${where ? `${where} ` : ''}${sentence(message)} ${sentence(hint)} (${code})`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
