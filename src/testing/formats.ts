/** A form that names or keys must have. */
export interface Format {
  /** With its article, e.g. `a DNS-1123 label`. */
  readonly what: string;
  readonly pattern: RegExp;
  /** Longest allowed length, in characters. */
  readonly longest: number;
  readonly remedy: string;
}

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(?:\\.${label})*`;
const word = '[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?';
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const dnsLabel: Format = {
  what: 'a DNS-1123 label',
  pattern: whole(label),
  longest: 63,
  remedy: 'use lower case letters, digits and "-", with a letter or digit at both ends',
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names */
export const dns1035Label: Format = {
  what: 'a DNS-1035 label',
  pattern: whole('[a-z](?:[-a-z0-9]*[a-z0-9])?'),
  longest: 63,
  remedy: 'use lower case letters, digits and "-", starting with a letter and ending with a letter or digit',
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const dnsSubdomain: Format = {
  what: 'a DNS-1123 subdomain',
  pattern: whole(subdomain),
  longest: 253,
  remedy: 'use lower case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
export const pathSegment: Format = {
  what: 'a path segment',
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  longest: 253,
  remedy: 'leave out "/" and "%"',
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelKey: Format = {
  what: 'a qualified name',
  pattern: whole(`(?:(?=[^/]{1,253}/)${subdomain}/)?(?=[^/]{1,63}$)${word}`),
  longest: 317,
  remedy:
    'use an optional DNS prefix and "/", then at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelValue: Format = {
  what: 'a label value',
  pattern: whole(`(?:${word})?`),
  longest: 63,
  remedy: 'use letters, digits, "-", "_" and ".", with a letter or digit at both ends',
};

/** IANA service name. @see https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
export const portName: Format = {
  what: 'a port name',
  pattern: /^(?!-)(?!.*--)(?=.*[a-z])[-a-z0-9]+(?<!-)$/,
  longest: 15,
  remedy: 'use lower case letters (at least one), digits and single "-" between them',
};

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object */
export const configKey: Format = {
  what: 'a ConfigMap or Secret key',
  pattern: /^(?!\.\.?$)(?!\.\.)[-._a-zA-Z0-9]+$/,
  longest: 253,
  remedy: 'use letters, digits, "-", "_" and ".", and do not start with ".."',
};

/**
 * The form that every version from 1.29 on accepts.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export const envName: Format = {
  what: 'an environment variable name',
  pattern: /^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/,
  longest: Infinity,
  remedy: 'use letters, digits, "_", "-" and ".", not starting with a digit',
};

/** What is wrong with `text` as `format`, and the remedy; `undefined` when it is right. */
export function misfit(text: string, format: Format): string | undefined {
  if (text.length > format.longest) {
    return `"${text}" has ${text.length} characters, more than the ${format.longest} of ${format.what}; shorten it`;
  }
  return format.pattern.test(text) ? undefined : `"${text}" is not ${format.what}; ${format.remedy}`;
}
