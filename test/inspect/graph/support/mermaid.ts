/** What a flowchart says, read strictly: only the part of the language that is used, and nothing beside it. */
export interface Flowchart {
  readonly nodes: ReadonlyMap<string, { readonly label: string; readonly subgraph?: string }>;
  readonly links: readonly { readonly from: string; readonly to: string; readonly arrow: string; readonly label?: string }[];
  readonly styled: readonly number[];
}

/** A label between quotes: no quote, no newline, and HTML only for line breaks. */
const LABEL = String.raw`"((?:[^"<>\n#&\x60]|#\d+;|<br/>)*)"`;
const SHAPES = [[String.raw`\[\(`, String.raw`\)\]`], [String.raw`\[/`, String.raw`/\]`], [String.raw`\(\[`, String.raw`\]\)`], [String.raw`\{\{`, String.raw`\}\}`], [String.raw`\[`, String.raw`\]`]];
const NODE = new RegExp(`^([a-z]\\d+)(?:${SHAPES.map(([open, close]) => `${open}${LABEL}${close}`).join('|')})$`);
const LINK = new RegExp(`^([a-z]\\d+) (-->|-\\.->|--x|-\\.-)(?:\\|${LABEL}\\|)? ([a-z]\\d+)$`);
const SUBGRAPH = new RegExp(`^subgraph ([a-z]\\d+)\\[${LABEL}\\]$`);
const STYLE = /^linkStyle (\d+) stroke:#[0-9a-f]{6},stroke-width:2px,stroke-dasharray:6 4$/;

/** @throws Error for a line that is none of the language */
export function parseFlowchart(text: string): Flowchart {
  const [head, ...lines] = text.split('\n');
  if (head !== 'flowchart LR' || lines.pop() !== '') throw new Error('it does not begin or end as a flowchart');
  const nodes = new Map<string, { label: string; subgraph?: string }>();
  const links: { from: string; to: string; arrow: string; label?: string }[] = [];
  const styled: number[] = [];
  const subgraphs = new Set<string>();
  let open: string | undefined;
  for (const line of lines.map((each) => each.trim())) {
    const [node, link, subgraph, style] = [NODE.exec(line), LINK.exec(line), SUBGRAPH.exec(line), STYLE.exec(line)];
    if (line === 'end' && open !== undefined) open = undefined;
    else if (subgraph && open === undefined && !subgraphs.has(subgraph[1]!)) subgraphs.add(open = subgraph[1]!);
    else if (node && !nodes.has(node[1]!)) nodes.set(node[1]!, { label: node.slice(2).find((label) => label !== undefined)!, subgraph: open });
    else if (link && open === undefined) links.push({ from: link[1]!, arrow: link[2]!, label: link[3], to: link[4]! });
    else if (style) styled.push(Number(style[1]));
    else throw new Error(`no line of a flowchart: ${line}`);
  }
  for (const { from, to } of links) if (!nodes.has(from) || !nodes.has(to)) throw new Error(`a line from ${from} to ${to}, of which one is no node`);
  for (const index of styled) if (index >= links.length) throw new Error(`the style of line ${index}, which there is not`);
  if (open !== undefined) throw new Error('a subgraph does not end');
  return { nodes, links, styled };
}
