// Writes the pages of the reference: one for each section of src/index.ts, and one for each further entry point.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { isInherited } = require('./read-library');
const { example } = require('./example');

const root = join(__dirname, '..', '..');

/** The sections of src/index.ts, in their order: what its comments say, and the names that are exported below them. */
function sections() {
  const found = [];
  for (const line of readFileSync(join(root, 'src', 'index.ts'), 'utf8').replaceAll(/\{\n([^}]*)\}/g, (_, names) => `{ ${names.replaceAll('\n', ' ')} }`).split('\n')) {
    const title = /^\/\/ ([^:;]+)(?:[:;] (.*))?$/.exec(line);
    if (title) found.push({ title: title[1], about: title[2], names: new Set() });
    const names = /^export (?:type )?\{(.*)\} from/.exec(line);
    for (const name of names?.[1].split(',') ?? []) if (name.trim()) found.at(-1)?.names.add(name.trim().replace(/^type /, '').replace(/^.* as /, ''));
  }
  return found;
}

const fileOf = (title) => `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.md`;

/** The pages by their file name, without the index. */
function pagesOf(modules) {
  const pages = new Map();
  const parts = sections();
  for (const { page, module, exported } of modules) {
    if (page !== undefined) {
      pages.set(`${page}.md`, { title: module, members: exported });
      continue;
    }
    for (const { title, about, names } of parts) {
      pages.set(fileOf(title), { title, about, members: [...names].flatMap((name) => exported.filter((each) => each.name === name)) });
    }
    const left = exported.filter(({ name }) => !parts.some(({ names }) => names.has(name)));
    if (left.length > 0) throw new Error(`src/index.ts exports these below no comment: ${left.map(({ name }) => name).join(', ')}`);
  }
  return pages;
}

function render(modules, kinds) {
  const pages = pagesOf(modules);
  const homes = new Map([...pages].flatMap(([file, { members }]) => members.map((member) => [member.id, { file, name: member.name }])));
  const imports = new Map(modules.flatMap(({ module, exported }) => exported.map(({ name }) => [name, module])));
  const files = new Map();
  for (const [file, { title, about, members }] of pages) {
    const text = new Page(file, homes, imports, kinds);
    files.set(file, [`<!-- Written by \`npm run docs\` from the docstrings. -->`, `# ${title}`, '', ...(about ? [`${about[0].toUpperCase()}${about.slice(1)}.`, ''] : []), ...members.flatMap((member) => text.member(member))].join('\n').replaceAll(/\n{3,}/g, '\n\n').trimEnd() + '\n');
  }
  const rows = [...pages].map(([file, { title, members }]) => `| [${title}](${file}) | ${members.filter(({ kind }) => kind === kinds.Class || kind === kinds.Function).map(({ name }) => `[${name}](${file}#${name.toLowerCase()})`).join(', ')} |`);
  files.set('README.md', ['<!-- Written by `npm run docs` from the docstrings. -->', '# Reference', '', 'Every class, function and type that the package exports, from its docstrings. A prop without a default has to be given.', '', '| page | classes and functions |', '| --- | --- |', ...rows, ''].join('\n'));
  return files;
}

/** The text of one page. */
class Page {
  constructor(file, homes, imports, kinds) {
    Object.assign(this, { file, homes, imports, kinds });
  }

  member(reflection) {
    const signatures = reflection.signatures ?? [];
    const comment = reflection.comment ?? signatures[0]?.comment;
    return [
      `## ${reflection.name}`, '', ...this.prose(comment), '',
      ...this.declaration(reflection, signatures), '',
      ...this.parents(reflection), '',
      ...this.table(reflection), '',
      ...(reflection.kind === this.kinds.Class ? this.methods(reflection) : []), '',
    ];
  }

  /** Summary, what is thrown, links and examples. */
  prose(comment) {
    if (!comment) return [];
    const tags = (name) => comment.blockTags.filter(({ tag }) => tag === name).map(({ content }) => this.inline(content).trim());
    return [
      this.inline(comment.summary).trim(), '',
      ...tags('@returns').map((text) => `Returns ${text}.\n`), ...tags('@throws').map((text) => `Throws ${text}.\n`),
      ...(tags('@see').length > 0 ? [`See ${tags('@see').join(', ')}.`, ''] : []),
      ...tags('@example').map((text) => example(text, this.imports)),
    ];
  }

  inline(parts) {
    return parts.map((part) => (part.kind === 'inline-tag' ? this.link(part) : part.text)).join('');
  }

  link({ target, text }) {
    const home = typeof target === 'object' && this.homes.get(target.id);
    return home ? `[${text || home.name}](${this.to(home)})` : `\`${text}\``;
  }

  to({ file, name }) {
    return `${file === this.file ? '' : file}#${name.toLowerCase()}`;
  }

  declaration(reflection, signatures) {
    if (reflection.kind === this.kinds.Class) return this.constructed(reflection);
    if (signatures.length > 0) return signatures.flatMap((signature) => [`\`${signature.name}(${parametersOf(signature)})\`: ${this.type(signature.type)}`, '', ...this.parameters(signature)]);
    if (reflection.type && !membersOf(reflection.type)) return [`Type: ${this.type(reflection.type)}`];
    return [];
  }

  constructed({ name, children }) {
    const signature = children?.find(({ kind }) => kind === this.kinds.Constructor)?.signatures?.[0];
    if (!signature) return [];
    const props = this.type(signature.parameters?.at(-1)?.type);
    return [`\`new ${name}(${parametersOf(signature)})\`${props.includes('](') ? `, with ${props}` : ''}`];
  }

  parameters({ parameters = [] }) {
    return parameters.flatMap(({ name, comment }) => (comment ? [`- \`${name}\`: ${this.inline(comment.summary).trim()}`] : []));
  }

  parents({ extendedTypes = [], children = [] }) {
    const known = extendedTypes.filter((type) => this.type(type).includes(']('));
    return known.length > 0 && children.some(isInherited) ? [`It has everything of ${known.map((type) => this.type(type)).join(' and ')} too.`] : [];
  }

  table(reflection) {
    const children = reflection.children ?? membersOf(reflection.type) ?? [];
    const rows = children.flatMap((child) => this.rows(child, ''));
    if (rows.length === 0) return [];
    const head = reflection.kind === this.kinds.Class ? ['property', 'type', 'what it is'] : ['prop', 'type', 'default', 'what it means'];
    const cells = reflection.kind === this.kinds.Class ? rows.map(([name, type, , what]) => [name, type, what]) : rows;
    return [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`);
  }

  rows(child, before) {
    const { kinds } = this;
    if (child.signatures || ![kinds.Property, kinds.Accessor, kinds.EnumMember].includes(child.kind) || this.isElsewhere(child)) return [];
    const type = child.type ?? child.getSignature?.type;
    const comment = child.comment ?? child.getSignature?.comment;
    const name = `${before}${child.flags.isStatic ? 'static ' : ''}${child.name}`;
    const given = comment?.blockTags.filter(({ tag }) => tag === '@default').map(({ content }) => this.inline(content)).join(' ') ?? '';
    const fallback = given.replaceAll(/^```\w*\n|\n```$/g, '').trim();
    const see = comment?.blockTags.filter(({ tag }) => tag === '@see').map(({ content }) => this.inline(content).trim()) ?? [];
    const what = [comment ? this.inline(comment.summary).trim() : '', ...see.map((text) => `See ${text}`)].filter(Boolean).join(' ');
    const members = membersOf(type) ?? [];
    const unset = child.flags.isOptional ? '' : 'has to be given';
    return [[`\`${name}\``, members.length > 0 ? 'object' : this.type(type), cell(fallback || unset), cell(what)], ...members.flatMap((member) => this.rows(member, `${name}.`))];
  }

  /** Whether the page of the type that it is inherited from has it. */
  isElsewhere({ inheritedFrom }) {
    const owner = inheritedFrom?.reflection?.parent;
    return owner !== undefined && this.homes.has(owner.id);
  }

  methods({ children = [] }) {
    return children.filter(({ kind, signatures }) => kind === this.kinds.Method && signatures).flatMap(({ name, flags, signatures }) =>
      signatures.flatMap((signature) => [
        `### ${flags.isStatic ? `${signature.parent.parent.name}.` : ''}${name}`, '',
        `\`${name}(${parametersOf(signature)})\`: ${this.type(signature.type)}`, '',
        ...this.prose(signature.comment), '', ...this.parameters(signature), '',
      ]));
  }

  /** The type as code, in which what has a page is a link. */
  type(type) {
    const text = String(type ?? 'void').replaceAll(/\s+/g, ' ');
    const links = new Map();
    for (const { file, name } of this.homes.values()) if (new RegExp(`(?<![\\w.'"])${name}(?![\\w'"])`).test(text)) links.set(name, this.to({ file, name }));
    if (links.size === 0) return code(text);
    return text.split(new RegExp(`(?<![\\w.'"])(${[...links.keys()].join('|')})(?![\\w'"])`)).filter(Boolean).map((part) => (links.has(part) ? `[${code(part)}](${links.get(part)})` : code(part))).join('');
  }
}

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
const cell = (text) => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

/** The members of a type that has no name. */
const membersOf = (type) => (type?.type === 'reflection' && type.declaration.children ? type.declaration.children : undefined);

const parametersOf = ({ parameters = [] }) => parameters.map(({ name, flags, defaultValue }) => `${flags.isRest ? '...' : ''}${name.startsWith('__') ? 'options' : name}${flags.isOptional || defaultValue ? '?' : ''}`).join(', ');

module.exports = { render };
