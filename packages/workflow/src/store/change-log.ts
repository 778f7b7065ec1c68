import { randomUUID } from 'node:crypto'
import { WorkflowError } from '../errors.ts'
import { isUuid } from '../schema/index.ts'

/** Ids that are remembered: who asks for more at once does better to read its lists again. */
const MAX_CHANGES = 200

/** Which executions changed last, each once. It lives as long as the process: a later one has an epoch of its own. */
export interface ChangeLog {
  note(id: string): void
  /** Where the log ends now. */
  cursor(): string
  /**
   * Ids that changed after the cursor, oldest change first; `undefined` when that cannot be told, because the cursor is of
   * another process or too much has changed since. Throws `INVALID_INPUT` for what no log gave.
   */
  since(cursor: string): string[] | undefined
}

export function createChangeLog(epoch: string = randomUUID()): ChangeLog {
  /** In the order of the changes: an id that changes again goes to the end. */
  const sequences = new Map<string, number>()
  let last = 0
  let forgotten = 0

  return {
    note(id) {
      last += 1
      sequences.delete(id)
      sequences.set(id, last)
      const [oldest] = sequences
      if (!oldest || sequences.size <= MAX_CHANGES) return
      sequences.delete(oldest[0])
      forgotten = oldest[1]
    },

    cursor: () => encodeCursor(epoch, last),

    since(cursor) {
      const seen = decodeCursor(cursor)
      if (seen.epoch !== epoch || seen.sequence < forgotten || seen.sequence > last) return undefined
      return [...sequences].filter(([, sequence]) => sequence > seen.sequence).map(([id]) => id)
    },
  }
}

function encodeCursor(epoch: string, sequence: number): string {
  return Buffer.from(`${epoch}/${String(sequence)}`).toString('base64url')
}

function decodeCursor(cursor: string): { epoch: string; sequence: number } {
  const [epoch = '', digits = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split('/')
  const isGenuine = rest.length === 0 && isUuid(epoch) && /^\d{1,15}$/.test(digits)
  if (isGenuine && encodeCursor(epoch, Number(digits)) === cursor) return { epoch, sequence: Number(digits) }
  throw new WorkflowError(
    'INVALID_INPUT',
    `The cursor ${JSON.stringify(cursor.slice(0, 80))} is not one that an answer about changes gave. Leave it out to begin now.`,
  )
}
