import * as fc from 'fast-check';
import { endpointOf, redactor, secretsOf } from '../../src/errors/redact';

const key = 'k3y0123456789abcdefXYZ';

/** Letters and digits of both cases, as API keys have them, and characters that a URL has to encode. */
const apiKey = fc.stringMatching(/^[A-Za-z0-9_-]{16,40}$/);
const password = fc.string({ minLength: 8, maxLength: 30 }).filter((text) => text.trim() === text && !text.includes('*') && encodeURIComponent(text) !== '');
const places: readonly ((secret: string) => string)[] = [
  (secret) => `https://rpc.example/v2/${secret}`,
  (secret) => `https://rpc.example/${secret}/eth`,
  (secret) => `wss://rpc.example/?apikey=${secret}&chain=1`,
  (secret) => `https://rpc.example/?${secret}`,
  (secret) => `https://rpc.example/?${secret}==`,
  (secret) => `https://${secret}@rpc.example/`,
  (secret) => `https://user:${secret}@rpc.example:8545`,
  (secret) => `http://[::1]:8545/#${secret}`,
  (secret) => ` https://rpc.example/v2/${secret}\n`,
];
const place = fc.constantFrom(...places);

describe('redaction', () => {
  it('leaves no key in any text, wherever it stands in the URL', () => {
    fc.assert(fc.property(place, apiKey, fc.string(), fc.string(), (at, secret, before, after) => {
      const redact = redactor([at(secret)]);
      expect(redact(`${before}${secret}${after}`)).not.toContain(secret);
      expect(redact(`${before}${at(secret)}${after}`)).not.toContain(secret);
      expect(redact(`${before}${secret.toUpperCase()}${after}`)).not.toContain(secret.toUpperCase());
    }));
  });

  it('leaves no password, encoded or not', () => {
    fc.assert(fc.property(password, fc.constantFrom<(secret: string) => string>((secret) => `https://user:${secret}@rpc.example`, (secret) => `https://rpc.example?token=${secret}`), (secret, at) => {
      const encoded = encodeURIComponent(secret);
      const text = redactor([at(encoded)])(`refused ${secret}, written ${encoded}`);
      expect(text).not.toContain(encoded);
      expect(text).not.toContain(secret);
    }));
  });

  it('leaves no key of several URLs, of which one begins like the other', () => {
    fc.assert(fc.property(apiKey, fc.stringMatching(/^[a-z0-9]{6,9}$/), (secret, rest) => {
      const text = redactor([`https://a.example/${secret}`, `https://b.example/${secret}${rest}`])(`the key is ${secret}${rest}!`);
      expect(text).toBe('the key is <redacted>!');
    }));
  });

  it('takes the user out of a URL that it was not told of', () => {
    expect(redactor([])('POST https://alice:pw@other.example/x failed')).toBe('POST https://<redacted>@other.example/x failed');
  });

  it('leaves a text alone that holds no secret', () => {
    const text = 'HTTP request failed. Status: 429 at https://rpc.example/v2/, method eth_call, block 8000000';
    expect(redactor([`https://rpc.example/v2/${key}`])(text)).toBe(text);
    expect(redactor(['https://rpc.example/'])(text)).toBe(text);
    expect(redactor([])(text)).toBe(text);
  });

  it.each([
    ['https://rpc.example/clé-0123456789abc', 'cl%C3%A9-0123456789abc'],
    ['https://rpc.example/cl%C3%A9-0123456789abc', 'clé-0123456789abc'],
    ['https://rpc.example/?token=open+sesame+1', 'open sesame 1'],
    ['https:rpc.example/v2/0123456789abcdef', '0123456789abcdef'],
    [String.raw`https:\\rpc.example\v2\0123456789abcdef`, '0123456789abcdef'],
  ])('knows what clients make of %s', (url, form) => {
    expect(redactor([url])(`POST ${form}: 401`)).toBe('POST <redacted>: 401');
    expect(redactor([url])(`POST ${url}: 401`)).not.toContain(url);
  });

  it('takes out all of a text that is no URL', () => {
    const notOne = 'rpc.example/v2/abcdef';
    expect(redactor([notOne])(`cannot parse "${notOne}"`)).toBe('cannot parse "<redacted>"');
  });

  it('never throws, whatever the URL', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })), fc.string(), (url, text) => {
      expect(typeof redactor([url])(text)).toBe('string');
    }));
  });

  it('takes long path segments only, so that words stay', () => {
    expect(secretsOf('https://rpc.example/v2/mainnet/abcdefg1?x=1#y')).toStrictEqual(['abcdefg1']);
    expect(secretsOf(`https://rpc.example/${'a'.repeat(16)}/${'a'.repeat(15)}`)).toStrictEqual(['a'.repeat(16)]);
  });
});

describe('the name of an endpoint', () => {
  it.each(places.map((at) => at(key)))('holds no key: %s', (url) => {
    expect(endpointOf(url)).toMatch(/^(?:https:\/\/rpc\.example(?::8545)?|wss:\/\/rpc\.example|http:\/\/\[::1\]:8545)$/);
  });

  it('is nothing for what is no URL', () => {
    expect(endpointOf('rpc.example')).toBeUndefined();
    expect(endpointOf('mailto:a@b.example')).toBeUndefined();
  });
});
