import { isEnvSource, type EnvSource } from '../kube';
import type { Problems } from '../errors';

/** A URL, as text or, where it carries an API key, from a Secret (`SecretValue`). */
export type Url = string | EnvSource;

/** Reports what is no URL of the given schemes, without repeating it: it may hold a key. */
export function checkUrl(problems: Problems, prop: string, url: Url | undefined, schemes: readonly string[]): void {
  if (url === undefined || isEnvSource(url)) return;
  const parsed = parseUrl(url);
  const scheme = parsed?.protocol.slice(0, -1);
  if (!parsed || !scheme || !schemes.includes(scheme) || (!parsed.hostname && scheme !== 'file')) {
    problems.error('INVALID_URL', prop, `this is no ${schemes.join(' or ')} URL`, `Write it like ${schemes[0]}://host:port, or take it from a Secret with SecretValue.fromSecret`);
  }
}

/** As `checkUrl`; also warns of an endpoint that seems to carry an API key and would stand in the manifests in plain text. */
export function checkEndpoint(problems: Problems, prop: string, url: Url | undefined, schemes: readonly string[]): void {
  checkUrl(problems, prop, url, schemes);
  const parsed = typeof url === 'string' ? parseUrl(url) : undefined;
  if (parsed && seemsSecret(parsed)) {
    problems.warn('URL_HOLDS_SECRET', prop, 'the URL seems to hold an API key, and would stand in the manifests', 'Put it into a Secret and use SecretValue.fromSecret');
  }
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function seemsSecret({ username, password, pathname, searchParams }: URL): boolean {
  if (username || password) return true;
  if ([...searchParams.keys()].some((name) => /key|token|secret|auth|pass/i.test(name))) return true;
  return [...pathname.split('/'), ...searchParams.values()].some((part) => part.length >= 20 && /\d/.test(part) && /^[\w-]+$/.test(part));
}
