import { WorkflowError } from '../errors.ts'
import { isUuid, timestampSchema } from '../schema/index.ts'

/** A place in the list: newest start first, executions of the same instant by id. */
export interface ListPosition {
  startedAt: string
  id: string
}

/** Negative when `a` stands before `b`. */
export function comparePositions(a: ListPosition, b: ListPosition): number {
  if (a.startedAt !== b.startedAt) return a.startedAt > b.startedAt ? -1 : 1
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

/** Names the last execution of a page, so that new ones at the top move nothing on the pages that follow. */
export function encodeCursor({ startedAt, id }: ListPosition): string {
  return Buffer.from(`${startedAt}/${id}`).toString('base64url')
}

/** Throws `INVALID_INPUT` for what `encodeCursor` did not make. */
export function decodeCursor(cursor: string): ListPosition {
  const [startedAt = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split('/')
  const position = { startedAt, id }
  const isGenuine = rest.length === 0 && timestampSchema.safeParse(startedAt).success && isUuid(id)
  if (isGenuine && encodeCursor(position) === cursor) return position
  throw new WorkflowError(
    'INVALID_INPUT',
    `The cursor ${JSON.stringify(cursor.slice(0, 80))} is not one that a list gave. Leave it out to begin at the newest.`,
  )
}
