import { boxesOf, type Look, type Row } from './boxes';
import { layersOf, type Segment } from './layers';
import { anchorIn, MARGIN, PAD, type Picture, placedIn, type Placed, ROW, sizeOf, widthOf } from './place';
import type { Graph } from '../model';

const LEGEND: Readonly<Record<Look, string>> = { enters: 'comes from outside', calls: 'calls', scrapes: 'scrapes metrics', blocked: 'blocked: no NetworkPolicy lets it through' };
const LEGEND_HEIGHT = 34;
const SAMPLE = 28;
/** How far a line between boxes of one column goes out. */
const BEND = 60;
const COLOURS: Readonly<Record<'light' | 'dark', Readonly<Record<Look, string>>>> = {
  light: { calls: '#2563c9', enters: '#1a7f37', scrapes: '#8250df', blocked: '#cf222e' },
  dark: { calls: '#6cb0ff', enters: '#4cc764', scrapes: '#c39cff', blocked: '#ff7b72' },
};
const STYLE = `.line{fill:none;stroke-width:1.4}.line.scrapes{stroke-dasharray:2 4}.line.blocked{stroke-dasharray:7 4}
.page{fill:#ffffff}.box{fill:#f6f8fa;stroke:#c4ccd4}.band{fill:#e6edf5}.t{fill:#1f2328}.f{fill:#59636e}
${rulesOf('light')}
@media (prefers-color-scheme: dark){.page{fill:#0d1117}.box{fill:#161b22;stroke:#3d444d}.band{fill:#20304a}.t{fill:#f0f6fc}.f{fill:#9198a1}
${rulesOf('dark')}}`;

function rulesOf(theme: keyof typeof COLOURS): string {
  return Object.entries(COLOURS[theme]).map(([look, colour]) => `.line.${look}{stroke:${colour}}.tip.${look},.word.${look}{fill:${colour}}`).join('');
}

/**
 * A graph as a picture that needs nothing else: who comes in at the left, workloads in the middle, what they go out to at
 * the right. The same graph gives the same bytes.
 */
export function svgOf(graph: Graph): string {
  const { boxes, links } = boxesOf(graph);
  const layers = layersOf(boxes, links);
  const picture = placedIn(layers);
  const looks = (['enters', 'calls', 'scrapes', 'blocked'] as const).filter((look) => links.some((link) => link.look === look));
  const below = legend(looks, boxes.some(({ rows }) => rows.some(({ style }) => style === 'service')), picture.height + 8);
  const [width, height] = [Math.max(picture.width, below.width), picture.height + LEGEND_HEIGHT];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter, Helvetica, Arial, sans-serif">
<title>What talks to what</title>
<style>${STYLE}</style>
<rect class="page" width="${width}" height="${height}"/>
${lanes(picture, layers.segments)}
${layers.segments.map((segment) => line(picture, segment)).join('\n')}
${[...picture.placed.values()].filter(({ slot }) => slot.box).map(drawn).join('\n')}
${below.drawn}
</svg>
`;
}

function drawn({ slot, x, y, width, height }: Placed): string {
  const rows = slot.box!.rows;
  return [
    `<g><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    ...rows.map((row, index) => (row.style === 'service' ? `<rect class="band" x="${x + 1}" y="${y + PAD + index * ROW}" width="${width - 2}" height="${ROW}"/>` : '')).filter(Boolean),
    ...rows.map((row, index) => rowText(row, x, y + PAD + index * ROW, width)),
    '</g>',
  ].join('\n');
}

function rowText(row: Row, x: number, y: number, width: number): string {
  const size = sizeOf(row);
  const isLink = row.style in LEGEND;
  const room = width - 2 * PAD;
  const note = row.note === undefined || row.note === '' ? '' : cut(row.note, room, size);
  const text = cut(row.text, room - (note === '' ? 0 : widthOf(note, size) + PAD), size);
  const indent = isLink || row.text.startsWith('→') ? 14 : 0;
  const look = isLink ? `word ${row.style}` : row.style === 'faint' ? 'f' : 't';
  const weight = row.style === 'title' ? ' font-weight="600"' : '';
  const base = y + ROW / 2 + size * 0.35;
  return [
    text === '' ? '' : `<text class="${look}" x="${x + PAD + indent}" y="${fixed(base)}" font-size="${size}"${weight}>${escaped(text)}</text>`,
    note === '' ? '' : `<text class="${isLink ? look : 'f'}" x="${x + width - PAD}" y="${fixed(base)}" font-size="${size}" text-anchor="end">${escaped(note)}</text>`,
  ].join('');
}

function line({ placed }: Picture, { left, right, look, arrow }: Segment): string {
  const [from, to] = [placed.get(left[0])!, placed.get(right[0])!];
  const [x1, y1] = [from.x + from.width, from.y + anchorIn(from.slot, left[1])];
  const isBeside = from.x !== to.x;
  const [x2, y2] = [isBeside ? to.x : x1, to.y + anchorIn(to.slot, right[1])];
  const middle = fixed(isBeside ? (x1 + x2) / 2 : x1 + BEND);
  const tip = arrow === 'right' ? triangle(x2, y2, isBeside ? -1 : 1, look) : arrow === 'left' ? triangle(x1, y1, 1, look) : '';
  return `<path class="line ${look}" d="M${x1} ${fixed(y1)}C${middle} ${fixed(y1)} ${middle} ${fixed(y2)} ${x2} ${fixed(y2)}"/>${tip}`;
}

/** The way of lines past a column. */
function lanes({ placed }: Picture, segments: readonly Segment[]): string {
  const passing = segments.filter(({ right }) => placed.get(right[0])!.slot.box === undefined);
  const lines = passing.map(({ right, look }) => {
    const { x, y, width, slot } = placed.get(right[0])!;
    return `<path class="line ${look}" d="M${x} ${fixed(y + anchorIn(slot, undefined))}H${x + width}"/>`;
  });
  return [...new Set(lines)].join('\n');
}

function triangle(x: number, y: number, direction: 1 | -1, look: Look): string {
  return `<path class="tip ${look}" d="M${x} ${fixed(y)}l${direction * 8} -4v8z"/>`;
}

function legend(looks: readonly Look[], hasServices: boolean, y: number): { readonly drawn: string; readonly width: number } {
  let x = MARGIN;
  const entry = (label: string, sample: (at: string) => string): string => {
    const at = x;
    x += SAMPLE + PAD + widthOf(label, 11) + MARGIN;
    return `${sample(fixed(at))}<text class="f" x="${fixed(at + SAMPLE + PAD)}" y="${y + 4}" font-size="11">${label}</text>`;
  };
  const lines = looks.map((look) => entry(LEGEND[look], (at) => `<path class="line ${look}" d="M${at} ${y}h${SAMPLE}"/>`));
  const services = hasServices ? [entry('Service of the pods', (at) => `<rect class="band" x="${at}" y="${y - 7}" width="${SAMPLE}" height="14"/>`)] : [];
  return { drawn: [...lines, ...services].join('\n'), width: Math.ceil(x) };
}

function cut(text: string, width: number, size: number): string {
  return widthOf(text, size) <= width ? text : `${text.slice(0, Math.max(1, Math.floor(width / widthOf('x', size)) - 1)).trimEnd()}…`;
}

function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** Text in XML, without the characters that it cannot have. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what XML does not take
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
