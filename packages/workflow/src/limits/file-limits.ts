import { WorkflowError } from '../errors.ts'
import type { DiskOptions } from '../files/disk.ts'
import { replaceFile } from '../files/durable-file.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import type { AllLimits, HealthProblem } from '../schema/index.ts'
import {
  noLimits,
  parseLimits,
  remedyFor,
  serializeLimits,
  unreadableLimits,
  withScope,
} from './limits-document.ts'
import type { LimitsStore } from './port.ts'

export interface FileLimitsOptions extends DiskOptions {
  /** Of `limits.json`; its folder must be there. */
  path: string
  /** Asked before every write; rejects when another server owns the state directory by now. */
  assertOwned?: () => Promise<void>
}

/** The limits in their file, read anew for every call: it is small, and a person may mend it. */
export function openFileLimits({ assertOwned, path, ...disk }: FileLimitsOptions): LimitsStore {
  const queue = createKeyedQueue()
  const read = createReader(path)
  return {
    read: async () => Promise.resolve(read()),
    set: (scope, limits) =>
      queue.run(path, async () => {
        await assertOwned?.()
        const next = withScope(read(), scope, limits)
        await replaceFile(path, serializeLimits(next), disk)
        return next
      }),
    problems: async () => Promise.resolve(findProblems(path, read)),
  }
}

/** Nobody has set anything before there is a file. One that was there and is gone has lost what it said. */
function createReader(path: string): () => AllLimits {
  let wasThere = false
  return () => {
    const text = readText(path)
    if (text === undefined && wasThere) throw unreadableLimits(path, 'it is not there any more')
    wasThere ||= text !== undefined
    return text === undefined ? noLimits() : parseLimits(path, text)
  }
}

function readText(path: string): string | undefined {
  try {
    return readRegularFile(path)
  } catch (cause) {
    throw unreadableLimits(path, String(cause), cause)
  }
}

function findProblems(path: string, read: () => AllLimits): HealthProblem[] {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof WorkflowError)) throw error
    return [{ code: error.code, message: error.message, remedy: remedyFor(path) }]
  }
}
