import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Skill } from '../schema/index.ts'
import { markFile } from '../files/file-mark.ts'
import { errnoCode } from '../files/storage-error.ts'
import { fieldAsWritten, parseFrontMatter, type FrontMatter } from './front-matter.ts'
import type { SkillDefinition } from './port.ts'

const MAX_FILE_BYTES = 256 * 1024
const MAX_DESCRIPTION_LENGTH = 1_024
const MAX_EXCERPT_LENGTH = 200
const MAX_HINT_LENGTH = 200

/** Where a skill was found. */
export interface SkillFile {
  name: string
  source: Skill['source']
  path: string
}

/** Never rejects for what is in the file: a skill that cannot be described is still one that the agent would run. */
export async function readSkill({ name, path, source }: SkillFile): Promise<SkillDefinition | undefined> {
  const text = await readText(path)
  switch (text.kind) {
    case 'text':
      return { name, source, ...describe(parseFrontMatter(text.text)) }
    case 'unread':
      return {
        name,
        source,
        description: text.reason,
        invocation: 'slash',
        unread: { reason: text.reason, mark: await markFile(path) },
      }
    case 'none':
      return undefined
  }
}

type SkillText = { kind: 'text'; text: string } | { kind: 'unread'; reason: string } | { kind: 'none' }

/** Links are followed, as the agent follows them; a pipe is not waited for. */
async function readText(path: string): Promise<SkillText> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stats = await file.stat()
      if (!stats.isFile()) return { kind: 'none' }
      if (stats.size <= MAX_FILE_BYTES) return { kind: 'text', text: await file.readFile('utf8') }
      return { kind: 'unread', reason: 'Its file is larger than 256 KB and was not read.' }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return { kind: 'none' }
    return { kind: 'unread', reason: `Its file cannot be read (${code}).` }
  }
}

function describe(frontMatter: FrontMatter): Omit<SkillDefinition, 'name' | 'source'> {
  const { body, fields } = frontMatter
  const hint = fields.get('argument-hint')
  const hooks = fieldAsWritten(frontMatter, 'hooks')
  // With these the agent runs a skill in a way that brings no structured output back.
  const isInline = fields.get('context') === 'fork' || fields.get('user-invocable') === 'false'
  return {
    description: descriptionOf(frontMatter),
    ...(hint !== undefined && hint !== '' && { argumentHint: shorten(hint, MAX_HINT_LENGTH) }),
    ...(hooks !== undefined && { hooks }),
    ...(isInline ? { invocation: 'inline', body: body.trim() } : { invocation: 'slash' }),
  }
}

function descriptionOf({ body, fields, isReadable }: FrontMatter): string {
  const written = fields.get('description')?.trim()
  if (written) return shorten(written, MAX_DESCRIPTION_LENGTH)
  if (!isReadable) return 'The front-matter of its file cannot be read.'
  const firstLine = body.split('\n').find((line) => line.trim() !== '') ?? ''
  return shorten(firstLine.replace(/^\s*#+\s+/, ''), MAX_EXCERPT_LENGTH)
}

/** One line of at most `length` characters. */
function shorten(text: string, length: number): string {
  const characters = Array.from(text.replace(/\s+/g, ' ').trim())
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`
}
