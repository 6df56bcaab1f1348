import type { ResourceDocument } from './document';
import { Problems } from '../../errors';
import { isPlainObject } from '../../kube';

/** Fields of a service that are at fault where the schema finds nothing, and what a resource calls them. */
const FIELDS: Readonly<Record<string, string>> = { depends_on: 'dependencies', ready_check: 'readyCheck' };

/**
 * Takes the problems that the reader of manifests finds, and passes them on with the fields and lines of the resource
 * from which the manifest was made.
 */
export class LocatedProblems extends Problems {
  private readonly services: readonly unknown[];

  constructor(
    private readonly problems: Problems,
    private readonly document: ResourceDocument,
  ) {
    super();
    const { spec } = document.value;
    const services = isPlainObject(spec) ? spec.services : undefined;
    this.services = Array.isArray(services) ? services : [];
  }

  override error(code: string, prop: string, message: string, hint: string): void {
    const field = this.fieldOf(prop);
    this.problems.error(code, field, this.withLine(field, message), hint);
  }

  override warn(code: string, prop: string, message: string, hint: string): void {
    const field = this.fieldOf(prop);
    this.problems.warn(code, field, this.withLine(field, message), hint);
  }

  override get any(): boolean {
    return this.problems.any;
  }

  private withLine(field: string, message: string): string {
    return this.document.lineOf && field.startsWith('spec') ? `${message} (line ${this.document.lineOf(field)})` : message;
  }

  private fieldOf(prop: string): string {
    if (prop === 'bootnode.Service') return 'spec.bootnode.service';
    const [, name, rest = ''] = /^services\.([-\w]+)(.*)$/.exec(prop) ?? [];
    const index = name === undefined ? -1 : this.services.findIndex((service) => isPlainObject(service) && service.name === name);
    if (index >= 0) return `spec.services[${index}]${mountOf(this.services[index], rest) ?? renamed(rest)}`;
    return prop.startsWith('services') ? `spec.${prop}` : prop;
  }
}

function renamed(field: string): string {
  return field.replace(/^\.(\w+)/, (_, name: string) => `.${FIELDS[name] ?? name}`);
}

/** A manifest's maps of mounts are lists in a resource. */
function mountOf(service: unknown, field: string): string | undefined {
  const [, path] = /^\.(?:files|volumes)_mapped\.(.*)$/.exec(field) ?? [];
  if (path === undefined || !isPlainObject(service)) return undefined;
  for (const list of ['files', 'volumes']) {
    const mounts = service[list];
    const index = Array.isArray(mounts) ? mounts.findIndex((mount) => isPlainObject(mount) && mount.mountPath === path) : -1;
    if (index >= 0) return `.${list}[${index}]`;
  }
  return undefined;
}
