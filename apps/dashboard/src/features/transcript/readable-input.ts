import type { ToolCall } from './transcript-rows.ts'

/** A command as it was run; what other tools were given, as JSON. */
export function readableInput({ name, input }: ToolCall): string {
  if (name !== 'Bash') return input
  try {
    const parsed: unknown = JSON.parse(input)
    const hasCommand = typeof parsed === 'object' && parsed !== null && 'command' in parsed
    return hasCommand && typeof parsed.command === 'string' ? parsed.command : input
  } catch {
    // Of a long one only the beginning is there.
    return input
  }
}
