import { GO_LITERAL, goValue } from '../../src/playground/go-literal';

test.each([
  [String.raw`"\a\b\f\n\r\t\v\\\""`, '\x07\b\f\n\r\t\v\\"'],
  [String.raw`"\x41\101\u0041\U00000041"`, 'AAAA'],
  [String.raw`"\u00e9\U0001f600"`, 'é😀'],
  ['`a\r\nb`', 'a\nb'],
  ['`"`', '"'],
  ['8545', 8545],
  ['+8', 8],
  ['-0x1F', -31],
  ['0o17', 15],
  ['017', 15],
  ['0b101', 5],
  ['0', 0],
])('%s has the value that Go gives it', (literal, value) => {
  expect(goValue(literal)).toBe(value);
  expect(GO_LITERAL.exec(literal)?.[0]).toBe(literal);
});

test.each([
  ['an escape that Go does not know', String.raw`"\q"`],
  ['an escaped single quote', String.raw`"\'"`],
  ['too few digits', String.raw`"\x4"`],
  ['half of a character', String.raw`"\ud800"`],
  ['what is no character', String.raw`"\U00110000"`],
  ['a byte that is no character by itself', String.raw`"\xff"`],
  ['the same in octal', String.raw`"\377"`],
  ['a digit that octal lacks', '089'],
  ['a number that is too large', '9007199254740993'],
])('%s has no value', (_, literal) => {
  expect(goValue(literal)).toBeUndefined();
});
