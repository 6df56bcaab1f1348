import type { KubeObject } from '../kube-object';
import { forTypes, type Rules } from './rule';

const ROLES = ['rbac.authorization.k8s.io/v1/Role', 'rbac.authorization.k8s.io/v1/ClusterRole'];
const BINDINGS = ['rbac.authorization.k8s.io/v1/RoleBinding', 'rbac.authorization.k8s.io/v1/ClusterRoleBinding'];
const GROUP = 'rbac.authorization.k8s.io';

/** The API group of each kind of subject. */
const SUBJECT_GROUPS: Readonly<Record<string, string>> = { ServiceAccount: '', User: GROUP, Group: GROUP };

/** Roles and their bindings. @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export const accessRules: Rules<KubeObject> = {
  ...forTypes(ROLES, {
    *'role-rule'({ root, kind }) {
      for (const rule of root.at('rules').items) {
        const count = (field: string): number => rule.at(field).items.length;
        const urls = count('nonResourceURLs') > 0;
        if (count('verbs') === 0) {
          yield rule.at('verbs').fault('the rule allows no verb; list at least one, such as get');
        }
        if (urls && kind === 'Role') {
          yield rule.at('nonResourceURLs').fault('only a ClusterRole can allow paths; remove them');
        }
        if (urls && count('resources') > 0) yield rule.fault('a rule is about resources or about paths; split it');
        if (!urls && count('resources') === 0) {
          yield rule.at('resources').fault('the rule is about no resource; list at least one');
        }
        if (!urls && count('apiGroups') === 0) {
          yield rule.at('apiGroups').fault('the rule has no API group; list at least one ("" is the core group)');
        }
      }
    },
  }),

  ...forTypes(BINDINGS, {
    *'role-reference'({ root }) {
      const [group, name] = [root.at('roleRef', 'apiGroup'), root.at('roleRef', 'name')];
      if (group.exists && group.text !== '' && group.text !== GROUP) {
        yield group.fault(`the API group of roles is ${GROUP}; use it`);
      }
      if (!name.text) yield name.fault('the binding names no role; give its name');
    },

    *'role-subject'({ root }) {
      for (const subject of root.at('subjects').items) {
        const [kind, group] = [subject.at('kind'), subject.at('apiGroup')];
        const wanted = SUBJECT_GROUPS[kind.text ?? ''];
        if (wanted === undefined) {
          yield kind.fault(`a subject is one of ${Object.keys(SUBJECT_GROUPS).join(', ')}; use one of them`);
        } else if (group.text && group.text !== wanted) {
          yield group.fault(`the API group of a ${kind.text} is "${wanted}"; use it, or leave it out`);
        }
        if (kind.text === 'ServiceAccount' && !subject.at('namespace').text) {
          yield subject.at('namespace').fault('a service account needs its namespace; give it');
        }
      }
    },
  }),
};
