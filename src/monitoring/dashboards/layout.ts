import type { Panel, Section } from './model';

/** Columns of Grafana's grid. */
export const COLUMNS = 24;

const HEIGHT: Readonly<Record<Panel['kind'], number>> = { stat: 4, timeseries: 8 };
/** Panels that stand beside each other at most. */
const BESIDE: Readonly<Record<Panel['kind'], number>> = { stat: 6, timeseries: 3 };

/** Where a panel is, in columns and rows of the grid. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A heading, or a panel, in its place. */
export type Placed = { readonly place: Place } & ({ readonly heading: string } | { readonly panel: Panel });

/** Puts the panels of each section below its heading in lines that fill the width; neighbours of one kind share lines. */
export function layout(sections: readonly Section[]): readonly Placed[] {
  const placed: Placed[] = [];
  let y = 0;
  for (const { title, panels } of sections) {
    placed.push({ heading: title, place: { x: 0, y, w: COLUMNS, h: 1 } });
    y += 1;
    for (const line of runs(panels).flatMap(lines)) {
      const h = HEIGHT[line[0]!.kind];
      placed.push(...line.map((panel, index) => {
        const x = Math.floor((index * COLUMNS) / line.length);
        return { panel, place: { x, y, w: Math.floor(((index + 1) * COLUMNS) / line.length) - x, h } };
      }));
      y += h;
    }
  }
  return placed;
}

/** Neighbours of one kind. */
function runs(panels: readonly Panel[]): readonly (readonly Panel[])[] {
  const found: Panel[][] = [];
  for (const panel of panels) {
    const last = found.at(-1);
    if (last?.[0]?.kind === panel.kind) last.push(panel);
    else found.push([panel]);
  }
  return found;
}

/** As few lines as possible, of lengths that are as even as possible. */
function lines(run: readonly Panel[]): readonly (readonly Panel[])[] {
  const count = Math.ceil(run.length / BESIDE[run[0]!.kind]);
  return Array.from({ length: count }, (_, index) => run.slice(Math.floor((index * run.length) / count), Math.floor(((index + 1) * run.length) / count)));
}
