// Draws the overview dashboard of the example testnet into docs/images: where each panel is, its unit, its lines and its limits, without data.
'use strict';
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const CELL = { w: 50, h: 30 };
const COLUMNS = 24;
const MARGIN = 16;
const HEAD = 64;
const GAP = 4;
/** Width of a character by size of the font: about that of most fonts without serifs. */
const CHARACTER = 0.56;
const COLOURS = { green: '#2f9e44', yellow: '#e8a90c', red: '#d6336c' };
const LINES = ['#2f9e44', '#e8a90c', '#3274d9', '#d6336c', '#8f3bb8', '#0e9aa7'];

const escape = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const cut = (text, width, size) => {
  const room = Math.floor(width / (size * CHARACTER));
  return text.length > room ? `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…` : text;
};
const text = (x, y, size, content, more = '') => `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escape(content)}</text>`;
const line = (x1, y1, x2, y2, stroke, more = '') => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}" ${more}/>`;
/** `{{job}} {{type}}` as people read it. */
const legendOf = (legend) => legend.replaceAll(/\{\{(\w+)\}\}/g, '‹$1›');
const unitOf = (unit) => (unit === 'short' || unit === 'locale' ? 'number' : unit === 'percentunit' ? '%' : unit.replace(/^(suffix|si): ?/, ''));
const valueOf = (value, unit) => (unit === 'percentunit' ? `${Number((100 * value).toFixed(1))} %` : unit === 's' || unit === 'short' ? String(value) : value.toLocaleString('en-GB'));

/** The picture of a dashboard in Grafana's format, as SVG. */
function render(model) {
  const rows = Math.max(...model.panels.map(({ gridPos: { y, h } }) => y + h));
  const [width, height] = [COLUMNS * CELL.w + 2 * MARGIN, rows * CELL.h + HEAD + 2 * MARGIN];
  const variables = model.templating.list.filter(({ hide }) => hide !== 2).map(({ label }) => `${label} ▾`).join(' · ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter, Helvetica, Arial, sans-serif" fill="#24292e">
<title>${escape(model.title)}</title>
<desc>${escape(model.description)} Layout only, without data.</desc>
<rect width="${width}" height="${height}" fill="#f4f5f5"/>
${text(MARGIN, MARGIN + 20, 18, model.title, 'font-weight="600"')}
${text(width - MARGIN, MARGIN + 20, 12, [...model.tags, 'last 6 hours'].join(' · '), 'text-anchor="end" fill="#6c757d"')}
${text(MARGIN, MARGIN + 44, 12, variables, 'fill="#3274d9"')}
${model.panels.map((panel) => draw(panel)).join('\n')}
</svg>
`;
}

function draw(panel) {
  const { x, y, w, h } = panel.gridPos;
  const box = { x: MARGIN + x * CELL.w, y: MARGIN + HEAD + y * CELL.h, w: w * CELL.w, h: h * CELL.h };
  if (panel.type === 'row') return `<g>${text(box.x, box.y + 20, 14, `▾ ${panel.title}`, 'font-weight="600"')}</g>`;
  const inner = { x: box.x + GAP / 2, y: box.y + GAP / 2, w: box.w - GAP, h: box.h - GAP };
  const unit = unitOf(panel.fieldConfig.defaults.unit);
  return `<g><rect x="${inner.x}" y="${inner.y}" width="${inner.w}" height="${inner.h}" rx="3" fill="#fff" stroke="#d8d9da"/>
${text(inner.x + 10, inner.y + 19, 12, cut(panel.title, inner.w - 30 - 10 * CHARACTER * unit.length, 13), 'font-weight="600"')}
${text(inner.x + inner.w - 10, inner.y + 19, 10, unit, 'text-anchor="end" fill="#6c757d"')}
${(panel.type === 'stat' ? number : graph)(panel, inner)}</g>`;
}

const limitsOf = ({ fieldConfig: { defaults } }) => defaults.thresholds.steps.filter(({ value }) => value !== null);

/** A number of now: its colours from left to right, with the values where they change. */
function number(panel, { x, y, w, h }) {
  const { steps } = panel.fieldConfig.defaults.thresholds;
  const part = (w - 20) / steps.length;
  const bars = steps.map(({ color, value }, index) => {
    const at = x + 10 + index * part;
    return `<rect x="${at}" y="${y + h - 22}" width="${part - 2}" height="6" fill="${COLOURS[color]}"/>${value === null ? '' : text(at, y + h - 28, 10, `from ${valueOf(value, panel.fieldConfig.defaults.unit)}`, 'fill="#6c757d"')}`;
  });
  return [text(x + 10, y + 62, 22, '–', `font-weight="600" fill="${COLOURS[steps[0].color]}"`), ...bars].join('');
}

/** Lines over time: the axes, the limits, and what the lines are called. */
function graph(panel, { x, y, w, h }) {
  const area = { left: x + 40, right: x + w - 12, top: y + 34, bottom: y + h - 34 };
  const limits = limitsOf(panel);
  const drawn = panel.fieldConfig.defaults.custom.thresholdsStyle.mode === 'off' ? [] : limits;
  const dashes = drawn.map(({ color, value }, index) => {
    const at = area.bottom - ((area.bottom - area.top) * (index + 1)) / (drawn.length + 1);
    return line(area.left, at, area.right, at, COLOURS[color], 'stroke-dasharray="6 4"') + text(area.right - 4, at - 4, 10, valueOf(value, panel.fieldConfig.defaults.unit), `text-anchor="end" fill="${COLOURS[color]}"`);
  });
  const grid = [0.25, 0.5, 0.75].map((part) => line(area.left, area.top + part * (area.bottom - area.top), area.right, area.top + part * (area.bottom - area.top), '#eceded'));
  const room = (w - 24) / panel.targets.length;
  const legend = panel.targets.map(({ legendFormat }, index) => {
    const at = x + 12 + index * room;
    return line(at, y + h - 14, at + 12, y + h - 14, LINES[index % LINES.length], 'stroke-width="3"') + text(at + 17, y + h - 10, 10, cut(legendOf(legendFormat), room - 20, 10));
  });
  return [...grid, line(area.left, area.top, area.left, area.bottom, '#c7c8c9'), line(area.left, area.bottom, area.right, area.bottom, '#c7c8c9'), ...dashes, ...legend].join('');
}

/** The overview among the objects of a chart. */
function overviewOf(manifests) {
  const texts = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels['app.kubernetes.io/name'] === 'op-dashboards').flatMap(({ data }) => Object.values(data));
  return texts.map((each) => JSON.parse(each)).find(({ title }) => title.endsWith(' / overview'));
}

module.exports = { render, overviewOf };
if (require.main === module) {
  const root = join(__dirname, '..');
  process.chdir(root);
  const { App } = require('cdk8s');
  const { testnet } = require(join(root, 'dist', 'examples', 'testnet', 'main'));
  mkdirSync(join(root, 'docs', 'images'), { recursive: true });
  writeFileSync(join(root, 'docs', 'images', 'overview.svg'), render(overviewOf(testnet(new App(), { alerts: true, dashboards: true }).toJson())));
}
