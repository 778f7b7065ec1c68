import type { Platform } from '@specflow/process-runner'
import type { HealthProblem } from '@specflow/workflow/schema'
import { isLoopback } from './session/addresses.ts'
import type { Settings } from './settings.ts'

/** What health says of the server itself, beside what the ports say: it holds as long as the server runs. */
export function ownProblems({ caveat }: Platform, settings: OwnSettings): HealthProblem[] {
  const { auth, failpoints, host } = settings
  return [
    ...(caveat === undefined ? [] : [untried(caveat)]),
    ...(failpoints === undefined ? [] : [ARMED]),
    ...(auth === 'off' ? [OPEN] : []),
    ...(isLoopback(host) ? [] : [reachable(host)]),
  ]
}

export type OwnSettings = Pick<Settings, 'auth' | 'failpoints' | 'host'>

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

const OPEN: HealthProblem = {
  code: 'AUTH_OFF',
  message: 'SPECFLOW_AUTH is off: every program and every user of this machine can run commands as you.',
  remedy: 'Unset it and start again, unless nobody else can reach this machine.',
}

function reachable(host: string): HealthProblem {
  return {
    code: 'REACHABLE_FROM_ELSEWHERE',
    message: `SPECFLOW_HOST is ${host}: other machines reach this server, and what is sent can be read on the way.`,
    remedy: 'Put a proxy with a certificate in front of it, and keep the token secret.',
  }
}
