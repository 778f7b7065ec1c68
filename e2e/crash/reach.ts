import type { Failpoint } from '@specflow/failpoints'
import type { ScenarioName } from './scenarios.ts'

/** The scenarios on whose way a failpoint lies. On every other it must not be come to. */
export const REACHED_BY: Readonly<Record<Failpoint, readonly ScenarioName[]>> = {
  'before-save-intent': ['start'],
  'after-save-intent': ['start'],
  'before-spawn': ['start', 'answer'],
  'after-spawn': ['start', 'answer'],
  'after-started-seen': ['start', 'answer'],
  'before-save-running': ['start', 'answer'],
  'exit-seen': ['finish', 'answer', 'cancel', 'timeout'],
  'before-parse': ['finish', 'answer', 'cancel', 'timeout'],
  'before-save-final': ['finish', 'answer', 'cancel', 'timeout'],
  'after-save-final': ['finish', 'answer', 'cancel', 'timeout'],
  'cancel-persisted': ['cancel', 'timeout'],
  'after-term': ['cancel', 'timeout'],
  'before-sweep': ['finish', 'answer', 'cancel', 'timeout'],
  'answer-persisted': ['answer'],
  'answer-before-spawn': ['answer'],
  // At the next start of a server, which takes the home of one that was killed in the middle of the scenario.
  'lock-acquired': ['start', 'finish', 'answer', 'cancel', 'timeout'],
  'tmp-written': ['start', 'finish', 'answer', 'cancel', 'timeout'],
  'tmp-fsynced': ['start', 'finish', 'answer', 'cancel', 'timeout'],
  renamed: ['start', 'finish', 'answer', 'cancel', 'timeout'],
}
