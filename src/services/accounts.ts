import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Problems } from '../errors';
import type { Signer } from '../keys';

const accounts = new WeakMap<IConstruct, Map<string, string>>();

/** Warns of a service that signs with the account of another one of the app: each counts the account's nonces for itself. */
export function claimAccount(problems: Problems, construct: Construct, signer: Signer): void {
  const taken = accounts.get(construct.node.root) ?? new Map<string, string>();
  accounts.set(construct.node.root, taken);
  const account = signer.account(Chart.of(construct).namespace);
  const other = taken.get(account);
  if (other === undefined) taken.set(account, construct.node.path);
  else problems.warn('SHARED_ACCOUNT', 'signer', `${other} signs with the same account, and the two would fight over its nonces`, 'Give each service an account of its own');
}
