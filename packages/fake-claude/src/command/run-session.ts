import { setTimeout as delay } from 'node:timers/promises'
import { readCommand, LOCAL_COMMANDS } from '../demo/commands.ts'
import { demoAnswer } from '../demo/demo-answer.ts'
import { SHARED_SESSION_ID } from '../modes/catalog.ts'
import { chooseStep, type ChosenStep } from '../modes/choose-step.ts'
import { modeAnswer } from '../modes/mode-answer.ts'
import { formatStep, has, type Step } from '../modes/step.ts'
import { createLeaves, type Leaves } from '../process/leaves.ts'
import { handleSignals } from '../process/signals.ts'
import type { Answer } from '../result/answer.ts'
import { announceLiveSession } from '../session/live-file.ts'
import { createNarration } from '../session/narration.ts'
import { beginRun, forkSession, newSession, resumeSession, type Session } from '../session/session.ts'
import type { Environment, EnvironmentOptions } from './environment.ts'
import { finishRun } from './finish-run.ts'
import type { Log } from './log.ts'
import { prepare, slowStart } from './prepare.ts'
import { readPrompt } from './read-prompt.ts'

export interface SessionRun {
  arguments: { resume?: string; schema?: string }
  environment: Environment
  options: EnvironmentOptions
  log: Log
  /** Ends the process with a message on stderr. */
  refuse: (message: string) => never
}

/** From the prompt on stdin to the result on stdout. Ends the process. */
export async function runSession(run: SessionRun): Promise<void> {
  const { options, log, refuse } = run
  const startedAt = performance.now()
  const signals = handleSignals(log)
  const found = findSession(run)
  if (found === undefined) {
    return refuse(`No conversation found with session ID: ${run.arguments.resume ?? ''}`)
  }
  const prompt = await readPrompt({ session: found, options, log, refuse })
  const chosen = chooseStep(prompt, found.state, options.mode)
  const step = chosen?.step ?? []
  const session = placed(found, step, run)
  takeUp(session, prompt, chosen)
  const leaves = createLeaves({ ...run.environment, ...toolVariables(session) }, log)
  signals.onStop(has(step, 'ignore_term') ? 'ignore' : leaves.stopOwn)
  await slowStart(step)
  announceLiveSession(options.configDirectory, session)
  beginRun(session, prompt)
  log({ event: 'session', sessionId: session.id, resumed: session.resumed, ...modeOfLog(chosen) })
  await prepare(step, { leaves, session })
  const answer = await answerOf({ run, session, prompt, chosen, leaves })
  await finishRun({
    answer,
    step,
    session,
    signals,
    log,
    refuse,
    schemaGiven: run.arguments.schema !== undefined,
    startedAt,
  })
}

function findSession({ arguments: { resume }, options }: SessionRun): Session | undefined {
  const place = placeOf(options)
  return resume === undefined ? newSession(place) : resumeSession(place, resume)
}

function placed(session: Session, step: Step, { options }: SessionRun): Session {
  const place = placeOf(options)
  if (session.resumed) return has(step, 'fork_session') ? forkSession(session, place) : session
  return has(step, 'dup_session') ? newSession(place, SHARED_SESSION_ID) : session
}

function placeOf({ configDirectory }: EnvironmentOptions) {
  return { configDirectory, cwd: process.cwd() }
}

/** Writes into the session's state what its later runs must know of this one. */
function takeUp({ state }: Session, prompt: string, chosen: ChosenStep | undefined): void {
  const command = readCommand(prompt)
  if (command !== undefined && !LOCAL_COMMANDS.has(command.name)) state.command = command
  if (chosen?.fromPrompt !== undefined) state.script = { text: chosen.fromPrompt, since: state.runs }
  state.runs += 1
}

/** What the real command adds to the environment of its tools. */
function toolVariables(session: Session): Environment {
  return { CLAUDE_CODE_SESSION_ID: session.id, CLAUDE_PID: String(process.pid) }
}

function modeOfLog(chosen: ChosenStep | undefined): { mode: string } | undefined {
  return chosen && { mode: formatStep(chosen.step) }
}

interface Work {
  run: SessionRun
  session: Session
  prompt: string
  chosen: ChosenStep | undefined
  leaves: Leaves
}

async function answerOf({ run, session, prompt, chosen, leaves }: Work): Promise<Answer> {
  const reply = session.resumed ? prompt : undefined
  if (chosen !== undefined) return modeAnswer(chosen, reply)
  const command = readCommand(prompt)?.name
  if (command !== undefined && LOCAL_COMMANDS.has(command))
    return { kind: 'local_command', command, text: '' }
  const { workMs } = run.options
  return demoAnswer({
    cwd: session.cwd,
    input: session.state.command?.input ?? '',
    ...(reply !== undefined && { reply }),
    state: session.state,
    leaves,
    narration: createNarration(session),
    workMs: (ms) => workMs ?? ms,
    wait: (ms) => delay(ms),
  })
}
