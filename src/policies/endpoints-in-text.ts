/** A host and port that a text names. */
export interface NamedEndpoint {
  /** Lower case, an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Both of an enode, which is dialled over TCP and found over UDP. */
  readonly protocols: readonly ('TCP' | 'UDP')[];
  /** Of a URL, in lower case, e.g. `https`; absent of the addresses of peers. */
  readonly scheme?: string;
}

const URLS = /\b(https?|wss?):\/\/(?:[^\s/@"'`,]*@)?(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d+))?/gi;
const MULTIADDRS = /\/(?:dns[46]?|ip[46])\/([^/\s"',]+)\/(tcp|udp)\/(\d+)/g;
const ENODES = /enode:\/\/[0-9a-f]{128}@(\[[0-9a-f:.]+\]|[^:\s,"']+):(\d+)/gi;
/** Every form has one of them, so that most texts are passed by at once. */
const MARKS = ['://', '/tcp/', '/udp/'];
const LOOPBACK = /^(127\.|localhost$|0\.0\.0\.0$|\[?::1?\]?$)/;

/** The URLs, multiaddresses and enodes of a text, in that order. */
export function endpointsInText(text: string): readonly NamedEndpoint[] {
  if (!MARKS.some((mark) => text.includes(mark))) return [];
  const urls = [...text.matchAll(URLS)].map(([, scheme = '', host, port]) => ({ scheme: scheme.toLowerCase(), host, port: port ?? (/s$/i.test(scheme) ? 443 : 80), protocols: ['TCP'] as const }));
  const multiaddrs = [...text.matchAll(MULTIADDRS)].map(([, host, protocol, port]) => ({ host, port, protocols: [protocol === 'udp' ? 'UDP' : 'TCP'] as const }));
  const enodes = [...text.matchAll(ENODES)].map(([, host, port]) => ({ host, port, protocols: ['TCP', 'UDP'] as const }));
  return [...urls, ...multiaddrs, ...enodes].map(({ host = '', port, ...rest }) => ({ ...rest, host: host.replace(/^\[|\]$/g, '').toLowerCase(), port: Number(port) }));
}

/** Whether a host is the pod itself, or stands for all addresses of a listener. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
