import type { PortClaim } from './port-claims';
import type { PortProtocol } from '../model';
import type { Problems } from '../../errors';

const LAST = 65535;
/** Below, Linux asks for a privilege. */
const FIRST = 1024;

/** The number on which each claim of one network is met. */
export type AssignedPorts = ReadonlyMap<PortClaim, number>;

/**
 * Gives every claim of one network a number of its own. Who cannot move comes first, then who is first; the others get
 * the next number that is free, as Compose's host ports do. Reports those that cannot move and want the same.
 */
export function assignPorts(problems: Problems, claims: readonly PortClaim[]): AssignedPorts {
  const taken = new Map<string, PortClaim>();
  const assigned = new Map<PortClaim, number>();
  const holder = (claim: PortClaim, port: number): PortClaim | undefined => protocolsOf(claim).map((protocol) => taken.get(`${protocol} ${port}`)).find(Boolean);
  const take = (claim: PortClaim, port: number): void => {
    for (const protocol of protocolsOf(claim)) taken.set(`${protocol} ${port}`, claim);
    assigned.set(claim, port);
  };
  const losers: PortClaim[] = [];
  for (const claim of [...claims.filter(({ fixed }) => fixed), ...claims.filter(({ fixed }) => !fixed)]) {
    const other = holder(claim, claim.original);
    if (!other) take(claim, claim.original);
    else if (claim.fixed === undefined) losers.push(claim);
    else reportClash(problems, claim, other);
  }
  for (const claim of losers) {
    const port = nextFree(claim.original, (number) => !holder(claim, number));
    if (port !== undefined) take(claim, port);
    else problems.error('PORT_CLASH', `services.${claim.service}.ports`, `no port is left for "${claim.uses[0]?.name}"`, 'Let some services run in pods of their own');
  }
  return assigned;
}

/** TCP and UDP of one claim stay on one number: programs take one flag for both. */
function protocolsOf({ uses }: PortClaim): readonly PortProtocol[] {
  return [...new Set(uses.map(({ protocol }) => protocol))];
}

function nextFree(port: number, free: (number: number) => boolean): number | undefined {
  for (let number = port + 1; number <= LAST; number++) if (free(number)) return number;
  for (let number = FIRST; number < port; number++) if (free(number)) return number;
  return undefined;
}

function reportClash(problems: Problems, claim: PortClaim, other: PortClaim): void {
  problems.error(
    'PORT_CLASH',
    `services.${claim.service}.ports`,
    `"${claim.service}" and "${other.service}" both listen on ${claim.original} in one pod, and neither can move: ${claim.fixed}`,
    `Write {{Port "${claim.uses[0]?.name}" ${claim.original}}} in the arguments of one of them, leave one out, or give each a pod of its own`,
  );
}
