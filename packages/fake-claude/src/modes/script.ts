import { FAKE_CLAUDE_MODES, type FakeClaudeMode, type ModeDescription } from './catalog.ts'
import { checkModeArgument, isJson } from './mode-argument.ts'
import type { Mode, Step } from './step.ts'

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

function readMode(text: string): { mode: Mode; length: number } {
  const name = readName(text)
  const form = descriptionOf(name).argument
  const given = text.slice(name.length)
  const argument = given.startsWith(':') ? readArgument(given.slice(1), form) : undefined
  const length = name.length + (argument === undefined ? 0 : argument.length + 1)
  if (!/^(?:[,+]|$)/.test(text.slice(length))) {
    throw new Error(`after mode "${name}" comes "," or "+" or the end, not "${text.slice(length)}"`)
  }
  checkModeArgument(name, form, argument)
  return { mode: { name, ...(argument !== undefined && { argument: argument.trim() }) }, length }
}

function readName(text: string): FakeClaudeMode {
  const name = /^\w*/.exec(text)?.[0] ?? ''
  if (isMode(name)) return name
  const known = Object.keys(FAKE_CLAUDE_MODES).join(', ')
  throw new Error(`unknown mode "${name === '' ? text : name}"; known: ${known}`)
}

function readArgument(text: string, form: ModeDescription['argument']): string {
  if (form === 'json') return shortestJson(text)
  return /^[^,+]*/.exec(text)?.[0] ?? ''
}

/** The text up to the separator at which it first is JSON, or all of it: no beginning of an object is an object. */
function shortestJson(text: string): string {
  for (const { index } of text.matchAll(/[,+]/g)) {
    const candidate = text.slice(0, index)
    if (isJson(candidate)) return candidate
  }
  return text
}

function checkRoles(step: Step): void {
  for (const role of ['session', 'answer', 'stdout', 'end'] as const) {
    const same = step.filter((mode) => descriptionOf(mode.name).role === role)
    if (same.length > 1) {
      throw new Error(`one step cannot be ${same.map(({ name }) => `"${name}"`).join(' and ')}`)
    }
  }
}

function descriptionOf(name: FakeClaudeMode): ModeDescription {
  return FAKE_CLAUDE_MODES[name]
}

function isMode(name: string): name is FakeClaudeMode {
  return Object.hasOwn(FAKE_CLAUDE_MODES, name)
}
