import type { PortProtocol } from './model';

/** A text with the expressions that builder-playground leaves in manifest.json, such as `0.0.0.0:{{Port "http" 8545}}`. */
export interface Template {
  /** As the manifest has it. */
  readonly source: string;
  /** The text cut into what is plain and what is not, in its order. */
  readonly parts: readonly TemplatePart[];
}

/** Plain text, or one expression. */
export type TemplatePart = string | TemplateExpression;

/** One of the expressions that builder-playground knows; `dir` is `{{.Dir}}` of its first draft. */
export type TemplateExpression =
  | ({ readonly kind: 'port' } & PortReference)
  | ({ readonly kind: 'service' } & ServiceReference)
  | { readonly kind: 'bootnode' }
  | { readonly kind: 'dir' };

/** `{{Port "http" 8545}}` or `{{PortUDP "p2p" 9000}}`: a port of the service itself. */
export interface PortReference {
  /** Name of the port. */
  readonly name: string;
  /** The number that the service listens on unless it was moved. */
  readonly port: number;
  /** What is spoken on it. */
  readonly protocol: PortProtocol;
}

/** `{{Service "el" "http" "http" ""}}`: the address of another service. */
export interface ServiceReference {
  /** Name of the service. */
  readonly service: string;
  /** Name of one of its ports. */
  readonly port: string;
  /** Scheme before the address; empty for none. */
  readonly protocol: string;
  /** User, password or node id before the host; empty for none. */
  readonly user: string;
}

/** Where things are in the place in which a service runs. */
export interface TemplateResolver {
  /** The number of the service's own port. */
  readonly port: (reference: PortReference) => number;
  /** Where another service's port is reached. */
  readonly endpoint: (service: string, port: string) => { readonly host: string; readonly port: number };
  /** What `{{Bootnode}}` stands for. @default nothing: it becomes an empty text, as in the tool */
  readonly bootnode?: ServiceReference;
  /** The folder with the artifacts, what `{{.Dir}}` stands for. */
  readonly dir: string;
}

/** The text that the service is given. */
export function resolveTemplate({ parts }: Template, resolver: TemplateResolver): string {
  return parts.map((part) => (typeof part === 'string' ? part : resolveExpression(part, resolver))).join('');
}

/** The expressions of templates, without the text around them. */
export function expressionsOf(templates: Iterable<Template>): readonly TemplateExpression[] {
  return [...templates].flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'));
}

function resolveExpression(expression: TemplateExpression, resolver: TemplateResolver): string {
  switch (expression.kind) {
    case 'port':
      return String(resolver.port(expression));
    case 'service':
      return address(expression, resolver);
    case 'bootnode':
      return resolver.bootnode === undefined ? '' : address(resolver.bootnode, resolver);
    case 'dir':
      return resolver.dir;
  }
}

/** Nothing is escaped: the tool does not do it, and what it is given relies on that. */
function address({ service, port, protocol, user }: ServiceReference, resolver: TemplateResolver): string {
  const endpoint = resolver.endpoint(service, port);
  return `${protocol === '' ? '' : `${protocol}://`}${user === '' ? '' : `${user}@`}${endpoint.host}:${endpoint.port}`;
}
