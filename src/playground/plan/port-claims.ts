import { knownListeners, udpTwins, type KnownListener } from './known-listeners';
import type { PlaygroundService, PortProtocol } from '../model';
import { expressionsOf, type Template } from '../template';

/** A number on which a service wants to listen. What it has several names for is one claim. */
export interface PortClaim {
  readonly service: string;
  /** The number that it has in Compose. */
  readonly original: number;
  /** What it is called, with each protocol. */
  readonly uses: readonly PortUse[];
  /** Why the number cannot be another one. @default it can */
  readonly fixed?: string;
  /** Flags that have to say so when it is another one. */
  readonly flags: readonly FlagPlace[];
}

export interface PortUse {
  readonly name: string;
  readonly protocol: PortProtocol;
  readonly declared: boolean;
  readonly loopback: boolean;
}

/** A flag of a {@link KnownListener}, and where it stands among the arguments: nowhere, or with its value in this or the next one. */
export interface FlagPlace {
  readonly flag: NonNullable<KnownListener['flag']>;
  readonly at?: { readonly index: number; readonly inline: boolean };
}

interface Draft {
  readonly uses: PortUse[];
  readonly flags: FlagPlace[];
  templated: boolean;
  /** A known listener that no flag moves. */
  stuck: boolean;
}

/**
 * The numbers that a service listens on: those it declares, those of its own templates, and those that its program is
 * known for.
 *
 * @param pinned tells where else a number is written down, so that it cannot change
 */
export function portClaims(service: PlaygroundService, pinned: (port: number) => string | undefined): readonly PortClaim[] {
  const drafts = new Map<number, Draft>();
  const draft = (port: number): Draft => {
    const there = drafts.get(port) ?? { uses: [], flags: [], templated: false, stuck: false };
    drafts.set(port, there);
    return there;
  };
  const use = (port: number, added: PortUse): Draft => {
    const there = draft(port);
    if (!there.uses.some(({ name, protocol }) => name === added.name && protocol === added.protocol)) there.uses.push(added);
    return there;
  };
  for (const { name, port, protocol } of service.ports) use(port, { name, protocol, declared: true, loopback: false });
  for (const expression of expressionsOf([...service.args, ...Object.values(service.env)])) {
    if (expression.kind !== 'port') continue;
    const { name, port, protocol } = expression;
    const declared = service.ports.some((each) => each.name === name && each.port === port);
    use(port, { name, protocol, declared, loopback: false }).templated = true;
  }
  const args = service.args.map(({ source }) => source);
  const takesFlags = !isScript(service) && (args.length > 0 || service.entrypoint !== undefined);
  const twins = udpTwins(service, args);
  for (const { name, port } of service.ports) {
    if (twins.includes(name)) use(port, { name, protocol: 'udp', declared: true, loopback: false });
  }
  for (const known of knownListeners(service, args)) addKnown(service.args, takesFlags ? known : { ...known, flag: undefined }, use);
  return [...drafts].map(([original, { uses, flags, templated, stuck }]) => ({
    service: service.name,
    original,
    uses,
    flags,
    fixed: pinned(original) ?? (!stuck && (templated || flags.length > 0) ? undefined : 'it is fixed in the image or written without a template'),
  }));
}

/** What is added to the arguments of a shell does not reach the program that its script runs; nor is an image's own command added to. */
function isScript({ entrypoint = '' }: PlaygroundService): boolean {
  return /(^|\/)(ba|da|a|z)?sh(\s|$)/.test(entrypoint.trim());
}

function addKnown(args: readonly Template[], { name, port, protocol, loopback = false, flag }: KnownListener, use: (port: number, added: PortUse) => Draft): void {
  const added: PortUse = { name, protocol, declared: false, loopback };
  if (!flag) {
    use(port, added).stuck = true;
    return;
  }
  const found = findFlag(args, flag[0]);
  if (!found) {
    use(port, added).flags.push({ flag });
    return;
  }
  // What a template gives is among the claims already.
  if (found.port !== undefined) use(found.port, added).flags.push({ flag, at: found });
}

/** Where an argument gives a flag's value, and the number at its end unless a template is in it. */
function findFlag(args: readonly Template[], name: string): { readonly index: number; readonly inline: boolean; readonly port?: number } | undefined {
  for (const [index, { source }] of args.entries()) {
    const inline = source.startsWith(`${name}=`);
    if (!inline && source !== name) continue;
    const number = /(\d+)$/.exec(inline ? source : (args[index + 1]?.source ?? ''))?.[1];
    return { index: inline ? index : index + 1, inline, port: number === undefined ? undefined : Number(number) };
  }
  return undefined;
}
