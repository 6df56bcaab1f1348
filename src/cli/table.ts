import { styleText } from 'node:util';
import type { Io } from './io';

/**
 * Rows under their column's name, padded for a terminal; the last column is not.
 *
 * @param columns names of the columns, which are the keys of the rows
 */
export function table<Column extends string>(columns: readonly Column[], rows: readonly Readonly<Record<Column, string>>[]): string {
  const width = (column: Column): number => Math.max(column.length, ...rows.map((row) => row[column].length));
  const line = (cell: (column: Column) => string): string => columns.map((column) => cell(column).padEnd(width(column))).join('  ').trimEnd();
  return [line((column) => column.toUpperCase()), ...rows.map((row) => line((column) => row[column]))].map((text) => `${text}\n`).join('');
}

/** What a finding is worth, by the colour it has on a terminal. */
const COLORS = { good: 'green', bad: 'red', doubtful: 'yellow', faint: 'dim' } as const;

/** The text in its colour, where stdout takes colours. Paint whole lines: the codes would count as letters in a column. */
export function painted({ color }: Io, what: keyof typeof COLORS, text: string): string {
  return color ? styleText(COLORS[what], text, { validateStream: false }) : text;
}
