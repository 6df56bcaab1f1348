import * as fc from 'fast-check';
import { Problems } from '../../src/errors';
import { parseTemplate } from '../../src/playground/parse-template';
import { resolveTemplate, type TemplateResolver } from '../../src/playground';
import { problemsOf } from '../support/fixtures';

function parse(source: string) {
  const problems = new Problems();
  const template = parseTemplate(problems, 'args[0]', source);
  problems.settle();
  return template;
}

const resolver: TemplateResolver = {
  port: ({ port, protocol }) => (protocol === 'udp' ? port + 1 : port),
  endpoint: (service, port) => ({ host: service, port: port.length }),
  bootnode: { service: 'bootnode', port: 'rpc', protocol: 'enode', user: 'id' },
  dir: '/artifacts',
};
const resolved = (source: string, over: Partial<TemplateResolver> = {}): string => resolveTemplate(parse(source), { ...resolver, ...over });

test.each([
  ['no template', '--http', '--http'],
  ['nothing', '', ''],
  ['a port amid text', '0.0.0.0:{{Port "http" 8545}}', '0.0.0.0:8545'],
  ['a UDP port', '{{PortUDP "p2p" 9000}}', '9001'],
  ['an address', '{{Service "el" "http" "http" ""}}', 'http://el:4'],
  ['an address without a scheme', '{{Service "el" "http" "" ""}}', 'el:4'],
  ['an address with a user and a password', '{{Service "db" "postgres" "postgres" "postgres:postgres"}}/postgres?sslmode=disable', 'postgres://postgres:postgres@db:8/postgres?sslmode=disable'],
  ['the two arguments of the first release', '{{Service "el" "http"}}', 'http://el:4'],
  ['three arguments with http', '{{Service "el" "http" "http"}}', 'http://el:4'],
  ['three arguments with another scheme, which that release left out', '{{Service "el" "rpc" "enode"}}', 'el:3'],
  ['the bootnode', '{{Bootnode}}', 'enode://id@bootnode:3'],
  ['the folder', '{{.Dir}}/jwtsecret', '/artifacts/jwtsecret'],
  ['several', '{{Port "a" 1}},{{Port "b" 2}}', '1,2'],
  ['space inside', '{{ Port\t"a"  1 }}', '1'],
  ['dashes that trim', 'a  {{- Port "a" 1 -}}  b', 'a1b'],
  ['a dash that trims up to another', '{{Port "a" 1 -}} {{- Port "b" 2}}', '12'],
  ['a string with braces', '{{Service "el" "http" "http" "}}"}}', 'http://}}@el:4'],
  ['a raw string', '{{Service `el` `http` `http` `a\\b`}}', 'http://a\\b@el:4'],
  ['escapes', String.raw`{{Service "el" "http" "http" "\x41\102\u0043\t\"\\"}}`, 'http://ABC\t"\\@el:4'],
  ['a number in hex', '{{Port "a" 0x10}}', '16'],
  ['a number in octal, as Go has it', '{{Port "a" 010}}', '8'],
  ['closing braces alone', 'a}}b', 'a}}b'],
  ['a single brace', '{Port "a" 1}', '{Port "a" 1}'],
])('%s', (_, source, text) => {
  expect(resolved(source)).toBe(text);
});

test('without a bootnode its template is empty, as in the tool', () => {
  expect(resolved('{{Bootnode}}', { bootnode: undefined })).toBe('');
});

test.each([
  ['an unknown template', '{{Prt "http" 8545}}', 'UNKNOWN_TEMPLATE', 'builder-playground has no template "Prt"', /^Did you mean \{\{Port "name" 8545\}\}\?$/],
  ['an unknown template like none', '{{Environment "HOME"}}', 'UNKNOWN_TEMPLATE', 'builder-playground has no template "Environment"', /^Use one of \{\{Port/],
  ['a name of Object.prototype', '{{constructor}}', 'UNKNOWN_TEMPLATE', 'builder-playground has no template "constructor"', /^Use one of/],
  ['an unknown field', '{{.Name}}', 'UNKNOWN_TEMPLATE', 'builder-playground has no template ".Name"', /./],
  ['too few arguments', '{{Port "http"}}', 'INVALID_TEMPLATE', 'the arguments of "{{Port "http"}}" are not those that Port takes', /^Write it as \{\{Port "name" 8545\}\}$/],
  ['too many arguments', '{{Bootnode "a"}}', 'INVALID_TEMPLATE', 'the arguments of "{{Bootnode "a"}}" are not those that Bootnode takes', /\{\{Bootnode\}\}$/],
  ['arguments in the wrong order', '{{Port 8545 "http"}}', 'INVALID_TEMPLATE', 'the arguments of "{{Port 8545 "http"}}" are not those that Port takes', /Port/],
  ['a name without quotes', 'x{{Port http 8545}}', 'INVALID_TEMPLATE', '"{{Port http 8545}}" is no template that can be read, at character 2', /Write it as one of/],
  ['a template that is not closed', '{{Port "http" 8545', 'INVALID_TEMPLATE', 'a template is opened with "{{" and not closed, at character 1', /Write it as one of/],
  ['an escape that Go does not know', String.raw`{{Service "\q" "http"}}`, 'INVALID_TEMPLATE', String.raw`the arguments of "{{Service "\q" "http"}}" are not those that Service takes`, /Service/],
])('%s is reported', (_, source, code, message, hint) => {
  expect(problemsOf(() => parse(source))).toEqual([{ code, path: '', prop: 'args[0]', message, hint: expect.stringMatching(hint) }]);
});

test('every wrong expression of a text is reported, and what is right is read', () => {
  const problems = new Problems();
  const { parts } = parseTemplate(problems, 'args[0]', '{{One}} {{Port "a" 1}} {{Two}}');
  expect(parts).toEqual(['{{One}}', ' ', { kind: 'port', name: 'a', port: 1, protocol: 'tcp' }, ' ', '{{Two}}']);
  expect(problemsOf(() => problems.settle()).map(({ code }) => code)).toEqual(['UNKNOWN_TEMPLATE', 'UNKNOWN_TEMPLATE']);
});

const plainText = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('{'));
/** JSON's escapes are a part of Go's, but for the slash, which JSON.stringify leaves alone. */
const quoted = (text: string): string => JSON.stringify(text);
const text = fc.string({ unit: 'grapheme' });

test('property: text without braces comes back', () => {
  fc.assert(fc.property(plainText, (source) => expect(resolved(source)).toBe(source)));
});

test('property: any names and any numbers pass through, whatever is around them', () => {
  fc.assert(
    fc.property(plainText, plainText, text, fc.nat(), (before, after, name, port) => {
      expect(parse(`${before}{{Port ${quoted(name)} ${port}}}${after}`).parts.filter((part) => part !== '')).toEqual(
        [before, { kind: 'port', name, port, protocol: 'tcp' }, after].filter((part) => part !== ''),
      );
    }),
  );
});

test('property: an address is made of its four parts', () => {
  fc.assert(
    fc.property(text, text, text, text, (service, port, protocol, user) => {
      const source = `{{Service ${[service, port, protocol, user].map(quoted).join(' ')}}}`;
      expect(resolved(source)).toBe(`${protocol && `${protocol}://`}${user && `${user}@`}${service}:${port.length}`);
    }),
  );
});

test('property: texts resolve one after the other as they do together', () => {
  const piece = fc.oneof(plainText, fc.constantFrom('{{Port "a" 1}}', '{{Bootnode}}', '{{.Dir}}', '{{Service "el" "http" "ws" ""}}'));
  fc.assert(fc.property(fc.array(piece), (pieces) => expect(resolved(pieces.join(''))).toBe(pieces.map((each) => resolved(each)).join(''))));
});

test('property: whatever stands there is read or reported, and nothing else happens', () => {
  const token = fc.constantFrom('{{', '}}', '{', '- ', ' -', ' ', 'Port', 'Service', '.Dir', '"a"', '"', '`', '\\', '1', '-', '\n');
  fc.assert(
    fc.property(fc.array(token).map((tokens) => tokens.join('')), (source) => {
      const problems = new Problems();
      const template = parseTemplate(problems, 'args[0]', source);
      expect(template.source).toBe(source);
      expect(problems.any && !source.includes('{{')).toBe(false);
      expect(problems.any || template.parts.every((part) => typeof part !== 'string' || !part.includes('{{'))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
