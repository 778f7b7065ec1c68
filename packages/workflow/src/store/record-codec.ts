import { join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import {
  EXECUTION_SCHEMA_VERSION,
  uuidSchema,
  workflowExecutionSchema,
  type WorkflowExecution,
} from '../schema/index.ts'

/** What a file that is named like a record turned out to be. */
export type DecodedRecord =
  | { kind: 'record'; execution: WorkflowExecution }
  /** Written by a newer version of this program. */
  | { kind: 'newer'; schemaVersion: number }
  /** Well-formed, and not about the execution that its name says. */
  | { kind: 'foreign' }
  | { kind: 'corrupt'; reason: string }

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

export function decodeRecord(id: string, text: string): DecodedRecord {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return { kind: 'corrupt', reason: text === '' ? 'it is empty' : String(error) }
  }
  const { id: storedId, schemaVersion } = fieldsOf(content)
  if (storedId !== id) return { kind: 'foreign' }
  if (typeof schemaVersion === 'number' && schemaVersion > EXECUTION_SCHEMA_VERSION) {
    return { kind: 'newer', schemaVersion }
  }
  const parsed = workflowExecutionSchema.safeParse(content)
  if (parsed.success) return { kind: 'record', execution: parsed.data }
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  return {
    kind: 'corrupt',
    reason: `${where} ${issue?.message ?? 'it does not have the shape of a record'}`.trim(),
  }
}

function fieldsOf(content: unknown): { id?: unknown; schemaVersion?: unknown } {
  return typeof content === 'object' && content !== null ? content : {}
}
