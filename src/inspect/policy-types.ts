import type { Field } from '../testing/field';

/**
 * Whether a NetworkPolicy is one of a direction. Without a list of types it is one of ingress, and of egress where it has
 * rules for that.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec
 */
export function holdsFor(policy: Field, type: 'Ingress' | 'Egress'): boolean {
  const types = policy.at('spec', 'policyTypes').items.map(({ text }) => text);
  return types.length > 0 ? types.includes(type) : type === 'Ingress' || policy.at('spec', 'egress').exists;
}
