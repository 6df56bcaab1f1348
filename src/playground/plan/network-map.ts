import { assignPorts } from './assign-ports';
import type { Listener } from './plan';
import { portClaims, type PortClaim } from './port-claims';
import type { SelectedServices } from './select-services';
import type { PlaygroundArtifact, PlaygroundService } from '../model';
import type { Problems } from '../../errors';

/** Where every service is met: in which pod, on which numbers. */
export class NetworkMap {
  private readonly podOfService = new Map<string, number>();
  private readonly claimsOfService = new Map<string, readonly PortClaim[]>();
  private readonly numbers = new Map<PortClaim, number>();

  /** @param pods names of the running services by pod, each in one */
  constructor(problems: Problems, private readonly selected: SelectedServices, pods: readonly (readonly string[])[], artifacts: readonly PlaygroundArtifact[]) {
    const addresses = new Map(artifacts.flatMap(({ files }) => files).flatMap(({ path, addresses: found = [] }) => found.map((address) => [address, path] as const)));
    for (const service of selected.running) {
      const pinned = (port: number): string | undefined => {
        const file = addresses.get(`${service.name}:${port}`);
        return file === undefined ? undefined : `the file "${file}" says ${service.name}:${port}`;
      };
      this.claimsOfService.set(service.name, portClaims(service, pinned));
    }
    for (const [pod, names] of pods.entries()) {
      for (const name of names) this.podOfService.set(name, pod);
      const members = selected.running.filter(({ name }) => names.includes(name));
      for (const [claim, port] of assignPorts(problems, members.flatMap(({ name }) => this.claimsOf(name)))) this.numbers.set(claim, port);
    }
  }

  podOf(service: string): number {
    return this.podOfService.get(service) ?? 0;
  }

  claimsOf(service: string): readonly PortClaim[] {
    return this.claimsOfService.get(service) ?? [];
  }

  /** The number of a claim; the original where none could be found, which is reported. */
  numberOf(claim: PortClaim): number {
    return this.numbers.get(claim) ?? claim.original;
  }

  /** The number on which a service is met, by the one that it has in Compose. */
  portOf(service: string, original: number): number | undefined {
    const external = this.selected.external.get(service);
    if (external) {
      const port = external.service.ports.find((each) => each.port === original);
      return port && (external.ports[port.name] ?? port.port);
    }
    const claim = this.claimsOf(service).find((each) => each.original === original);
    return claim && this.numberOf(claim);
  }

  /** The host under which `from` meets a service. */
  hostOf(service: string, dnsName: string, from: PlaygroundService): string {
    const external = this.selected.external.get(service);
    if (external) return external.host.includes(':') ? `[${external.host}]` : external.host;
    const near = this.podOfService.has(service) && this.podOf(service) === this.podOf(from.name);
    // Not localhost: that may be ::1 first, and not all programs listen there.
    return near ? '127.0.0.1' : dnsName;
  }

  listenersOf(service: string): readonly Listener[] {
    const listeners = this.claimsOf(service).flatMap((claim) => claim.uses.map((use) => ({ ...use, original: claim.original, port: this.numberOf(claim) })));
    return [...listeners.filter(({ declared }) => declared), ...listeners.filter(({ declared }) => !declared)];
  }
}
