import { randomUUID } from 'node:crypto'
import { WorkflowError, unknownProject } from '../errors.ts'
import type { HealthProblem, Project } from '../schema/index.ts'
import type { WriteBytes } from '../files/disk.ts'
import { replaceFile } from '../files/durable-file.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { newProject } from './new-project.ts'
import type { ProjectRegistry } from './port.ts'
import { withRealPaths } from './real-paths.ts'
import {
  readRegistryDocument,
  unreadableRegistry,
  withEntry,
  withoutEntry,
  type RegistryDocument,
} from './registry-document.ts'
import { resolveProjectPath } from './resolve-project-path.ts'

const MAX_ATTEMPTS = 20

export interface FileRegistryOptions {
  /** Of `registry.json`; its folder must be there. */
  path: string
  now: () => Date
  /** Asked before every write; rejects when another server owns the state directory by now. */
  assertOwned?: () => Promise<void>
  /** How bytes reach the disk; the default asks the operating system. */
  write?: WriteBytes
}

/** What a change makes of the registry that it was given; without `text` nothing is written. */
interface Change<T> {
  value: T
  text?: string
}

/**
 * The registry in its file, read anew for every call because other tools write it too. A change is made from what
 * stands there the moment before it is put in place, and is made again when that is no longer what it was made from.
 */
export function openFileRegistry(options: FileRegistryOptions): ProjectRegistry {
  const { now, path } = options
  const queue = createKeyedQueue()
  const read = createReader(path)

  const list = async () => withRealPaths(read().projects)

  const change = <T>(make: (document: RegistryDocument) => Promise<Change<T>>) =>
    queue.run(path, async () => {
      await options.assertOwned?.()
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        const document = read()
        const { text, value } = await make(document)
        if (text === undefined) return value
        const replaced = await replaceFile(path, text, {
          confirm: () => readRegularFile(path) === document.text,
          ...(options.write && { write: options.write }),
        })
        if (replaced) return value
      }
      throw new WorkflowError('STORAGE_UNWRITABLE', `Another program keeps changing ${path}. Try again.`)
    })

  return {
    list,
    get: async (id) => (await list()).find((project) => project.id === id),

    async register(input) {
      const realPath = await resolveProjectPath(input.path)
      return change<{ project: Project; created: boolean }>(async (document) => {
        const known = (await withRealPaths(document.projects)).find((project) => project.path === realPath)
        if (known) return { value: { project: known, created: false } }
        const project = newProject({ id: randomUUID(), now: now(), path: realPath, name: input.name })
        return { value: { project, created: true }, text: withEntry(document, project) }
      })
    },

    async remove(id) {
      return change(async (document) => {
        const project = (await withRealPaths(document.projects)).find((candidate) => candidate.id === id)
        if (!project) throw unknownProject(id)
        return { value: project, text: withoutEntry(document, id) }
      })
    },

    async problems() {
      return Promise.resolve(findProblems(path, read))
    },
  }
}

/** Nobody has registered anything before there is a file. One that was there and is gone has lost what it said. */
function createReader(path: string): () => RegistryDocument {
  let wasThere = false
  return () => {
    const document = readRegistryDocument(path)
    if (document.text === undefined && wasThere) throw unreadableRegistry(path, 'it is not there any more')
    wasThere ||= document.text !== undefined
    return document
  }
}

function findProblems(path: string, read: () => RegistryDocument): HealthProblem[] {
  try {
    return [...read().malformed].map(([id, reason]) => ({
      code: 'PROJECT_ENTRY_MALFORMED',
      message: `The entry ${JSON.stringify(id)} of ${path} is skipped: ${reason}.`,
      remedy: 'Mend it in the file, or ask the tool that wrote it to. It is kept as it is.',
    }))
  } catch (error) {
    if (!(error instanceof WorkflowError)) throw error
    const remedy = `Mend ${path} or put it back; to begin an empty registry, move it away and start SpecFlow again.`
    return [{ code: error.code, message: error.message, remedy }]
  }
}
