import { endpointsInText, isLoopback } from './endpoints-in-text';
import type { k8s } from '../kube';

/** A connection that a program of a pod opens. */
export interface Target {
  /** Name or address; absent where a Secret holds it. */
  readonly host?: string;
  /** Absent where a Secret holds it. */
  readonly port?: number;
  readonly protocol: 'TCP' | 'UDP';
  /** Whether it is the L1. */
  readonly l1: boolean;
}

/** Flags whose URLs are not dialled: they name the origins of browsers. */
const ORIGINS = /corsdomain|origins/;
/** Secrets that are no URLs. */
const KEYS = /PRIVATE_KEY|MNEMONIC|SEQUENCER_KEY|P2P_PRIV/;
const IS_L1 = /(^|[^a-z0-9])l1([^a-z0-9]|$)/i;

/**
 * What the programs of a pod connect to, read from its finished commands and environment, so that nothing that they are
 * told of can be forgotten: props, `extraArgs`, scripts and overrides alike.
 */
export function targetsOf({ spec }: k8s.PodTemplateSpec): readonly Target[] {
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const found = containers.flatMap(({ command = [], args = [], env = [] }) => [
    ...[...command, ...args].flatMap((text) => inText(text, /^--([^=\s]+)/.exec(text)?.[1] ?? '')),
    ...env.flatMap(({ name, value, valueFrom }) => (valueFrom?.secretKeyRef ? inSecret(name) : inText(value ?? '', name))),
  ]);
  return [...new Map(found.map((target) => [JSON.stringify(target), target])).values()];
}

function inSecret(name: string): Target[] {
  return KEYS.test(name) ? [] : [{ protocol: 'TCP', l1: IS_L1.test(name.replaceAll('_', '-')) }];
}

/** @param source the flag or variable that the text belongs to; empty for a script */
function inText(text: string, source: string): Target[] {
  if (ORIGINS.test(source)) return [];
  const l1 = IS_L1.test(source.replaceAll('_', '-'));
  return endpointsInText(text).flatMap(({ host, port, protocols }) => (isLoopback(host) ? [] : protocols.map((protocol) => ({ host, port, protocol, l1 }))));
}
