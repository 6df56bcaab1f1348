import type { Case } from './cases';
import { all, set } from './sound';

const ONCE = 'Job/once';
const PRUNE = 'CronJob/prune';
const PRUNE_JOB = 'spec.jobTemplate.spec';

/** Jobs, and CronJobs with the jobs that they make. */
export const jobCases: readonly Case[] = [
  {
    rule: 'allowed-value',
    broken: set(ONCE, 'spec.completionMode', 'indexed'),
    says: /^Job acme\/once: spec\.completionMode: "indexed" is not allowed; use "Indexed"/,
    fine: set(ONCE, 'spec.completionMode', 'NonIndexed'),
  },
  {
    rule: 'allowed-value',
    broken: set(PRUNE, `${PRUNE_JOB}.completionMode`, 'indexed'),
    says: /spec\.jobTemplate\.spec\.completionMode: "indexed" is not allowed; use "Indexed"/,
    fine: all(set(PRUNE, `${PRUNE_JOB}.completionMode`, 'Indexed'), set(PRUNE, `${PRUNE_JOB}.completions`, 1)),
  },
  {
    rule: 'allowed-value',
    broken: set(PRUNE, 'spec.concurrencyPolicy', 'Never'),
    says: /spec\.concurrencyPolicy: "Never" is not allowed/,
    fine: set(PRUNE, 'spec.concurrencyPolicy', 'Replace'),
  },
  {
    rule: 'number-range',
    broken: set(ONCE, 'spec.backoffLimit', -1),
    says: /^Job acme\/once: spec\.backoffLimit: -1 is out of range/,
    fine: set(ONCE, 'spec.backoffLimit', 0),
  },
  {
    rule: 'number-range',
    broken: set(PRUNE, `${PRUNE_JOB}.backoffLimit`, -1),
    says: /spec\.jobTemplate\.spec\.backoffLimit: -1 is out of range/,
    fine: set(PRUNE, `${PRUNE_JOB}.backoffLimit`, 0),
  },
  {
    rule: 'job-selector',
    broken: set(ONCE, 'spec.selector', { matchLabels: { a: 'b' } }),
    says: /a Job selects its own pods; remove the selector/,
    fine: all(
      set(ONCE, 'spec.selector', { matchLabels: { a: 'b' } }),
      set(ONCE, 'spec.manualSelector', true),
    ),
  },
  {
    rule: 'cron-schedule',
    broken: set(PRUNE, 'spec.schedule', '0 3 * *'),
    says: /"0 3 \* \*" is not a cron schedule; write five fields/,
    fine: set(PRUNE, 'spec.schedule', '@daily'),
  },
  {
    rule: 'job-selector',
    broken: set(PRUNE, `${PRUNE_JOB}.selector`, { matchLabels: { a: 'b' } }),
    says: /spec\.jobTemplate\.spec\.selector: a Job selects its own pods; remove the selector/,
    fine: set(PRUNE, `${PRUNE_JOB}.template.metadata.labels`, { a: 'b' }),
  },
  {
    rule: 'job-selector',
    broken: all(set(PRUNE, `${PRUNE_JOB}.selector`, { matchLabels: { a: 'b' } }), set(PRUNE, `${PRUNE_JOB}.manualSelector`, true)),
    says: /jobTemplate\.spec\.manualSelector: only a Job of its own may have a manual selector; remove this/,
    fine: set(PRUNE, `${PRUNE_JOB}.manualSelector`, false),
  },
  {
    rule: 'job-index',
    broken: set(ONCE, 'spec.completionMode', 'Indexed'),
    says: /spec\.completions: an Indexed Job needs the number of its completions; give it/,
    fine: all(set(ONCE, 'spec.completionMode', 'Indexed'), set(ONCE, 'spec.completions', 2), set(ONCE, 'spec.backoffLimitPerIndex', 1)),
  },
  {
    rule: 'job-index',
    broken: set(PRUNE, `${PRUNE_JOB}.maxFailedIndexes`, 1),
    says: /jobTemplate\.spec\.maxFailedIndexes: only an Indexed Job has this; remove it/,
    fine: set(PRUNE, `${PRUNE_JOB}.completions`, 2),
  },
  ...[
    ['every day at three am', '5-10 */2 ? * *'],
    ['99 77 * * *', '59 23 31 12 6'],
    ['0 0 32 13 9', '0 0 1 1 0'],
    ['0 0 * * 7', '0 0 * * sun'],
    ['5-3 * * * *', '3-5/2,30 * * JAN-dec *'],
    ['*/0 * * * *', '7/20 * * * *'],
    ['0 0 0 * *', '0 0 ? * mon,WED'],
    ['0 0 * foo *', '0 0 * feb/3 *'],
    ['1,,2 * * * *', '1,2 * * * *'],
    ['0-1-2 * * * *', '0-1 * * * *'],
    ['0 3 * * mon-tuesday', '0  3 * * mon-tue '],
    ['@every soon', '@every 1h30m'],
    ['@noon', '@midnight'],
    ['TZ=Europe/Berlin 0 3 * * *', '0 3 * * *'],
  ].map(([bad = '', good]) => ({
    rule: 'cron-schedule',
    broken: set(PRUNE, 'spec.schedule', bad),
    says: new RegExp(`spec\\.schedule: "${bad.replaceAll(/[*?]/g, '\\$&')}" is not a cron schedule; write five fields`),
    fine: set(PRUNE, 'spec.schedule', good),
  })),
];
