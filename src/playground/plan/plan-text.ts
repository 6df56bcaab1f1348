import type { NetworkMap } from './network-map';
import { OUTPUT_DIR } from './plan-mounts';
import type { PlanOptions } from './plan-options';
import type { FlagPlace } from './port-claims';
import { composeText, rewriteAddresses } from './rewrite-text';
import { bootnodeReference } from '../check-templates';
import type { Playground, PlaygroundService } from '../model';
import { resolveTemplate, type Template } from '../template';
import type { Problems } from '../../errors';

/** Turns the texts of one service into what holds where it runs. */
export class ServiceText {
  constructor(
    private readonly problems: Problems,
    private readonly playground: Playground,
    private readonly network: NetworkMap,
    private readonly service: PlaygroundService,
    private readonly options: PlanOptions,
    /** Called with each key of `rewrite` that was found. */
    private readonly rewritten: (key: string) => void,
  ) {}

  /** The arguments, with the flags of what was moved. */
  args(): readonly string[] {
    const args = this.service.args.map((arg, i) => this.template(`args[${i}]`, arg));
    for (const claim of this.network.claimsOf(this.service.name)) {
      const port = this.network.numberOf(claim);
      if (port !== claim.original) for (const place of claim.flags) putFlag(args, place, port);
    }
    return args;
  }

  env(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.service.env).map(([name, value]) => [name, this.template(`env.${name}`, value)]));
  }

  /** A text that holds no templates. */
  plain(field: string, text: string): string {
    return this.compose(field, this.addresses(field, text));
  }

  private template(field: string, { source, parts }: Template): string {
    const { bootnode, services } = this.playground;
    const { network, service } = this;
    const resolved = resolveTemplate({ source, parts: parts.map((part) => (typeof part === 'string' ? this.addresses(field, part) : part)) }, {
      port: ({ port }) => network.portOf(service.name, port) ?? port,
      endpoint: (name, label) => {
        const target = services.find((each) => each.name === name);
        const original = target?.ports.find((each) => each.name === label)?.port;
        // The reader lets no other reference through.
        if (!target || original === undefined) throw new Error(`the reader let a reference to ${name}:${label} through`);
        const port = network.portOf(name, original);
        if (port === undefined) this.problems.warn('SKIPPED_REFERENCE', this.prop(field), `it leads to "${name}", which is skipped`, `Let "${name}" run, or replace the argument`);
        return { host: network.hostOf(name, target.dnsName, service), port: port ?? original };
      },
      bootnode: bootnode && bootnodeReference(bootnode),
      dir: OUTPUT_DIR,
    });
    return this.compose(field, resolved);
  }

  private compose(field: string, text: string): string {
    return composeText(text, (name) => {
      this.problems.warn('COMPOSE_VARIABLE', this.prop(field), `Compose puts the variable ${name} of the author's shell here`, `Write $$ for a dollar sign, or replace the text with rewrite`);
    });
  }

  private addresses(field: string, text: string): string {
    const { dockerHost, rewrite = {} } = this.options;
    const replaced = Object.entries(rewrite).reduce((before, [from, to]) => {
      if (from !== '' && before.includes(from)) this.rewritten(from);
      return from === '' ? before : before.replaceAll(from, () => to);
    }, text);
    return rewriteAddresses(replaced, this.service, {
      services: this.playground.services.map(({ name }) => name),
      portOf: (name, original) => this.network.portOf(name, original),
      astray: (host, address) => {
        const local = host === 'localhost' || host === '127.0.0.1';
        if (local) {
          this.problems.warn('LOCAL_ADDRESS', this.prop(field), `"${address}" is no port of "${this.service.name}": it leads to whatever listens there in the pod`, 'Replace it with rewrite where something else is meant');
        } else if (dockerHost === undefined) {
          this.problems.warn('DOCKER_HOST', this.prop(field), `"${host}" is the machine that runs Docker`, 'Set dockerHost to the IP address of what is meant, or replace the text with rewrite');
        }
      },
    });
  }

  private prop(field: string): string {
    return `services.${this.service.name}.${field}`;
  }
}

/** Has a flag say another number: where it stands, or at the end. */
function putFlag(args: string[], { flag: [name, before], at }: FlagPlace, port: number): void {
  const arg = at && args[at.index];
  if (at && arg !== undefined) args[at.index] = arg.replace(/\d+$/, String(port));
  else if (before === '=') args.push(`${name}=${port}`);
  else args.push(name, `${before.slice(1)}${port}`);
}
