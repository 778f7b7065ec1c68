import { WorkflowError } from '../errors.ts'
import type { DiskOptions } from '../files/disk.ts'
import { replaceFile } from '../files/durable-file.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { z } from '../schema/zod.ts'
import { uuidSchema } from '../schema/index.ts'
import { NO_MARK, type Mark } from './events.ts'

export interface MarksOptions extends DiskOptions {
  path: string
  assertOwned: () => Promise<void>
}

/** How far each execution has been put into the outbox: one file, written as a whole. Errors of writing: `STORAGE_FULL`, `STORAGE_UNWRITABLE`. */
export interface Marks {
  /** There was no file: what has happened until now is told to nobody. */
  readonly isNew: boolean
  get(executionId: string): Mark
  has(executionId: string): boolean
  ids(): string[]
  /** On disk when it resolves, and not known before. */
  set(marks: readonly (readonly [executionId: string, mark: Mark])[]): Promise<void>
  /** Of an execution that is gone; written with the next mark. */
  forget(executionId: string): void
}

const marksSchema = z.object({
  schemaVersion: z.literal(1),
  executions: z.record(uuidSchema, z.object({ asked: z.number().int().nonnegative(), ended: z.boolean() })),
})

/** Throws `STORAGE_UNWRITABLE` for a file that cannot be understood: guessing would lose events or tell all of them again. */
export function openMarks({ assertOwned, path, ...disk }: MarksOptions): Marks {
  const text = readRegularFile(path)
  let known = new Map(text === undefined ? [] : decode(path, text))

  return {
    isNew: text === undefined,
    get: (executionId) => known.get(executionId) ?? NO_MARK,
    has: (executionId) => known.has(executionId),
    ids: () => [...known.keys()],

    async set(marks) {
      await assertOwned()
      const next = new Map([...known, ...marks])
      const document = { schemaVersion: 1, executions: Object.fromEntries(next) }
      await replaceFile(path, `${JSON.stringify(document)}\n`, disk)
      known = next
    },

    forget(executionId) {
      known.delete(executionId)
    },
  }
}

function decode(path: string, text: string): [string, Mark][] {
  try {
    return Object.entries(marksSchema.parse(JSON.parse(text)).executions)
  } catch (cause) {
    const message =
      `${path} says which events have been put into the outbox, and cannot be understood. ` +
      'Restore it, or remove it: then what has happened until now is told to nobody.'
    throw new WorkflowError('STORAGE_UNWRITABLE', message, { cause })
  }
}
