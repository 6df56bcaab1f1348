/** An element with its attributes, and the text in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

const TOKEN = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<&]*")*)(\/?)>|([^<]+)/gy;

/** The elements of an XML text of the plain kind, in order. @throws Error where it is not well-formed */
export function parseXml(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  for (let token = TOKEN.exec(xml); token; token = TOKEN.exec(xml)) {
    at = TOKEN.lastIndex;
    const [, closing, name = '', given = '', empty, text] = token;
    if (text !== undefined) {
      // oxlint-disable-next-line no-control-regex -- these are what XML does not take
      if (/&(?!(amp|lt|gt|quot|#\d+);)|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) throw new Error(`no text of XML: ${text}`);
      if (open.length > 0) open.at(-1)!.text += text;
      else if (text.trim() !== '') throw new Error(`text outside: ${text}`);
    } else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes something else`);
    } else {
      const names = [...given.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!] as const);
      if (new Set(names.map(([key]) => key)).size !== names.length) throw new Error(`an attribute twice: ${given}`);
      const element = { name, attributes: Object.fromEntries(names), text: '' };
      elements.push(element);
      if (!empty) open.push(element);
    }
  }
  if (at !== xml.length) throw new Error(`no XML: ${xml.slice(at, at + 60)}`);
  if (open.length > 0) throw new Error(`<${open[0]!.name}> is not closed`);
  return elements;
}
