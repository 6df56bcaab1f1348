import type { Row } from './boxes';
import type { Layers, Segment, Slot } from './layers';

export const ROW = 18;
export const PAD = 8;
const LANE = 10;
const GAP = 22;
const BETWEEN = 96;
export const MARGIN = 24;
const [LEAST, MOST] = [150, 360];
const PASSES = 8;
/** Width of a letter by the size of the font: about that of most fonts without serifs. */
const LETTER = 0.57;
const SIZES: Readonly<Record<Row['style'], number>> = { title: 14, faint: 11, service: 12, container: 12, calls: 11, enters: 11, scrapes: 11, blocked: 11 };

export interface Placed {
  readonly slot: Slot;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly placed: ReadonlyMap<string, Placed>;
}

export function sizeOf({ style }: Row): number {
  return SIZES[style];
}

/** How wide a text is, about. */
export function widthOf(text: string, size: number): number {
  return text.length * size * LETTER;
}

/** Gives each slot its place: those of a column below each other, none over another, near what they are linked to. */
export function placedIn({ columns, segments }: Layers): Picture {
  const widths = columns.map((column) => Math.round(Math.min(MOST, Math.max(LEAST, ...column.flatMap(({ box }) => (box?.rows ?? []).map(rowWidth))))));
  let ys = new Map<string, number>();
  for (const column of columns) stacked(column, () => 0).forEach((y, index) => ys.set(column[index]!.id, y));
  for (let pass = 0; pass < PASSES; pass++) {
    for (const step of columns.keys()) {
      const column = columns[pass % 2 === 0 ? step : columns.length - 1 - step]!;
      const wishes = column.map((slot) => wishOf(slot, columns, segments, ys));
      stacked(column, (index) => wishes[index]!).forEach((y, index) => ys.set(column[index]!.id, y));
    }
  }
  const top = Math.min(...ys.values());
  ys = new Map([...ys].map(([id, y]) => [id, Math.round(y - top + MARGIN)]));
  const placed = new Map<string, Placed>();
  let x = MARGIN;
  columns.forEach((column, index) => {
    for (const slot of column) placed.set(slot.id, { slot, x, y: ys.get(slot.id)!, width: widths[index]!, height: heightOf(slot) });
    x += widths[index]! + BETWEEN;
  });
  const bottom = Math.max(0, ...[...placed.values()].map(({ y, height }) => y + height));
  return { width: x - BETWEEN + MARGIN, height: bottom + MARGIN, placed };
}

/** Where a line meets a slot, from its top: in the middle of the row. */
export function anchorIn({ box }: Slot, row: string | undefined): number {
  if (!box) return LANE / 2;
  const index = Math.max(0, box.rows.findIndex(({ key }) => key === row));
  return PAD + (index + 0.5) * ROW;
}

function heightOf({ box }: Slot): number {
  return box ? box.rows.length * ROW + 2 * PAD : LANE;
}

function rowWidth(row: Row): number {
  return widthOf(`${row.text}${row.note ? `    ${row.note}` : ''}`, sizeOf(row)) + 4 * PAD;
}

/** Where a slot would stand if its lines were level. */
function wishOf(slot: Slot, columns: Layers['columns'], segments: readonly Segment[], ys: ReadonlyMap<string, number>): number {
  const slots = new Map(columns.flat().map((each) => [each.id, each]));
  const at = ([id, row]: Segment['left']): number => ys.get(id)! + anchorIn(slots.get(id)!, row);
  const wishes = segments.flatMap(({ left, right }) => [
    ...(left[0] === slot.id ? [at(right) - anchorIn(slot, left[1])] : []),
    ...(right[0] === slot.id ? [at(left) - anchorIn(slot, right[1])] : []),
  ]);
  return wishes.length === 0 ? ys.get(slot.id)! : wishes.reduce((sum, wish) => sum + wish, 0) / wishes.length;
}

/** As near to the wishes as can be without changing the order: slots that would meet are moved together. */
function stacked(column: readonly Slot[], wish: (index: number) => number): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const slot of column) {
    offsets.push(offset);
    offset += heightOf(slot) + GAP;
  }
  const blocks: { sum: number; count: number }[] = [];
  column.forEach((_, index) => {
    blocks.push({ sum: wish(index) - offsets[index]!, count: 1 });
    while (blocks.length > 1 && mean(blocks.at(-2)!) > mean(blocks.at(-1)!)) {
      const last = blocks.pop()!;
      const before = blocks.pop()!;
      blocks.push({ sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  return blocks.flatMap((block) => Array.from({ length: block.count }, () => mean(block))).map((start, index) => start + offsets[index]!);
}

function mean({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}
