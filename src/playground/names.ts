import type { PlaygroundService } from './model';
import type { Problems } from '../errors';

/** What Kubernetes allows as the name of a Service. */
const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const MAX_LENGTH = 63;

/** A service's name as Kubernetes would have it; the tool's own names need no more than that. */
export function dnsName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** Reports names that no object of Kubernetes can have, and services that would have one name. No name at all is reported where it is read. */
export function checkNames(problems: Problems, services: readonly PlaygroundService[]): void {
  const taken = new Map<string, string>();
  for (const [i, service] of services.entries()) {
    if (service.name === '') continue;
    const prop = `services[${i}].name`;
    const other = taken.get(service.dnsName);
    if (other === undefined) {
      checkLabel(problems, prop, service);
    } else if (other === service.name) {
      problems.error('DUPLICATE_SERVICE', prop, `there is a service "${other}" already`, 'Rename one of them in the recipe');
    } else {
      problems.error('NAME_CLASH', prop, `"${service.name}" and "${other}" are both "${service.dnsName}" in Kubernetes`, 'Rename one of them in the recipe');
    }
    taken.set(service.dnsName, other ?? service.name);
  }
}

function checkLabel(problems: Problems, prop: string, { name, dnsName: label }: PlaygroundService): void {
  if (!DNS_LABEL.test(label)) {
    problems.error('INVALID_NAME', prop, `"${name}" cannot be the name of a Kubernetes Service`, 'Use letters, digits, "-" and "_", beginning with a letter and ending with a letter or digit');
  } else if (label.length > MAX_LENGTH) {
    problems.error('NAME_TOO_LONG', prop, `"${name}" has ${label.length} characters, and Kubernetes leaves room for ${MAX_LENGTH}`, 'Shorten it in the recipe');
  }
}
