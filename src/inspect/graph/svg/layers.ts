import type { Box, Link, Look } from './boxes';

/** A box, or the lane in which lines to one target pass a column of boxes. */
export interface Slot {
  readonly id: string;
  readonly box?: Box;
}

/** A line between the slots of two neighbouring columns, or of one. `row` is that of a box. */
export interface Segment {
  readonly left: readonly [slot: string, row?: string];
  readonly right: readonly [slot: string, row?: string];
  readonly look: Look;
  /** At which of its ends there is an arrow. */
  readonly arrow?: 'left' | 'right';
}

export interface Layers {
  /** From left to right, each from top to bottom. */
  readonly columns: readonly (readonly Slot[])[];
  readonly segments: readonly Segment[];
}

const SWEEPS = 6;

/** Puts boxes into columns so that lines go from left to right, and orders each column so that few lines cross. */
export function layersOf(boxes: readonly Box[], links: readonly Link[]): Layers {
  const column = columnsOf(boxes, links);
  const count = Math.max(0, ...column.values()) + 1;
  const columns: Slot[][] = Array.from({ length: count }, () => []);
  for (const box of boxes) columns[column.get(box.id)!]!.push({ id: box.id, box });
  const segments = new Map<string, Segment>();
  for (const link of links) {
    for (const segment of routed(link, column, columns)) segments.set(JSON.stringify(segment), segment);
  }
  const all = [...segments.values()];
  return { columns: ordered(columns, all), segments: all };
}

/** Callers first, what is called outside last; a workload as far right as those that it calls let it stand. */
function columnsOf(boxes: readonly Box[], links: readonly Link[]): ReadonlyMap<string, number> {
  const sides = new Map(boxes.map(({ id, side }) => [id, side]));
  const middle = boxes.filter(({ side }) => side === 'middle').map(({ id }) => id);
  const calledBy = (id: string): string[] => links.filter(({ from, to }) => from[0] === id && sides.get(to[0]) === 'middle' && to[0] !== id).map(({ to }) => to[0]);
  const depths = new Map<string, number>();
  const depthOf = (id: string, path: readonly string[]): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    // Where they call each other in a circle, one line has to go back.
    const next = calledBy(id).filter((each) => !path.includes(each) && each !== id);
    const depth = Math.max(0, ...next.map((each) => depthOf(each, [...path, id]) + 1));
    depths.set(id, depth);
    return depth;
  };
  for (const id of middle) depthOf(id, []);
  const first = boxes.some(({ side }) => side === 'left') ? 1 : 0;
  const last = first + Math.max(-1, ...depths.values());
  return new Map(boxes.map(({ id, side }) => [id, side === 'left' ? 0 : side === 'right' ? last + 1 : last - depths.get(id)!]));
}

/** The segments of a link; the columns between its ends get a lane, which links to the same target share. */
function routed({ from, to, look }: Link, column: ReadonlyMap<string, number>, columns: Slot[][]): Segment[] {
  const [start, end] = [column.get(from[0])!, column.get(to[0])!];
  // Within a box its text says all.
  if (start === end) return from[0] === to[0] ? [] : [{ left: from, right: to, look, arrow: 'right' }];
  const forward = start < end;
  const [left, right] = forward ? [from, to] : [to, from];
  const [low, high] = [Math.min(start, end), Math.max(start, end)];
  const segments: Segment[] = [];
  let before: Segment['left'] = left;
  for (let index = low + 1; index <= high; index++) {
    const lane = `lane ${forward} ${look} ${JSON.stringify(to)}`;
    const here: Segment['right'] = index === high ? right : [`${lane} ${index}`];
    if (index < high && columns[index]!.every(({ id }) => id !== here[0])) columns[index]!.push({ id: here[0] });
    const arrow = forward ? (index === high ? 'right' : undefined) : index === low + 1 ? 'left' : undefined;
    segments.push({ left: before, right: here, look, ...(arrow && { arrow }) });
    before = here;
  }
  return segments;
}

function ordered(columns: readonly (readonly Slot[])[], segments: readonly Segment[]): Slot[][] {
  const result = columns.map((column) => [...column]);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const toRight = sweep % 2 === 0;
    for (const step of result.keys()) {
      const index = toRight ? step : result.length - 1 - step;
      const neighbours = result[toRight ? index - 1 : index + 1];
      if (neighbours) result[index] = sortedBy(result[index]!, (slot) => meanPlace(slot, neighbours, segments, toRight));
    }
  }
  return result;
}

/** The mean place of what a slot is linked to in the next column; undefined where there is nothing. */
function meanPlace({ id }: Slot, neighbours: readonly Slot[], segments: readonly Segment[], toRight: boolean): number | undefined {
  const others = segments.flatMap(({ left, right }) => (toRight ? (right[0] === id ? [left[0]] : []) : left[0] === id ? [right[0]] : []));
  const places = others.map((other) => neighbours.findIndex((slot) => slot.id === other));
  return places.length === 0 ? undefined : places.reduce((sum, place) => sum + place, 0) / places.length;
}

/** Slots without a wish stay where they are among the others. */
function sortedBy(slots: readonly Slot[], wish: (slot: Slot) => number | undefined): Slot[] {
  const wishes = slots.map((slot, index) => ({ slot, index, at: wish(slot) }));
  const moving = wishes.filter(({ at }) => at !== undefined);
  moving.sort((a, b) => a.at! - b.at! || a.index - b.index);
  return wishes.map(({ slot, at }) => (at === undefined ? slot : moving.shift()!.slot));
}
