import { FAKE_CLAUDE_MODES, type FakeClaudeMode, type ModeDescription, type ModeRole } from './catalog.ts'
import { checkModeArgument } from './mode-argument.ts'

/** One mode of a step. `argument` is absent for a mode that takes none. */
export interface Mode {
  name: FakeClaudeMode
  argument?: string
}

/** What one run does: modes joined by `+`. */
export type Step = readonly Mode[]

/**
 * Reads `step,step,…`, one step for each run of a session. A comma inside the JSON of `output:` separates nothing.
 * Throws an `Error` that names what is wrong and what is known.
 */
export function parseScript(text: string): Step[] {
  const steps: Mode[][] = [[]]
  let rest = text.trim()
  for (;;) {
    const { mode, length } = readMode(rest)
    steps.at(-1)?.push(mode)
    const separator = rest[length]
    if (separator === undefined) break
    if (separator === ',') steps.push([])
    rest = rest.slice(length + 1).trimStart()
  }
  steps.forEach(checkRoles)
  return steps
}

/** The first mode of a role in a step. */
export function modeOf(step: Step, role: ModeRole): Mode | undefined {
  return step.find((mode) => FAKE_CLAUDE_MODES[mode.name].role === role)
}

export function has(step: Step, name: FakeClaudeMode): boolean {
  return step.some((mode) => mode.name === name)
}

/** The argument as a number; `parseScript` has checked that it is one. */
export function numberOf(mode: Mode): number {
  return Number(mode.argument)
}

export function formatStep(step: Step): string {
  return step.map(({ name, argument }) => (argument === undefined ? name : `${name}:${argument}`)).join('+')
}

function readMode(text: string): { mode: Mode; length: number } {
  const name = /^[a-z_0-9]*/.exec(text)?.[0] ?? ''
  if (!isMode(name)) {
    throw new Error(
      `unknown mode "${name === '' ? text : name}"; known: ${Object.keys(FAKE_CLAUDE_MODES).join(', ')}`,
    )
  }
  const description: ModeDescription = FAKE_CLAUDE_MODES[name]
  const after = text.slice(name.length)
  const given = after.startsWith(':') ? after.slice(1) : undefined
  if (description.argument === undefined) {
    if (given !== undefined) throw new Error(`mode "${name}" takes no argument: "${text}"`)
    checkSeparator(after, name)
    return { mode: { name }, length: name.length }
  }
  const argument =
    description.argument === 'json' ? shortestJson(given ?? '') : (/^[^,+]*/.exec(given ?? '')?.[0] ?? '')
  checkModeArgument(name, description.argument, argument)
  checkSeparator(after.slice(1 + argument.length), name)
  return { mode: { name, argument: argument.trim() }, length: name.length + 1 + argument.length }
}

function checkSeparator(rest: string, name: string): void {
  if (rest !== '' && !/^[,+]/.test(rest))
    throw new Error(`after mode "${name}" comes "," or "+" or the end, not "${rest}"`)
}

function checkRoles(step: Step): void {
  for (const role of ['session', 'answer', 'stdout', 'end'] as const) {
    const same = step.filter((mode) => FAKE_CLAUDE_MODES[mode.name].role === role)
    if (same.length > 1)
      throw new Error(`one step cannot be ${same.map(({ name }) => `"${name}"`).join(' and ')}`)
  }
}

/** The text up to the separator at which it first is JSON, or all of it: no beginning of an object is an object. */
function shortestJson(text: string): string {
  for (const { index } of text.matchAll(/[,+]/g)) {
    const candidate = text.slice(0, index)
    if (isJson(candidate)) return candidate
  }
  return text
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function isMode(name: string): name is FakeClaudeMode {
  return Object.hasOwn(FAKE_CLAUDE_MODES, name)
}
