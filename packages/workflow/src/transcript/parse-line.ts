import type { TranscriptEntry } from '../schema/index.ts'
import { redactDeep } from '../redact-deep.ts'
import { boundedText } from './bounded-text.ts'
import { isObject, listAt, stringAt, valueAt } from './json-value.ts'
import { assistantEntries, type EntryContent, userEntries } from './message-entries.ts'
import type { TranscriptLine } from './read-lines.ts'

const MAX_NOTICE_LENGTH = 4_000
const MAX_OUTPUT_LENGTH = 16_000

/**
 * What one line of a transcript shows: nothing for the agent's own bookkeeping and for records that are not known here.
 * Pure, and total: whatever the bytes are, it gives entries.
 */
export function parseLine({ offset, bytes }: TranscriptLine): TranscriptEntry[] {
  if (bytes === 'too_large') return [{ offset, part: 0, kind: 'too_large' }]
  const text = bytes.toString('utf8')
  if (text.trim() === '') return []
  try {
    // Before anything is cut, so that a secret is seen whole.
    const record: unknown = redactDeep<unknown>(JSON.parse(text))
    if (!isObject(record)) return [{ offset, part: 0, kind: 'unreadable' }]
    const at = timeOf(record)
    return contentsOf(record).map((content, part) => ({
      offset,
      part,
      ...(at !== undefined && { at }),
      ...content,
    }))
  } catch {
    // No JSON, or nested deeper than it can be written again.
    return [{ offset, part: 0, kind: 'unreadable' }]
  }
}

function contentsOf(record: object): EntryContent[] {
  const message = valueAt(record, 'message')
  const content = valueAt(message, 'content')
  switch (stringAt(record, 'type')) {
    case 'user':
      return userEntries(record, content)
    case 'assistant':
      // What the agent command itself says in the model's place, about a request that failed for example.
      if (stringAt(message, 'model') === '<synthetic>') {
        return listAt(message, 'content').flatMap((block) => notice(stringAt(block, 'text')))
      }
      return assistantEntries(record, content)
    case 'attachment':
      return attachmentEntries(valueAt(record, 'attachment'))
    case 'system':
      return notice(stringAt(record, 'content') ?? describeSystem(record))
    default:
      return []
  }
}

function attachmentEntries(attachment: unknown): EntryContent[] {
  if (stringAt(attachment, 'type') !== 'structured_output') return []
  const output = JSON.stringify(valueAt(attachment, 'data') ?? null, undefined, 2)
  const { text, ...rest } = boundedText(output, MAX_OUTPUT_LENGTH)
  return [{ kind: 'structured_output', output: text, ...rest }]
}

function notice(text: string | undefined): EntryContent[] {
  return text === undefined || text === ''
    ? []
    : [{ kind: 'notice', ...boundedText(text, MAX_NOTICE_LENGTH) }]
}

function describeSystem(record: object): string | undefined {
  if (stringAt(record, 'subtype') !== 'api_error') return undefined
  const [attempt, most] = [valueAt(record, 'retryAttempt'), valueAt(record, 'maxRetries')]
  const count = typeof attempt === 'number' && typeof most === 'number'
  return `A request to the model failed${count ? `; it is tried again (${String(attempt)} of ${String(most)})` : ''}.`
}

function timeOf(record: object): string | undefined {
  const at = stringAt(record, 'timestamp')
  return at !== undefined && at.length <= 32 && !Number.isNaN(Date.parse(at)) ? at : undefined
}
