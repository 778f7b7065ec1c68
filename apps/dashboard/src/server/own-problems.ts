import type { Platform } from '@specflow/process-runner'
import type { HealthProblem } from '@specflow/workflow/schema'
import type { Settings } from './settings.ts'

/** What health says of the server itself, beside what the ports say: it holds as long as the server runs. */
export function ownProblems({ caveat }: Platform, { failpoints }: Settings): HealthProblem[] {
  return [...(caveat === undefined ? [] : [untried(caveat)]), ...(failpoints === undefined ? [] : [ARMED])]
}

function untried(caveat: string): HealthProblem {
  return {
    code: 'PLATFORM_UNTRIED',
    message: caveat,
    remedy: 'Use Linux where runs must be stopped with certainty.',
  }
}

const ARMED: HealthProblem = {
  code: 'FAILPOINTS_ARMED',
  message: 'SPECFLOW_FAILPOINTS is set: this server dies, waits or fails on purpose.',
  remedy: 'Unset it and start again; it is for tests only.',
}
