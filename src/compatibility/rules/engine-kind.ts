import type { Rule } from './diagnostic';

const CLIENTS = { geth: 'op-geth', reth: 'op-reth' } as const;

/** An op-node that is told of another execution client than the one beside it. */
export const engineKind: Rule = ({ versions, engineKind: kind }) => {
  if (kind === undefined || kind === 'erigon' || CLIENTS[kind] in versions) return [];
  const other = kind === 'geth' ? 'reth' : 'geth';
  if (!(CLIENTS[other] in versions)) return [];
  return [{
    severity: 'error',
    code: 'ENGINE_KIND',
    component: 'op-node',
    version: versions['op-node'],
    message: `op-node is told that its execution client is ${kind}, and it is ${CLIENTS[other]}`,
    hint: `Pass --l2.enginekind=${other}: the default changed from geth to reth in v1.19.1`,
  }];
};
