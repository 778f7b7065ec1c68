/**
 * The places between two steps of which a crash may take the second. Each name stands once in the code, at
 * `await failpoint(name)`; the crash matrix (`e2e/crash`) goes through all of them.
 */
export const FAILPOINTS = [
  'before-save-intent',
  'after-save-intent',
  'before-spawn',
  'after-spawn',
  'after-started-seen',
  'before-save-running',
  'exit-seen',
  'before-parse',
  'before-save-final',
  'after-save-final',
  'cancel-persisted',
  'after-term',
  'before-sweep',
  'answer-persisted',
  'answer-before-spawn',
  'lock-acquired',
  'tmp-written',
  'tmp-fsynced',
  'renamed',
] as const

export type Failpoint = (typeof FAILPOINTS)[number]
