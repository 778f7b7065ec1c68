import { describe, expect, test } from 'vitest'
import { transcriptEntrySchema } from '../../src/schema/index.ts'
import { parseLine } from '../../src/transcript/parse-line.ts'
import { entriesOf, entriesOfFixture } from './transcript-lines.ts'

/** Kind, and what tells the entry from others, of every entry of a file. */
const TABLE: Record<string, string[]> = {
  '02g-schema-plus-bash': [
    'user: Do it.',
    'tool_call: Bash: echo hi > made.txt',
    'tool_call: StructuredOutput: completed',
    'tool_result: (Bash completed with no output)',
    'structured_output: {\n  "status": "completed",\n  "summary": "with bash"\n}',
    'tool_result: Structured output provided successfully',
  ],
  '06a-sigterm-bash-resume': [
    'user: Run it.',
    'tool_call: Bash: bash ./work.sh',
    "tool_result (error): [Tool call interrupted: the session ended before this call's r",
    'notice: No response requested.',
    'user: continue please',
    'tool_call: StructuredOutput: completed',
    'structured_output: {\n  "status": "completed",\n  "summary": "after"\n}',
    'tool_result: Structured output provided successfully',
  ],
  '17b-bg-disabled-agent': ['user: SUBTASK-PROMPT do it', 'assistant: sub result'],
  'made-up': [
    'notice: The skill was expanded.',
    'thinking: Let me look.',
    'assistant: I read **two** files.',
    'tool_call: Read src/a.ts',
    'tool_result: 1\tconst a = 1\n[image]',
    'todo: completed Read, in_progress Fix, pending Test, unknown ?',
    'tool_call: Agent: Look for callers',
    'tool_result of ad9119c1a76225f12: two callers',
    'tool_call: mcp__db__query: select 1',
    'tool_result (error): no such table',
    'notice: A request to the model failed; it is tried again (2 of 10).',
    'notice: Compacted.',
    'notice: Not shown here: server_tool_use',
  ],
}

function describeEntry(entry: ReturnType<typeof parseLine>[number]): string {
  switch (entry.kind) {
    case 'tool_call':
      return `tool_call: ${entry.summary}`
    case 'tool_result': {
      const of = entry.agentId === undefined ? '' : ` of ${entry.agentId}`
      return `tool_result${of}${entry.isError ? ' (error)' : ''}: ${entry.text.slice(0, 62)}`
    }
    case 'todo':
      return `todo: ${entry.items.map(({ status, text }) => `${status} ${text}`).join(', ')}`
    case 'structured_output':
      return `structured_output: ${entry.output}`
    case 'unreadable':
    case 'too_large':
      return entry.kind
    default:
      return `${entry.kind}: ${entry.text}`
  }
}

describe('what a line of a transcript shows', () => {
  test.each(Object.entries(TABLE))('in %s', (name, expected) => {
    const entries = entriesOfFixture(name)
    expect(entries.map(describeEntry)).toEqual(expected)
    for (const entry of entries) expect(transcriptEntrySchema.parse(entry)).toEqual(entry)
    expect(entries.every(({ at }) => at?.startsWith('2026-11-22T'))).toBe(true)
  })

  test('is where and when it stands, and a part of its own for each block', () => {
    const [thinking, text] = entriesOfFixture('made-up').slice(1)
    expect(text?.offset).toBe(thinking?.offset)
    expect([thinking?.part, text?.part]).toEqual([0, 1])
    expect(entriesOf({ type: 'user', timestamp: 'soon', message: { content: 'x' } })).toEqual([
      { offset: 0, part: 0, kind: 'user', text: 'x' },
    ])
  })

  test.each([
    ['half a record', '{"type":"user","mess', 'unreadable'],
    ['another language', 'Traceback (most recent call last):', 'unreadable'],
    ['a list', '[1]', 'unreadable'],
    ['bytes that are no text', Buffer.from([0, 0xff, 0xfe, 0x80]), 'unreadable'],
    [
      'more levels than can be written again',
      `{"type":"assistant","message":{"content":[{"type":"tool_use","input":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}}`,
      'unreadable',
    ],
  ])('is that it cannot be read, for %s', (_what, text, kind) => {
    expect(parseLine({ offset: 7, bytes: Buffer.from(text) })).toEqual([{ offset: 7, part: 0, kind }])
  })

  test.each([
    ['a blank line', ''],
    ['a record of an unknown type', '{"type":"telepathy","message":{"content":"x"}}'],
    ['a record without a type', '{}'],
    ['a message of another shape', '{"type":"user","message":7}'],
    ['a type that every object has', '{"type":"constructor","__proto__":{"type":"user"}}'],
  ])('is nothing, for %s', (_what, text) => {
    expect(parseLine({ offset: 0, bytes: Buffer.from(text) })).toEqual([])
  })

  test('is bounded, says how much is left out, and cuts no character in two', () => {
    const emoji = '😀'.repeat(40_000)
    const [said] = entriesOf({ type: 'assistant', message: { content: `x${emoji}` } })
    expect(said).toMatchObject({ kind: 'assistant', truncatedBytes: 4 * (40_000 - 31_999) })
    expect(said?.kind === 'assistant' && said.text.endsWith('😀')).toBe(true)

    const [result] = entriesOf({
      type: 'user',
      message: {
        content: [{ type: 'tool_result', tool_use_id: 'i'.repeat(999), content: 'y'.repeat(20_000) }],
      },
    })
    expect(result).toMatchObject({ truncatedBytes: 4_000, id: 'i'.repeat(128) })

    const todos = Array.from({ length: 130 }, () => ({ content: 'z'.repeat(900), status: 'pending' }))
    const [todo] = entriesOf({
      type: 'assistant',
      message: { content: [{ type: 'tool_use', id: 't', name: 'TodoWrite', input: { todos } }] },
    })
    expect(todo).toMatchObject({ kind: 'todo', omitted: 30 })
    expect(JSON.stringify(todo).length).toBeLessThan(60_000)
  })

  test('a command reads as it was typed, and other tags stay what they are', () => {
    const said = (content: string) => entriesOf({ type: 'user', message: { content } })[0]
    const tags = '<command-message>review</command-message>\n<command-name>/review</command-name>'
    expect(said(`${tags}\n<command-args>the <b>cart</b>\nnow</command-args>`)).toMatchObject({
      text: '/review the <b>cart</b>\nnow',
    })
    expect(said(tags)).toMatchObject({ text: '/review' })
    expect(said(`${tags} and more`)).toMatchObject({ text: `${tags} and more` })
  })

  test('a sub-agent is named only by what can be the name of its file', () => {
    const named = (agentId: unknown) =>
      entriesOf({
        type: 'user',
        toolUseResult: { agentId },
        message: { content: [{ type: 'tool_result', tool_use_id: 't', content: '' }] },
      })[0]
    expect(named('a1b2')).toHaveProperty('agentId', 'a1b2')
    for (const id of ['../../etc/passwd', 'a/b', '', 7, 'x'.repeat(65)]) {
      expect(named(id)).not.toHaveProperty('agentId')
    }
  })
})
