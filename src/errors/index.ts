export { OpStackError } from './op-stack-error';
export { describeProblem, type Problem } from './problem';
export { Problems } from './problems';
export { setStrict } from './warnings';
