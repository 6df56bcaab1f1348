import type { Context } from './context';
import { eachField, hitAbout } from './find';
import type { Hit, Rule } from './rule';
import { wordOf } from '../difference';
import type { Finding } from '../../../testing/finding';
import { podSecurityViolations } from '../../../testing/pod-security/pod-security-violations';
import { memberOf } from '../../../testing/json';

const LEVELS: readonly unknown[] = ['privileged', 'baseline', 'restricted'];
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const levelOf = (value: unknown): number => Math.max(0, LEVELS.indexOf(value));

/** Violations of a pod that it did not have before, wherever its containers stand in their list. */
function weaker({ pairs }: Context): Hit[] {
  return pairs.flatMap(({ before, after }) => {
    const known = podSecurityViolations([before], 'restricted').map(keyOf);
    return podSecurityViolations([after], 'restricted').filter((violation) => {
      const index = known.indexOf(keyOf(violation));
      if (index >= 0) known.splice(index, 1);
      return index < 0;
    }).map(({ path, message }) => hitAbout(after, message, path));
  });
}

function keyOf({ rule, path }: Finding): string {
  return `${rule} ${path.replaceAll(/\[\d+\]/g, '')}`;
}

export const security: readonly Rule[] = [
  {
    id: 'POD_SECURITY_WEAKER',
    severity: 'danger',
    what: 'a pod that meets less of the restricted Pod Security Standard than before',
    remedy: 'Take it back: a namespace that enforces the standard does not let the pod in',
    find: weaker,
  },
  {
    id: 'NAMESPACE_SECURITY_WEAKER',
    severity: 'danger',
    what: 'a Namespace that enforces a weaker Pod Security Standard, or none',
    remedy: 'Keep the label at restricted, or at baseline for a playground',
    find: (context) => eachField(context, (at, { before, after }, { object }) =>
      object.kind === 'Namespace' && at.at(-1) === ENFORCE && levelOf(after) < levelOf(before) ? `${wordOf(before)} → ${wordOf(after, 'not enforced')}` : undefined),
  },
  {
    id: 'RIGHTS_WIDER',
    severity: 'warning',
    what: 'a Role that allows more, or a binding for more subjects',
    remedy: 'Nodes and services of the OP Stack need no rights in the API at all',
    find: ({ differences }) => differences.filter(({ object }) => object.apiVersion.startsWith('rbac.')).flatMap(({ object, change, fields, after }) => {
      const grows = change === 'added' || fields.some((field) => field.after !== undefined && (field.at[0] === 'rules' || field.at[0] === 'subjects'));
      return grows ? [{ object, message: `${change === 'added' ? 'it is new' : 'it allows other things, or others'}: ${wordOf(memberOf(memberOf(after, 'roleRef'), 'name'), 'see its rules')}` }] : [];
    }),
  },
];
