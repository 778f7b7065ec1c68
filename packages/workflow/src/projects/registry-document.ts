import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { WorkflowError } from '../errors.ts'
import { projectIdSchema, type Project } from '../schema/index.ts'
import { readRegularFile } from '../files/regular-file.ts'

/** Other tools may put more fields anywhere; all of them are kept. */
const documentSchema = z.looseObject({ projects: z.record(z.string(), z.unknown()).optional() })

const entrySchema = z.object({
  path: z.string().refine((path) => isAbsolute(path), 'must be an absolute path'),
  name: z.string(),
  registered_at: z.string(),
})

/** The registry as it stands in its file. */
export interface RegistryDocument {
  /** What the file said; `undefined` when there is none. */
  text: string | undefined
  content: Record<string, unknown>
  /** As they are written; a path need not be a real one. */
  projects: Project[]
  /** Keys of the entries that are skipped, with the reason. They survive every rewrite. */
  malformed: Map<string, string>
}

/** A missing file is an empty registry. Throws `REGISTRY_UNREADABLE` for one that cannot be understood. */
export function readRegistryDocument(path: string): RegistryDocument {
  try {
    return parseDocument(readRegularFile(path))
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)
    throw unreadableRegistry(path, reason, cause)
  }
}

export function unreadableRegistry(path: string, reason: string, cause?: unknown): WorkflowError {
  const message = `The project registry ${path} cannot be read: ${reason}. Mend it or put it back, or move it away and start SpecFlow again to begin an empty one; it is not overwritten.`
  return new WorkflowError('REGISTRY_UNREADABLE', message, { cause, details: { path } })
}

/** The text of the registry with one entry more. */
export function withEntry({ content }: RegistryDocument, { id, name, path, registeredAt }: Project): string {
  const entry = { path, name, registered_at: registeredAt }
  return serialize(content, [...entriesOf(content), [id, entry]])
}

/** The text of the registry with one entry less. */
export function withoutEntry({ content }: RegistryDocument, id: string): string {
  return serialize(
    content,
    entriesOf(content).filter(([key]) => key !== id),
  )
}

function parseDocument(text: string | undefined): RegistryDocument {
  const document: RegistryDocument = { text, content: {}, projects: [], malformed: new Map() }
  if (text === undefined) return document
  // Checked by the schema and then kept as it was parsed, so that a rewrite changes nothing else.
  const content: unknown = JSON.parse(text)
  documentSchema.parse(content)
  document.content = content as Record<string, unknown>
  for (const [id, value] of entriesOf(document.content)) {
    const entry = entrySchema.safeParse(value)
    const key = projectIdSchema.safeParse(id)
    const issue = key.error?.issues[0] ?? entry.error?.issues[0]
    if (entry.success && !issue) {
      const { name, path, registered_at: registeredAt } = entry.data
      document.projects.push({ id, name, path, registeredAt })
    } else {
      document.malformed.set(id, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is malformed'}`.trim())
    }
  }
  return document
}

function entriesOf({ projects }: Record<string, unknown>): [string, unknown][] {
  return typeof projects === 'object' && projects !== null ? Object.entries(projects) : []
}

function serialize(content: Record<string, unknown>, entries: [string, unknown][]): string {
  return `${JSON.stringify({ ...content, projects: Object.fromEntries(entries) }, undefined, 2)}\n`
}
