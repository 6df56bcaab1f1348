// Jest gives this in place of fast-check: a commit passes or fails alike on every run, so that what a property finds
// is the change's own. PROPERTY_SEED tries other values; the weekly `properties` workflow does so.
import { configureGlobal } from '../../node_modules/fast-check/lib/cjs/fast-check.js';

const seed = Number(process.env.PROPERTY_SEED ?? 1);
if (!Number.isInteger(seed)) {
  throw new Error('PROPERTY_SEED must be a whole number.');
}
configureGlobal({ seed });

export * from '../../node_modules/fast-check/lib/cjs/fast-check.js';
