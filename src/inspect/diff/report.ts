import { pathOf, type FieldChange, type ObjectDifference } from './difference';
import type { Difference } from './diff-manifests';
import type { Risk } from './risks';
import { exported, shown, shownPair } from './show';
import { objectTitle } from '../../testing/object-title';

/** One line, with what it is about. */
export interface Line {
  readonly text: string;
  readonly about: ObjectDifference['change'] | Risk['severity'] | 'plain';
}

/** More of one object is counted, not listed; as JSON everything is there. */
const MOST_FIELDS = 60;
const SIGNS = { added: '+', removed: '-', changed: '~', renamed: '>' } as const;

const signOf = ({ before, after }: FieldChange): 'added' | 'removed' | 'changed' => (before === undefined ? 'added' : after === undefined ? 'removed' : 'changed');

/** The report for a terminal, line by line. */
export function reportOf({ objects, risks }: Difference): readonly Line[] {
  if (objects.length === 0) return [{ text: 'No difference.', about: 'plain' }];
  return [
    ...objects.flatMap(objectLines),
    { text: '', about: 'plain' },
    { text: summaryOf(objects), about: 'plain' },
    { text: '', about: 'plain' },
    { text: risks.length === 0 ? 'No risks.' : `Risks: ${countRisks(risks)}`, about: 'plain' },
    ...risks.flatMap(riskLines),
  ];
}

/** The report for a comment on a pull request. */
export function markdownOf({ objects, risks }: Difference): string {
  if (objects.length === 0) return 'No difference.\n';
  const lines = objects.flatMap(objectLines).map(({ text }) => text);
  // A fence longer than any in the text cannot be closed by it.
  const fence = '`'.repeat(Math.max(3, ...(lines.join('\n').match(/`+/g) ?? []).map(({ length }) => length + 1)));
  const rows = risks.map((risk) => `| ${risk.severity} | ${risk.id} | ${[objectTitle(risk.object), `${risk.message}${risk.path === '' ? '' : ` (${risk.path})`}`, risk.remedy].map(cell).join(' | ')} |`);
  return [
    `**${summaryOf(objects)}**`,
    '',
    ...(risks.length === 0 ? ['No risks.'] : [`### Risks: ${countRisks(risks)}`, '', '| severity | rule | object | why | what to do |', '|---|---|---|---|---|', ...rows]),
    '',
    '<details><summary>All changes</summary>',
    '',
    `${fence}diff`,
    ...lines,
    fence,
    '',
    '</details>',
    '',
  ].join('\n');
}

/** The report for programs: all fields, and nothing secret in them. */
export function jsonReportOf({ objects, risks }: Difference): object {
  return {
    objects: objects.map(({ change, object, was, fields }) => ({
      change,
      ...object,
      ...(was && { was }),
      fields: fields.map(({ at, before, after }) => ({ path: pathOf(at), before: exported(at, before), after: exported(at, after) })),
    })),
    risks: risks.map(({ id, severity, object, path, message, remedy }) => ({ id, severity, ...object, path, message, remedy })),
  };
}

/** How many objects of each kind of change there are. */
function summaryOf(objects: readonly ObjectDifference[]): string {
  const counted = (['changed', 'added', 'removed', 'renamed'] as const).map((change) => [change, objects.filter((each) => each.change === change).length] as const);
  return counted.filter(([, count]) => count > 0).map(([change, count]) => `${count} ${change}`).join(', ');
}

function countRisks(risks: readonly Risk[]): string {
  return (['danger', 'warning', 'info'] as const).map((severity) => [severity, risks.filter((risk) => risk.severity === severity).length] as const).filter(([, count]) => count > 0).map(([severity, count]) => `${count} ${severity}`).join(', ');
}

function objectLines(difference: ObjectDifference): readonly Line[] {
  const { change, object, was, fields } = difference;
  const title = was ? `${objectTitle(was)} is ${objectTitle(object)} now: deleted, and made anew` : objectTitle(object);
  const listed = fields.slice(0, MOST_FIELDS).map((field): Line => ({ text: `    ${fieldText(field)}`, about: signOf(field) }));
  const more: readonly Line[] = fields.length > MOST_FIELDS ? [{ text: `    … and ${fields.length - MOST_FIELDS} more; --json has them all`, about: 'plain' }] : [];
  return [{ text: `${SIGNS[change]} ${title}`, about: change }, ...listed, ...more];
}

function fieldText(field: FieldChange): string {
  const { at, before, after } = field;
  const [old, now] = shownPair(at, before, after);
  const values = { added: () => shown(at, after), removed: () => shown(at, before), changed: () => (old === now ? `${old} (changed)` : `${old} → ${now}`) };
  return `${SIGNS[signOf(field)]} ${pathOf(at)}: ${values[signOf(field)]()}`;
}

function riskLines({ id, severity, object, path, message, remedy }: Risk): readonly Line[] {
  return [
    { text: `${severity} ${id}: ${objectTitle(object)}${path === '' ? '' : ` ${path}`}`, about: severity },
    { text: `    ${message}`, about: 'plain' },
    { text: `    → ${remedy}`, about: 'plain' },
  ];
}

/** Text of one cell: no bar ends it, no line either, and no markup of somebody else's values is read. */
function cell(text: string): string {
  return text.replaceAll('\n', ' ').replace(/[|<>`*_[\]\\@]/g, String.raw`\$&`);
}
