import type { RunWarning } from '@specflow/workflow/schema'
import { lookUp, unknownWord } from '../../lib/look-up.ts'

const WORDS: Record<RunWarning, string> = {
  OUTPUT_INVALID_UTF8: 'The output held bytes that are no text; they were replaced.',
  OUTPUT_NOT_ALONE: 'The output held more than the result, such as a notice; the last result counted.',
  LINGERED: 'The agent had given its result and did not end. It was stopped, and the result holds.',
  LEFTOVERS_KILLED: 'The agent left processes behind. They were ended.',
}

/** What was odd about a run, in words; a page that is older than the server shows a code that it does not know. */
export function describeWarning(code: string): string {
  return lookUp(WORDS, code, unknownWord)
}
