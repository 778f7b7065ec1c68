import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { DiskOptions } from '../files/disk.ts'
import { replaceFile } from '../files/durable-file.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { errnoCode, storageError } from '../files/storage-error.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import type { HealthProblem } from '../schema/index.ts'
import { QUARANTINE_DIRECTORY, quarantine } from '../store/quarantine.ts'
import { readAcknowledgements, writeAcknowledgements } from './acknowledgements-document.ts'
import type { Acknowledgement, Acknowledgements } from './port.ts'

export interface FileAcknowledgementsOptions {
  /** Of `acknowledgements.json`; its folder must be there, and is this server's alone. */
  path: string
  /** Names the time in quarantine. */
  now: () => Date
  /** Asked before every write; rejects when another server owns the state directory by now. */
  assertOwned?: () => Promise<void>
  /** How bytes reach the disk; the default asks the operating system. */
  disk?: DiskOptions
}

type Content =
  | { kind: 'read'; kept: Map<string, Acknowledgement> }
  /** It is there and does not say what it should. */
  | { kind: 'damaged' }
  | { kind: 'unreadable'; error: unknown }

/**
 * The acknowledgements in their file, read anew for every call, so that whoever takes the file away takes all of them back.
 * One that cannot be understood says that nothing was acknowledged, and is moved aside by the next that is written.
 */
export function openFileAcknowledgements(options: FileAcknowledgementsOptions): Acknowledgements {
  const { now, path } = options
  const queue = createKeyedQueue()

  return {
    find: (projectPath) => {
      const content = readContent(path)
      return Promise.resolve(content.kind === 'read' ? content.kept.get(projectPath) : undefined)
    },

    keep: (projectPath, { acknowledgedAt, hash }) =>
      queue.run(path, async () => {
        await options.assertOwned?.()
        const content = readContent(path)
        // Not to be replaced: it may hold what was acknowledged, and be readable again in a moment.
        if (content.kind === 'unreadable') throw storageError(content.error, path)
        if (content.kind === 'damaged') moveAside(path, now())
        const kept = content.kind === 'read' ? content.kept : new Map<string, Acknowledgement>()
        kept.set(projectPath, { acknowledgedAt, hash })
        await replaceFile(path, writeAcknowledgements(kept), options.disk)
      }),

    problems: () => Promise.resolve([...presentProblems(path), ...quarantineProblems(path)]),
  }
}

function readContent(path: string): Content {
  let text: string | undefined
  try {
    text = readRegularFile(path)
  } catch (error) {
    return { kind: 'unreadable', error }
  }
  try {
    return { kind: 'read', kept: readAcknowledgements(text) }
  } catch {
    return { kind: 'damaged' }
  }
}

function moveAside(path: string, now: Date): void {
  try {
    quarantine(dirname(path), basename(path), now)
  } catch (error) {
    throw storageError(error, path)
  }
}

function presentProblems(path: string): HealthProblem[] {
  const { kind } = readContent(path)
  if (kind === 'read') return []
  const reason = kind === 'damaged' ? 'could not be understood' : 'cannot be read just now'
  return [
    {
      code: 'ACKNOWLEDGEMENTS_UNREADABLE',
      message: `${path} ${reason}: what folders bring counts as not acknowledged, and is asked for again.`,
      remedy: 'Put it back as it was, or remove it and acknowledge again.',
    },
  ]
}

function quarantineProblems(path: string): HealthProblem[] {
  const place = join(dirname(path), QUARANTINE_DIRECTORY)
  const moved = namesIn(place).filter((name) => name.startsWith(`${basename(path)}.`))
  if (moved.length === 0) return []
  return [
    {
      code: 'ACKNOWLEDGEMENTS_QUARANTINED',
      message: `Acknowledgements could not be understood and were moved aside: ${moved.join(', ')}, in ${place}. They count no more.`,
      remedy: 'Acknowledge again where you are asked to, and delete what was moved aside.',
    },
  ]
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).toSorted()
  } catch (error) {
    if (errnoCode(error) === undefined) throw error
    return []
  }
}
