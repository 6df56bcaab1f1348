import { capacity } from './capacity';
import { chainData } from './chain-data';
import { chainFiles } from './chain-files';
import { claims } from './claims';
import { exposure } from './exposure';
import { identity } from './identity';
import { immutable } from './immutable';
import type { Rule } from './rule';
import { secrets } from './secrets';
import { security } from './security';
import { sequencer } from './sequencer';
import { signers } from './signers';
import { versions } from './versions';

/** Everything that is looked for. */
export const rules: readonly Rule[] = [...immutable, ...identity, ...claims, ...sequencer, ...signers, ...versions, ...chainData, ...chainFiles, ...secrets, ...exposure, ...security, ...capacity];
