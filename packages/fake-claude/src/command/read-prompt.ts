import { createHash } from 'node:crypto'
import { chooseStep } from '../modes/choose-step.ts'
import { has } from '../modes/step.ts'
import type { Session } from '../session/session.ts'
import type { EnvironmentOptions } from './environment.ts'
import type { Log } from './log.ts'
import { readStdin } from './stdin.ts'

/** The prompt of this run; empty only where a mode leaves stdin unread. Ends the process when there is none. */
export async function readPrompt({ session, options, log, refuse }: Reading): Promise<string> {
  if (leavesStdinUnread(session, options)) return ''
  const bytes = await readStdin()
  log({ event: 'stdin', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  const prompt = bytes.toString('utf8')
  if (prompt.trim() === '') return refuse(session.resumed ? NOTHING_TO_RESUME_WITH : NO_INPUT)
  if (scriptNeedsUnreadStdin(prompt, session)) {
    return refuse(
      'specflow-demo-agent: no_read_stdin and exit_before_read can be set by FAKE_CLAUDE_MODE only',
    )
  }
  return prompt
}

interface Reading {
  session: Session
  options: EnvironmentOptions
  log: Log
  refuse: (message: string) => never
}

const NO_INPUT =
  'Error: Input must be provided either through stdin or as a prompt argument when using --print'
const NOTHING_TO_RESUME_WITH = 'No deferred tool marker found: a resumed run needs a prompt on stdin'

function leavesStdinUnread({ state }: Session, { mode }: EnvironmentOptions): boolean {
  const step = chooseStep('', state, mode)?.step ?? []
  return has(step, 'no_read_stdin') || has(step, 'exit_before_read')
}

/** These two act before a prompt can be read, so that a prompt cannot ask for them. */
function scriptNeedsUnreadStdin(prompt: string, { state }: Session): boolean {
  const step = chooseStep(prompt, state, undefined)?.step ?? []
  return has(step, 'no_read_stdin') || has(step, 'exit_before_read')
}
