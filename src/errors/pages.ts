/** Folder of the published package with a page for each code and each alert. Plain files are served there: a page has no anchors. */
export const TROUBLESHOOTING = 'https://unpkg.com/cdk8s-op-stack/docs/troubleshooting';

/**
 * URL of the page of a code: what it means, an input that brings it, and the remedy.
 *
 * @param code as errors and warnings carry it, e.g. `MISSING_L1_BEACON`
 */
export const pageOf = (code: string): string => `${TROUBLESHOOTING}/codes/${code}.md`;

/** The line that leads to the pages of the problems; several codes share one line. */
export function seePages(problems: readonly { readonly code: string }[]): string {
  const [first = '', ...others] = new Set(problems.map(({ code }) => code));
  return others.length === 0 ? `See ${pageOf(first)}` : `Each code has a page like ${pageOf(first)}`;
}
