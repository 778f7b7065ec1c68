import { join } from 'node:path'
import { z } from 'zod'
import { WorkflowError } from '../errors.ts'
import {
  EXECUTION_SCHEMA_VERSION,
  uuidSchema,
  workflowExecutionSchema,
  type WorkflowExecution,
} from '../schema/index.ts'
import { readFlatRecord } from './migrations/flat-record.ts'
import { migrateRecord } from './migrations/migrate-record.ts'

/** What a file that is named like a record turned out to be. */
export type DecodedRecord =
  | { kind: 'record'; execution: WorkflowExecution; writtenAs: WrittenAs }
  /** Written by a newer version of this program. */
  | { kind: 'newer'; schemaVersion: number }
  /** Well-formed, and not about the execution that its name says. */
  | { kind: 'foreign' }
  | { kind: 'corrupt'; reason: string }

/** The version of the schema that the text has, or `flat`: a file of the earlier system, which is never rewritten. */
export type WrittenAs = number | 'flat'

/** Throws `INVALID_INPUT`: no path is ever built from anything but a UUID. */
export function requireUuid(id: string): void {
  if (uuidSchema.safeParse(id).success) return
  const shown = JSON.stringify(id.slice(0, 80))
  throw new WorkflowError(
    'INVALID_INPUT',
    `${shown} is no execution id. An id is a UUID, as the start answers it.`,
  )
}

export function recordPath(directory: string, id: string): string {
  requireUuid(id)
  return join(directory, `${id}.json`)
}

/**
 * The text to store and the record as it will be read back. What could not be read again is refused here
 * (`INTERNAL`), because after the write it would be lost.
 */
export function encodeRecord(execution: WorkflowExecution): { text: string; execution: WorkflowExecution } {
  const text = `${JSON.stringify(execution, undefined, 2)}\n`
  const decoded = decodeRecord(execution.id, text)
  if (decoded.kind === 'record') return { text, execution: decoded.execution }
  const reason = decoded.kind === 'corrupt' ? decoded.reason : `it would be ${decoded.kind}`
  throw new WorkflowError('INTERNAL', `The execution ${execution.id} cannot be stored: ${reason}.`)
}

/** An older record is migrated here, in memory: nothing that only reads changes a file. */
export function decodeRecord(id: string, text: string): DecodedRecord {
  const content = parseObject(text)
  if (typeof content === 'string') return { kind: 'corrupt', reason: content }
  if (content?.id !== id) return { kind: 'foreign' }
  const { schemaVersion } = content
  if (typeof schemaVersion === 'number' && schemaVersion > EXECUTION_SCHEMA_VERSION) {
    return { kind: 'newer', schemaVersion }
  }
  try {
    if (schemaVersion === undefined) {
      return { kind: 'record', execution: readFlatRecord(content), writtenAs: 'flat' }
    }
    if (typeof schemaVersion !== 'number') throw new Error('schemaVersion is not a number')
    const execution = workflowExecutionSchema.parse(migrateRecord(content, schemaVersion))
    return { kind: 'record', execution, writtenAs: schemaVersion }
  } catch (error) {
    return { kind: 'corrupt', reason: reasonOf(error) }
  }
}

/** The object that the text is, `undefined` where it is another value, and a reason in words where it is none at all. */
function parseObject(text: string): Record<string, unknown> | string | undefined {
  try {
    const content: unknown = JSON.parse(text)
    const isObject = typeof content === 'object' && content !== null
    return isObject ? (content as Record<string, unknown>) : undefined
  } catch (error) {
    return text === '' ? 'it is empty' : String(error)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error)
  const [issue] = error.issues
  const where = issue?.path.join('.') ?? ''
  return `${where} ${issue?.message ?? 'it does not have the shape of a record'}`.trim()
}
