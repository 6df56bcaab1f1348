import type { CheckFinding, Condition } from './condition';
import type { Chain } from '../../network/chain';
import type { Finding } from '../../testing/finding';
import { objectTitle } from '../../testing/object-title';

/** Whether what is given is right, as far as it can be known without asking anybody. */
export function configurationValid(chain: Chain | undefined, findings: readonly CheckFinding[]): Condition {
  const type = 'ConfigurationValid';
  const [errors, warnings] = (['error', 'warning'] as const).map((severity) => findings.filter((finding) => finding.severity === severity).length);
  if (errors) return { type, status: 'False', reason: 'Invalid', message: counted(errors, warnings ?? 0), findings };
  if (!chain) return { type, status: 'Unknown', reason: 'ChainUnknown', message: 'which chain it is does not stand in what is given, so its forks were not checked: give --network or --rollup-config', findings };
  return { type, status: 'True', reason: 'Valid', message: warnings ? counted(0, warnings) : 'nothing was found', findings };
}

/** A finding of the checks that manifests are put to. */
export function lintFinding({ rule, path, message, ...object }: Finding): CheckFinding {
  // Of a kind that nobody has a schema for nothing is known to be wrong.
  const severity = rule === UNKNOWN_KIND ? 'warning' : 'error';
  return { severity, code: rule, subject: objectTitle(object), message: `${path === '' ? '' : `${path}: `}${message}` };
}

const UNKNOWN_KIND = 'unknown-kind';

function counted(errors: number, warnings: number): string {
  const parts = [[errors, 'error'], [warnings, 'warning']] as const;
  return parts.filter(([number]) => number > 0).map(([number, noun]) => `${number} ${noun}${number === 1 ? '' : 's'}`).join(', ');
}
