import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { WorkflowError } from '../errors.ts'
import type { DiskOptions } from '../files/disk.ts'
import { replaceFile } from '../files/durable-file.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import { z } from '../schema/zod.ts'
import { timestampSchema, uuidSchema } from '../schema/index.ts'

const CODE_BYTES = 32

export interface AnswerLinkFileOptions extends DiskOptions {
  /** `<home>/answer-links.json`; made with the first link. */
  path: string
  assertOwned: () => Promise<void>
  now(): Date
}

const linkSchema = z.object({
  /** SHA-256 of the code, in hexadecimal: whoever reads the file has no link. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  executionId: uuidSchema,
  questionSetId: uuidSchema,
  expiresAt: timestampSchema,
})

const documentSchema = z.object({ schemaVersion: z.literal(1), links: z.array(linkSchema) })

/** What a code may answer. */
export type AnswerLink = z.infer<typeof linkSchema>

/** The links that can still be used. Errors of writing: `STORAGE_FULL`, `STORAGE_UNWRITABLE`. */
export interface AnswerLinkFile {
  /** Answers a new code, of which only the hash is kept; it is on disk when it resolves. */
  create(link: { executionId: string; questionSetId: string; lifetimeMs: number }): Promise<string>
  /** `undefined` for a code that is wrong, used up or too old; which of them takes no time to tell. */
  find(code: string): AnswerLink | undefined
  /** Removes the links of an execution, but for those of the question set that waits now. */
  retain(executionId: string, questionSetId: string | undefined): Promise<void>
}

/** Throws `STORAGE_UNWRITABLE` for a file that cannot be understood. */
export function openAnswerLinkFile({
  assertOwned,
  now,
  path,
  ...disk
}: AnswerLinkFileOptions): AnswerLinkFile {
  const queue = createKeyedQueue()
  let links = readLinks(path)

  const write = (change: (current: readonly AnswerLink[]) => AnswerLink[]) =>
    queue.run(path, async () => {
      await assertOwned()
      const next = change(links.filter(isFresh))
      await replaceFile(path, `${JSON.stringify({ schemaVersion: 1, links: next }, null, 2)}\n`, disk)
      links = next
    })

  const isFresh = ({ expiresAt }: AnswerLink) => now().getTime() < Date.parse(expiresAt)

  return {
    async create({ lifetimeMs, ...bound }) {
      const code = randomBytes(CODE_BYTES).toString('base64url')
      const expiresAt = new Date(now().getTime() + lifetimeMs).toISOString()
      const link = { hash: hashOf(code).toString('hex'), ...bound, expiresAt }
      await write((current) => [...current, link])
      return code
    },

    find(code) {
      const hash = hashOf(code)
      // All of them are compared, so that the time tells nothing of where one stands.
      const found = links.filter((link) => timingSafeEqual(Buffer.from(link.hash, 'hex'), hash))
      return found.find(isFresh)
    },

    async retain(executionId, questionSetId) {
      const isOver = (link: AnswerLink) =>
        link.executionId === executionId && link.questionSetId !== questionSetId
      if (links.some(isOver)) await write((current) => current.filter((link) => !isOver(link)))
    },
  }
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}

function readLinks(path: string): AnswerLink[] {
  const text = readRegularFile(path)
  if (text === undefined) return []
  try {
    return documentSchema.parse(JSON.parse(text)).links
  } catch (cause) {
    const message = `${path} cannot be understood. Restore it, or remove it: then no answer link that was sent can be used any more.`
    throw new WorkflowError('STORAGE_UNWRITABLE', message, { cause })
  }
}
