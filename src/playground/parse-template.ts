import { GO_LITERAL, goValue } from './go-literal';
import type { Template, TemplateExpression, TemplatePart } from './template';
import { nearest, type Problems } from '../errors';

type Value = string | number;
type Make = (args: readonly Value[]) => TemplateExpression;

interface Form {
  /** How it is written, the longest form first. */
  readonly usage: string;
  /** Types of the arguments, by their number. */
  readonly arguments: readonly (readonly ('string' | 'number')[])[];
  readonly make: Make;
}

const port = (protocol: 'tcp' | 'udp'): Make => ([name, number]) => ({ kind: 'port', name: String(name), port: Number(number), protocol });

const FORMS: Readonly<Record<string, Form>> = {
  Port: { usage: '{{Port "name" 8545}}', arguments: [['string', 'number']], make: port('tcp') },
  PortUDP: { usage: '{{PortUDP "name" 9000}}', arguments: [['string', 'number']], make: port('udp') },
  Service: {
    usage: '{{Service "service" "port" "protocol" "user"}}',
    arguments: [['string', 'string'], ['string', 'string', 'string'], ['string', 'string', 'string', 'string']],
    make: (args) => {
      const [service = '', name = '', protocol = 'http', user = ''] = args.map(String);
      // The release with three arguments wrote no other scheme than http.
      return { kind: 'service', service, port: name, protocol: args.length === 3 && protocol !== 'http' ? '' : protocol, user };
    },
  },
  Bootnode: { usage: '{{Bootnode}}', arguments: [[]], make: () => ({ kind: 'bootnode' }) },
  '.Dir': { usage: '{{.Dir}}', arguments: [[]], make: () => ({ kind: 'dir' }) },
};

const LITERAL = GO_LITERAL.source;
/** `{{`, a name, literals with space between them, `}}`; a dash with space inside the braces trims the space outside. */
const EXPRESSION = new RegExp(String.raw`\{\{(-\s)?\s*(\.?[A-Za-z_]\w*)((?:\s+(?:${LITERAL}))*)\s*(\s-)?\}\}`, 'y');
const LITERALS = new RegExp(LITERAL, 'g');

/**
 * Reads a value of `args` or `env`; reports expressions that the tool would refuse, and leaves them as they stand.
 *
 * @param prop the field that holds it, for messages
 */
export function parseTemplate(problems: Problems, prop: string, source: string): Template {
  const parts: TemplatePart[] = [];
  let at = 0;
  let trim = false;
  for (;;) {
    const open = source.indexOf('{{', at);
    const text = source.slice(at, open < 0 ? undefined : open);
    EXPRESSION.lastIndex = open;
    const found = open < 0 ? null : EXPRESSION.exec(source);
    const outer = trim ? text.trimStart() : text;
    const inner = found?.[1] === undefined ? outer : outer.trimEnd();
    if (inner !== '') parts.push(inner);
    if (open < 0) return { source, parts };
    if (!found) {
      notReadable(problems, prop, source, open);
      return { source, parts: [...parts, source.slice(open)] };
    }
    parts.push(expressionOf(problems, prop, found[0], found[2] ?? '', found[3] ?? '') ?? found[0]);
    at = EXPRESSION.lastIndex;
    trim = found[4] !== undefined;
  }
}

function notReadable(problems: Problems, prop: string, source: string, open: number): void {
  const close = source.indexOf('}}', open);
  const what = close < 0 ? 'a template is opened with "{{" and not closed' : `"${source.slice(open, close + 2)}" is no template that can be read`;
  problems.error('INVALID_TEMPLATE', prop, `${what}, at character ${open + 1}`, `Write it as one of ${usages()}`);
}

function expressionOf(problems: Problems, prop: string, text: string, name: string, list: string): TemplateExpression | undefined {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (!form) {
    const [meant] = nearest(Object.keys(FORMS), name, 1);
    problems.error('UNKNOWN_TEMPLATE', prop, `builder-playground has no template "${name}"`, meant === undefined ? `Use one of ${usages()}` : `Did you mean ${FORMS[meant]?.usage}?`);
    return undefined;
  }
  const args = (list.match(LITERALS) ?? []).map(goValue);
  const values = args.filter((value) => value !== undefined);
  if (values.length === args.length && form.arguments.some((types) => types.length === values.length && types.every((type, i) => typeof values[i] === type))) {
    return form.make(values);
  }
  problems.error('INVALID_TEMPLATE', prop, `the arguments of "${text}" are not those that ${name} takes`, `Write it as ${form.usage}`);
  return undefined;
}

function usages(): string {
  return Object.values(FORMS).map(({ usage }) => usage).join(', ');
}
