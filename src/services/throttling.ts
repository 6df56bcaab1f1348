import type { CommandLine } from '../compatibility';
import type { Problems } from '../errors';
import { checkEndpoint, type Url } from '../keys';
import { checkChoice, checkCount, keysOf } from '../kube';

/** How the batcher slows block building down while its backlog grows. */
export interface Throttling {
  /** `false` sets the threshold to 0, which is how it is switched off. @default true */
  readonly enabled?: boolean;
  /** Bytes of unsafe data at which it begins; `--throttle.unsafe-da-bytes-lower-threshold`, before v1.15.0 `--throttle-threshold`. @default 3200000; before 1000000 */
  readonly lowerThreshold?: number;
  /** Bytes at which it is at its strongest; `--throttle.unsafe-da-bytes-upper-threshold`, from v1.15.0. @default 12800000 */
  readonly upperThreshold?: number;
  /** How the strength grows in between; `--throttle.controller-type`, from v1.15.0. @default quadratic */
  readonly controllerType?: 'step' | 'linear' | 'quadratic' | 'pid';
  /** Transaction size at full strength; `--throttle.tx-size-lower-limit`, before v1.15.0 `--throttle-tx-size`. @default 150 */
  readonly txSizeLowerLimit?: number;
  /** Transaction size at the beginning; `--throttle.tx-size-upper-limit`, from v1.15.0. @default 20000 */
  readonly txSizeUpperLimit?: number;
  /** Block size at full strength; `--throttle.block-size-lower-limit`, before v1.15.0 `--throttle-block-size`. @default 2000 */
  readonly blockSizeLowerLimit?: number;
  /** Block size that is never exceeded; `--throttle.block-size-upper-limit`, before v1.15.0 `--throttle-always-block-size`. @default 130000 */
  readonly blockSizeUpperLimit?: number;
  /** Builders to throttle beside the execution clients; `--throttle.additional-endpoints`. @default none */
  readonly additionalEndpoints?: readonly Url[];
}

/** Flags of each setting, newest name first. */
const FLAGS: Readonly<Record<Exclude<keyof Throttling, 'enabled'>, readonly [string, ...string[]]>> = {
  lowerThreshold: ['throttle.unsafe-da-bytes-lower-threshold', 'throttle-threshold'],
  upperThreshold: ['throttle.unsafe-da-bytes-upper-threshold'],
  controllerType: ['throttle.controller-type'],
  txSizeLowerLimit: ['throttle.tx-size-lower-limit', 'throttle-tx-size'],
  txSizeUpperLimit: ['throttle.tx-size-upper-limit'],
  blockSizeLowerLimit: ['throttle.block-size-lower-limit', 'throttle-block-size'],
  blockSizeUpperLimit: ['throttle.block-size-upper-limit', 'throttle-always-block-size'],
  additionalEndpoints: ['throttle.additional-endpoints', 'additional-throttling-endpoints'],
};

const COUNTS = ['lowerThreshold', 'upperThreshold', 'txSizeLowerLimit', 'txSizeUpperLimit', 'blockSizeLowerLimit', 'blockSizeUpperLimit'] as const;

export function checkThrottling(problems: Problems, throttling: Throttling = {}): void {
  for (const name of COUNTS) checkCount(problems, `throttling.${name}`, throttling[name], 0);
  checkChoice(problems, 'throttling.controllerType', throttling.controllerType, ['step', 'linear', 'quadratic', 'pid']);
  for (const [index, url] of (throttling.additionalEndpoints ?? []).entries()) {
    checkEndpoint(problems, `throttling.additionalEndpoints[${index}]`, url, ['http', 'https', 'ws', 'wss']);
  }
}

export function configureThrottling(cli: CommandLine, { enabled = true, ...settings }: Throttling = {}, problems: Problems): void {
  if (!enabled) {
    cli.setFirst(FLAGS.lowerThreshold, 0, { prop: 'throttling.enabled' });
    return;
  }
  const { lowerThreshold = 3_200_000, upperThreshold = 12_800_000 } = settings;
  if (cli.has(FLAGS.upperThreshold[0]) && lowerThreshold >= upperThreshold) {
    problems.error('THROTTLING_RANGE', 'throttling.upperThreshold', `it begins at ${lowerThreshold} bytes and is to be at its strongest at ${upperThreshold}`, 'Raise upperThreshold above lowerThreshold');
  }
  for (const name of keysOf(FLAGS)) cli.setFirst(FLAGS[name], settings[name], { prop: `throttling.${name}` });
}
