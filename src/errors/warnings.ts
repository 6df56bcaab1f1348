import type { IConstruct } from 'constructs';
import { seePages } from './pages';
import { describeProblem, type Problem } from './problem';

/** Scopes that say whether their warnings are errors. */
const strictness = new WeakMap<IConstruct, boolean>();
/** Scopes that know what their constructs were made from. */
const places = new WeakMap<IConstruct, (warning: Problem) => Problem>();
const PROCESS = {};
const seenBy = new WeakMap<object, Set<string>>();

/** Makes every warning below `scope` an error, as `OP_STACK_STRICT=1` does for the whole process. */
export function setStrict(scope: IConstruct, strict: boolean): void {
  strictness.set(scope, strict);
}

/** Has every warning below `scope` say where it comes from, instead of which construct found it. */
export function placeWarnings(scope: IConstruct, place: (warning: Problem) => Problem): void {
  places.set(scope, place);
}

/** What the scope or the nearest above it has in the map. */
function nearestOf<T>(map: WeakMap<IConstruct, T>, scope: IConstruct | undefined): T | undefined {
  for (let at = scope; at; at = at.node.scope) {
    const own = map.get(at);
    if (own !== undefined) return own;
  }
  return undefined;
}

/** Whether warnings below `scope` are errors: the nearest scope that says so decides, else `OP_STACK_STRICT`. */
export function isStrict(scope?: IConstruct): boolean {
  return nearestOf(strictness, scope) ?? process.env.OP_STACK_STRICT === '1';
}

/** Emits a process warning of type `OpStackWarning`, once for each app, construct, prop and code. */
export function emitOnce(warning: Problem, scope?: IConstruct): void {
  const root = scope?.node.root ?? PROCESS;
  const seen = seenBy.get(root) ?? new Set<string>();
  seenBy.set(root, seen);
  const text = describeProblem(nearestOf(places, scope)?.(warning) ?? warning);
  if (seen.has(text)) return;
  seen.add(text);
  process.emitWarning(text, { type: 'OpStackWarning', code: warning.code, detail: seePages([warning]) });
}
