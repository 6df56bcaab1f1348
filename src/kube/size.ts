import { Size } from 'cdk8s';
import { amountOf } from './quantity';

const KIBI = 2 ** 10;

/** The size that a quantity such as `500Gi` is, in the largest unit that gives a whole number, so that it is written as it was. */
export function sizeOf(quantity: string): Size {
  const kibibytes = Math.ceil((amountOf(quantity) ?? 0) / KIBI);
  if (kibibytes % KIBI ** 3 === 0) return Size.tebibytes(kibibytes / KIBI ** 3);
  if (kibibytes % KIBI ** 2 === 0) return Size.gibibytes(kibibytes / KIBI ** 2);
  return kibibytes % KIBI === 0 ? Size.mebibytes(kibibytes / KIBI) : Size.kibibytes(kibibytes);
}
