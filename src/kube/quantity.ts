const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY_EXPONENTS: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** The form of a quantity: sign, digits with an optional point, and a unit or a decimal exponent. */
export const QUANTITY_PATTERN =
  '^[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?$';

/** What to write instead of something that is not a quantity. */
export const QUANTITY_REMEDY = 'write a number with an optional unit, such as 500m, 2, 1.5Gi or 10G';

const QUANTITY = new RegExp(QUANTITY_PATTERN);

/** One whole unit (one byte, one CPU) in the unit of {@link parseQuantity}. */
export const ONE_UNIT = 10n ** 9n;

/**
 * What a quantity stands for, in billionths so that quantities can be compared exactly (`500m` → 500000000n).
 *
 * @returns `undefined` when the value is not a quantity, or when its exponent has more than two digits
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(value: unknown): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !QUANTITY.test(text)) return undefined;
  const [, sign, whole = '', fraction = '', unit = ''] = /^([+-]?)(\d*)\.?(\d*)(.*)$/.exec(text) ?? [];
  const digits = BigInt(whole + fraction) * 2n ** BigInt(BINARY_EXPONENTS[unit] ?? 0);
  const exponent = decimalExponent(unit) + 9 - fraction.length;
  const size = exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(-exponent);
  return sign === '-' ? -size : size;
}

/** What a quantity stands for in whole units, near enough to calculate with (`500m` → 0.5). */
export function amountOf(value: unknown): number | undefined {
  const exact = parseQuantity(value);
  return exact === undefined ? undefined : Number(exact) / Number(ONE_UNIT);
}

function decimalExponent(unit: string): number {
  return DECIMAL_EXPONENTS[unit] ?? (unit in BINARY_EXPONENTS ? 0 : Number(unit.slice(1)));
}
