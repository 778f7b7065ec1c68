import type { SessionState } from '../session/state.ts'
import { parseScript } from './script.ts'
import type { Step } from './step.ts'

export interface ChosenStep {
  step: Step
  /** How many runs this step has had before: only the last step of a script can have any. */
  repetition: number
  /** The text of the script when the prompt brought it: the session's later runs go on with it. */
  fromPrompt?: string
}

/**
 * Which step this run takes: the script of the prompt wins over the one that an earlier prompt of the session
 * brought, and that one over the environment's. Undefined when nobody names a mode: then the demo skills answer.
 */
export function chooseStep(
  prompt: string,
  state: SessionState,
  environmentMode: string | undefined,
): ChosenStep | undefined {
  const fromPrompt = scriptInPrompt(prompt)
  if (fromPrompt !== undefined) return { ...stepAt(parseScript(fromPrompt), 0), fromPrompt }
  if (state.script !== undefined)
    return stepAt(parseScript(state.script.text), state.runs - state.script.since)
  return environmentMode === undefined ? undefined : stepAt(parseScript(environmentMode), state.runs)
}

/** A line of its own, quoted or not, or the whole input of a slash command. */
function scriptInPrompt(prompt: string): string | undefined {
  return /^(?:> |\/\S+[ \t]+)?fake-claude:[ \t]*(\S.*)$/m.exec(prompt)?.[1]
}

/** Past its end a script repeats its last step. */
function stepAt(script: readonly Step[], index: number): ChosenStep {
  const last = script.length - 1
  return { step: script[Math.min(index, last)] ?? [], repetition: Math.max(0, index - last) }
}
