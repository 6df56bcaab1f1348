export { didYouMean, nearest, oneOf } from './nearest';
export { OpStackError } from './op-stack-error';
export { describeProblem, type Problem } from './problem';
export { Problems } from './problems';
export { holdsSecret } from './secret-text';
export { setStrict } from './warnings';
