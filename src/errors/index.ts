export { didYouMean, nearest, oneOf } from './nearest';
export { OpStackError } from './op-stack-error';
export { TROUBLESHOOTING, pageOf } from './pages';
export { describeProblem, type Problem } from './problem';
export { Problems } from './problems';
export { holdsSecret } from './secret-text';
export { placeWarnings, setStrict } from './warnings';
