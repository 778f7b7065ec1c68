import { subAgentIdSchema, type TranscriptEntry } from '../schema/index.ts'
import { boundedText, oneLine } from './bounded-text.ts'
import { listAt, stringAt, valueAt } from './json-value.ts'
import { summarizeCall } from './summarize-call.ts'

type WithoutPlace<Entry> = Entry extends unknown ? Omit<Entry, 'offset' | 'part' | 'at'> : never

/** What an entry says, without where and when. */
export type EntryContent = WithoutPlace<TranscriptEntry>

const MAX_TEXT_LENGTH = 64_000
const MAX_TOOL_LENGTH = 16_000
const MAX_ID_LENGTH = 128
const MAX_TODO_LENGTH = 500
const MAX_TODOS = 100

/** What a person, a tool, or the agent in a person's place said. */
export function userEntries(record: object, content: unknown): EntryContent[] {
  const kind = valueAt(record, 'isMeta') === true ? 'notice' : 'user'
  const agentId = subAgentIdSchema.safeParse(valueAt(valueAt(record, 'toolUseResult'), 'agentId')).data
  return blocksOf(content).flatMap((block): EntryContent[] => {
    switch (stringAt(block, 'type')) {
      case 'text':
        return textEntry(kind, readableCommand(stringAt(block, 'text')))
      case 'tool_result':
        return [
          {
            kind: 'tool_result',
            id: idAt(block, 'tool_use_id'),
            ...boundedText(resultText(valueAt(block, 'content')), MAX_TOOL_LENGTH),
            isError: valueAt(block, 'is_error') === true,
            ...(agentId !== undefined && { agentId }),
          },
        ]
      default:
        return [leftOut(block)]
    }
  })
}

/** The agent keeps a command that was called in tags of its own; a person typed `/name arguments`. */
function readableCommand(text: string | undefined): string | undefined {
  const [, name, given] = COMMAND.exec(text ?? '') ?? []
  return name === undefined ? text : `${name} ${given ?? ''}`.trim()
}

const COMMAND =
  /^(?:<command-message>[^<]*<\/command-message>\s*)?<command-name>([^<]*)<\/command-name>\s*(?:<command-args>([\s\S]*)<\/command-args>)?\s*$/

/** What the model said and did. */
export function assistantEntries(record: object, content: unknown): EntryContent[] {
  return blocksOf(content).flatMap((block): EntryContent[] => {
    switch (stringAt(block, 'type')) {
      case 'text':
        return textEntry('assistant', stringAt(block, 'text'))
      case 'thinking':
        return textEntry('thinking', stringAt(block, 'thinking'))
      case 'tool_use':
        return [callEntry(record, block)]
      default:
        return [leftOut(block)]
    }
  })
}

/** A text may stand for a list with one block of text. */
function blocksOf(content: unknown): readonly unknown[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return Array.isArray(content) ? content : []
}

function textEntry(
  kind: 'user' | 'assistant' | 'thinking' | 'notice',
  text: string | undefined,
): EntryContent[] {
  return text === undefined || text.trim() === '' ? [] : [{ kind, ...boundedText(text, MAX_TEXT_LENGTH) }]
}

function callEntry(record: object, block: unknown): EntryContent {
  const id = idAt(block, 'id')
  const name = oneLine(stringAt(block, 'name') ?? 'A tool without a name', MAX_ID_LENGTH)
  const input = valueAt(block, 'input')
  const todos = listAt(input, 'todos')
  if (name === 'TodoWrite' && todos.length > 0) return todoEntry(id, todos)
  const { text, ...rest } = boundedText(JSON.stringify(input ?? {}, undefined, 2), MAX_TOOL_LENGTH)
  const summary = summarizeCall(name, input, stringAt(record, 'cwd'))
  return { kind: 'tool_call', id, name, summary, input: text, ...rest }
}

function todoEntry(id: string, todos: readonly unknown[]): EntryContent {
  const items = todos.slice(0, MAX_TODOS).map((todo) => ({
    text: oneLine(stringAt(todo, 'content') ?? '', MAX_TODO_LENGTH),
    status: todoStatus(stringAt(todo, 'status')),
  }))
  const omitted = todos.length - items.length
  return { kind: 'todo', id, items, ...(omitted > 0 && { omitted }) }
}

function todoStatus(status: string | undefined): 'pending' | 'in_progress' | 'completed' | 'unknown' {
  return status === 'pending' || status === 'in_progress' || status === 'completed' ? status : 'unknown'
}

function resultText(content: unknown): string {
  return blocksOf(content)
    .map((block) => stringAt(block, 'text') ?? `[${kindOf(block)}]`)
    .join('\n')
}

function leftOut(block: unknown): EntryContent {
  return { kind: 'notice', text: `Not shown here: ${kindOf(block)}` }
}

function kindOf(block: unknown): string {
  return oneLine(stringAt(block, 'type') ?? 'something of an unknown kind', MAX_ID_LENGTH)
}

function idAt(block: unknown, key: string): string {
  return (stringAt(block, key) ?? '').slice(0, MAX_ID_LENGTH)
}
