import { TooMuch } from './capture-index.ts'
import { GitFailure } from './run-git.ts'

/** Why there is no snapshot or no answer, for a person. */
export function describeFailure(error: unknown): string {
  if (error instanceof TooMuch) return error.message
  if (error instanceof GitFailure) return `git could not read the working tree: ${firstLine(error.message)}`
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return 'git took too long and was stopped.'
  return `The working tree could not be read: ${firstLine(error instanceof Error ? error.message : String(error))}`
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.slice(0, 300) ?? ''
}
