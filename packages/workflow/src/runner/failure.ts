import type { AgentOutput, ExecutionError, ExecutionErrorCode } from '../schema/index.ts'
import { redactSecrets } from '../redact.ts'
import type { ResultObject } from './result-object.ts'
import { shorten } from './text.ts'

const MAX_MESSAGE_LENGTH = 2_000

const REMEDIES: Readonly<Record<ExecutionErrorCode, string>> = {
  TIMED_OUT: 'Start it again with a larger timeoutMs, or ask for less at once.',
  SPAWN_FAILED:
    'Check that the project folder is there and that the machine has free memory, processes and disk space, then start it again.',
  AGENT_NOT_FOUND:
    'Install the agent (npm install -g @anthropic-ai/claude-code), or name its executable in SPECFLOW_CLAUDE_BIN and restart SpecFlow.',
  AGENT_REFUSED:
    'Run SpecFlow as an ordinary user, or set IS_SANDBOX=1 in its environment if this machine is a sandbox.',
  TRUST_REQUIRED: 'Read what the folder brings now, and start it again with its acknowledgement.',
  AGENT_FAILED: 'Read the message and the last lines of standard error, then start it again.',
  AUTH_REQUIRED:
    'Log in with the agent in a terminal (claude, then /login) or correct its API key, then start it again.',
  USAGE_LIMITED: "Wait until the account's limit resets or add credit to it, then start it again.",
  OUTPUT_INVALID:
    'Start it again; if it happens again, the skill keeps the agent from giving its structured answer.',
  SKILL_FAILED: 'Put right what the message names, then start it again.',
  COST_LIMIT_REACHED:
    'Look at what the run has changed in the project; then raise the limit or wait for the next day, and start it again or go on with its session.',
  INTERRUPTED: 'Look at what the run has changed in the project, then start it again.',
}

export interface FailureFacts {
  code: ExecutionErrorCode
  /** What happened, as one sentence of ours. */
  what: string
  result?: ResultObject
  output?: AgentOutput
  stderrTail?: string
}

/** The error of a failed execution: what happened, in the agent's own words where it had any, and what to do. */
export function failure({ code, what, result, output, stderrTail }: FailureFacts): ExecutionError {
  const words =
    output?.status === 'error' && isSaid(output.message) ? output.message : ownWords(result, stderrTail)
  const message = words === undefined ? what : `${what} It said: ${redactSecrets(words)}`
  return {
    code,
    message: shorten(message, MAX_MESSAGE_LENGTH),
    remedy: REMEDIES[code],
    ...(stderrTail !== undefined && { stderrTail }),
  }
}

function ownWords(result: ResultObject | undefined, stderrTail: string | undefined): string | undefined {
  return [result?.result, result?.errors?.[0], stderrTail?.split('\n').at(-1)].find(isSaid)?.trim()
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}
