/** Shorter pieces of a URL stand in ordinary words, and taking them out would make the message unreadable. */
const MIN_SECRET = 6;
const SECRET = '<redacted>';
const URL_PARTS = /^[a-z][a-z0-9+.-]*:\/\/(?:(?<user>[^/?#:]*)(?::(?<password>[^/?#]*))?@)?[^/?#@]+(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>[^]*))?$/i;
/** A URL in a text, up to what cannot be part of it. */
const ANY_URL = /\b(?:https?|wss?):\/\/[^\s"'<>()[\]{}|\\^`]+/gi;
const USER_INFO = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi;

/**
 * The pieces of a URL that may be secret: user name, password, long path segments, query values and the fragment, as
 * written, as normalized and decoded. The whole text where it is no URL. A key in the host name is not found: the host is
 * how a message tells one endpoint from another.
 */
export function secretsOf(url: string): readonly string[] {
  const forms = URL.canParse(url) ? [url.trim(), new URL(url).href] : [url.trim()];
  const pieces = forms.flatMap(piecesOf).flatMap((piece) => [piece, decoded(piece), decoded(piece.replaceAll('+', ' '))]);
  return [...new Set(pieces)].filter((piece) => piece.length >= MIN_SECRET);
}

/**
 * Makes a function that takes the secrets of these URLs out of any text: servers repeat the key in their answer, and
 * clients put the whole URL into message and stack.
 *
 * @example
 * const redact = redactor(['https://rpc.example/v2/0123456789abcdef']);
 * redact('GET /v2/0123456789abcdef: 429'); // 'GET /v2/<redacted>: 429'
 */
export function redactor(urls: Iterable<string>): (text: string) => string {
  const secrets = [...new Set([...urls].flatMap(secretsOf))];
  // Of two that begin alike, the longer has to be tried first, or its rest would stay.
  secrets.sort((a, b) => b.length - a.length);
  const known = secrets.length ? new RegExp(secrets.map(escaped).join('|'), 'gi') : undefined;
  return (text) => withoutUserInfo(known ? text.replace(known, SECRET) : text);
}

/** How a message names an endpoint: scheme and host, or nothing when the text is no URL. */
export function endpointOf(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.host ? `${parsed.protocol}//${parsed.host}` : undefined;
}

/** The text with nothing but scheme and host of the URLs in it: those of a provider are not known before it names them. */
export function withoutPaths(text: string): string {
  return text.replace(ANY_URL, (url) => endpointOf(url) ?? SECRET);
}

function piecesOf(url: string): readonly string[] {
  const parts = URL_PARTS.exec(url)?.groups;
  if (!parts) return [url];
  const { user = '', password = '', path = '', query = '', fragment = '' } = parts;
  return [user, password, ...path.split(/[/\\]/).filter(seemsSecret), ...query.split('&').map(valueOf), fragment];
}

/** What stands after the first `=` of a query's pair, or all of it: some keys have no name, and some end in `=`. */
function valueOf(pair: string): string {
  const unpadded = pair.replace(/=+$/, '');
  return unpadded.slice(unpadded.indexOf('=') + 1);
}

function seemsSecret(segment: string): boolean {
  return segment.length >= 16 || (segment.length >= 8 && /\d/.test(segment));
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

function withoutUserInfo(text: string): string {
  return text.replace(USER_INFO, `$1${SECRET}@`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
