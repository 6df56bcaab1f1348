import { readFileSync } from 'node:fs';
import { messageOf } from '../../src/errors/message-of';

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

test.each([
  ['an error', new TypeError('wrong'), 'wrong'],
  ['an error without a message', new Error(), ''],
  ['an error of Node.js, which is of another realm here', thrownBy(() => readFileSync('/none')), "ENOENT: no such file or directory, open '/none'"],
  ['a text', 'wrong', 'wrong'],
  ['nothing', undefined, 'undefined'],
  ['an object whose message is no text', { message: 1 }, '[object Object]'],
])('the message of %s', (_what, thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
