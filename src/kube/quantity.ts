const UNITS: Readonly<Record<string, number>> = {
  '': 1, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};
const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkKMGTPE]i?))?$/;

/** The number a Kubernetes quantity stands for (`500m` → 0.5, `2Gi` → 2147483648), or `undefined` when it is none. */
export function parseQuantity(text: string): number | undefined {
  const [, digits, exponent, unit] = FORM.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (exponent) return Number(digits + exponent);
  const factor = UNITS[unit ?? ''];
  return factor === undefined ? undefined : Number(digits) * factor;
}
