import { reportUnknownService } from './dependencies';
import type { PlaygroundBootnode, PlaygroundService } from './model';
import { isPort } from './read-ports';
import { expressionsOf, type ServiceReference, type Template } from './template';
import { nearest, type Problems } from '../errors';

/** The port of the bootnode to which `{{Bootnode}}` leads. */
const BOOTNODE_PORT = 'rpc';

/** The address that `{{Bootnode}}` stands for. */
export function bootnodeReference({ service, id }: PlaygroundBootnode): ServiceReference {
  return { service, port: BOOTNODE_PORT, protocol: 'enode', user: id };
}

/** Reports templates and a bootnode that lead to no service or no port of it, and port numbers that are none. */
export function checkTemplates(problems: Problems, services: readonly PlaygroundService[], bootnode: PlaygroundBootnode | undefined): void {
  const byName = new Map(services.map((service) => [service.name, service]));
  const checkReference = (prop: string, { service, port }: ServiceReference): void => {
    const target = byName.get(service);
    if (target) checkPortName(problems, prop, target, port);
    else reportUnknownService(problems, prop, service, byName.keys());
  };
  for (const [prop, template] of services.flatMap(templatesOf)) {
    for (const expression of expressionsOf([template])) {
      if (expression.kind === 'service') checkReference(prop, expression);
      if (expression.kind === 'port' && !isPort(expression.port)) {
        problems.error('INVALID_PORT', prop, `${expression.port} is not a port`, 'Use a whole number from 1 to 65535');
      }
    }
  }
  if (bootnode) checkReference('bootnode.Service', bootnodeReference(bootnode));
}

function checkPortName(problems: Problems, prop: string, { name, ports }: PlaygroundService, port: string): void {
  const names = [...new Set(ports.map((each) => each.name))];
  if (names.includes(port)) return;
  const [meant] = nearest(names, port, 1);
  const others = names.length === 0 ? `"${name}" declares no port` : `The ports of "${name}" are ${names.join(', ')}`;
  problems.error('UNKNOWN_PORT', prop, `the service "${name}" has no port "${port}"`, meant === undefined ? others : `Did you mean "${meant}"?`);
}

function templatesOf({ name, args, env }: PlaygroundService): readonly (readonly [prop: string, template: Template])[] {
  return [
    ...args.map((template, i) => [`services.${name}.args[${i}]`, template] as const),
    ...Object.entries(env).map(([variable, template]) => [`services.${name}.env.${variable}`, template] as const),
  ];
}
