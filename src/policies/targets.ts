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

const URLS = /\b(https?|wss?):\/\/(?:[^\s/@"'`,]*@)?(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d+))?/gi;
const MULTIADDRS = /\/(?:dns[46]?|ip[46])\/([^/\s"',]+)\/(tcp|udp)\/(\d+)/g;
const ENODES = /enode:\/\/[0-9a-f]{128}@(\[[0-9a-f:.]+\]|[^:\s,"']+):(\d+)/gi;
/** Every form has one of them, so that most texts are passed by at once. */
const MARKS = ['://', '/tcp/', '/udp/'];
const LOOPBACK = /^(127\.|localhost$|0\.0\.0\.0$|\[?::1?\]?$)/;

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
  if (!MARKS.some((mark) => text.includes(mark)) || ORIGINS.test(source)) return [];
  const l1 = IS_L1.test(source.replaceAll('_', '-'));
  const urls = [...text.matchAll(URLS)].map(([, scheme = '', host, port]) => ({ host, port: port ?? (/s$/i.test(scheme) ? 443 : 80), protocols: ['TCP'] as const }));
  const multiaddrs = [...text.matchAll(MULTIADDRS)].map(([, host, protocol, port]) => ({ host, port, protocols: [protocol === 'udp' ? 'UDP' : 'TCP'] as const }));
  const enodes = [...text.matchAll(ENODES)].map(([, host, port]) => ({ host, port, protocols: ['TCP', 'UDP'] as const }));
  return [...urls, ...multiaddrs, ...enodes].flatMap(({ host = '', port, protocols }) =>
    LOOPBACK.test(host) ? [] : protocols.map((protocol) => ({ host: host.replace(/^\[|\]$/g, '').toLowerCase(), port: Number(port), protocol, l1 })),
  );
}
