import { redactSecrets } from '../redact.ts'

/** Names at most this many things; the rest is a number. */
const MAX_NAMES = 5
const MAX_COMMAND = 80

/** `1 record`, `2 records`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${String(number)} ${number === 1 ? noun : plural}`
}

/** `is` for one, `are` for more. */
export function are(number: number): string {
  return number === 1 ? 'is' : 'are'
}

export function list(names: Iterable<string>): string {
  const all = [...names]
  const shown = all.slice(0, MAX_NAMES).join(', ')
  return all.length > MAX_NAMES ? `${shown} and ${String(all.length - MAX_NAMES)} more` : shown
}

/** A command line for people: short, and without what was passed as a secret. */
export function shortCommand(command: string): string {
  const line = redactSecrets(command.slice(0, 20 * MAX_COMMAND)).replace(/\s+/g, ' ')
  return line.length > MAX_COMMAND ? `${line.slice(0, MAX_COMMAND - 1)}…` : line
}

export function reasonOf(error: unknown): string {
  return redactSecrets(error instanceof Error ? error.message : String(error))
}
