import { randomUUID } from 'node:crypto'
import { DEMO_AGENT_VERSION } from '../package-paths.ts'
import { MODEL_NAME, RUN_USAGE, usageFields } from '../result/usage.ts'
import { STATE_RECORD, type SessionState } from './state.ts'

/** One line of a session file, in the shape in which the real command writes the records that people read. */
export type SessionRecord = Readonly<Record<string, unknown>> & { type: string }

export interface RecordContext {
  sessionId: string
  cwd: string
  /** The records are of a sub-agent's transcript. */
  agentId?: string
}

/** What is written as soon as a prompt is read. */
export function promptRecords(context: RecordContext, prompt: string): SessionRecord[] {
  const { sessionId } = context
  return [
    { type: 'queue-operation', operation: 'enqueue', timestamp: now(), sessionId, content: prompt },
    { type: 'queue-operation', operation: 'dequeue', timestamp: now(), sessionId },
    {
      ...message('user', context, null),
      message: { role: 'user', content: prompt },
      permissionMode: 'bypassPermissions',
      promptSource: 'sdk',
    },
  ]
}

/** What is written when the agent has given its structured answer. */
export function structuredRecords(context: RecordContext, output: unknown): SessionRecord[] {
  const toolUseId = `toolu_${randomUUID()}`
  const call = { type: 'tool_use', id: toolUseId, name: 'StructuredOutput', input: output }
  const asked = assistantRecord(context, call, 'tool_use')
  const accepted = 'Structured output provided successfully'
  return [
    asked,
    {
      ...message('attachment', context, asked.uuid),
      attachment: { type: 'structured_output', data: output, toolUseID: toolUseId },
    },
    {
      ...message('user', context, asked.uuid),
      message: {
        role: 'user',
        content: [{ tool_use_id: toolUseId, type: 'tool_result', content: accepted }],
      },
      toolUseResult: accepted,
      sourceToolAssistantUUID: asked.uuid,
    },
  ]
}

/** What is written when the agent answered in prose. */
export function proseRecords(context: RecordContext, text: string): SessionRecord[] {
  return [assistantRecord(context, { type: 'text', text }, 'end_turn')]
}

/** A call of a tool; `answer` gives the record of its result. */
export function toolRecords(context: RecordContext, { name, input }: { name: string; input: object }) {
  const id = `toolu_${randomUUID().replaceAll('-', '')}`
  const call = assistantRecord(context, { type: 'tool_use', id, name, input }, 'tool_use')
  return {
    id,
    call,
    answer: (text: string, details: object = {}): SessionRecord => ({
      ...message('user', context, call.uuid),
      message: {
        role: 'user',
        content: [{ tool_use_id: id, type: 'tool_result', content: text, is_error: false }],
      },
      toolUseResult: { content: text, ...details },
      sourceToolAssistantUUID: call.uuid,
    }),
  }
}

/** The prompt of a sub-agent. */
export function taskRecord(context: RecordContext, text: string): SessionRecord {
  return { ...message('user', context, null), message: { role: 'user', content: text } }
}

export function stateRecord(state: SessionState): SessionRecord {
  return { type: STATE_RECORD, state }
}

function assistantRecord(context: RecordContext, content: object, stopReason: string) {
  return {
    ...message('assistant', context, null),
    message: {
      id: `msg_${randomUUID()}`,
      type: 'message',
      role: 'assistant',
      model: MODEL_NAME,
      content: [content],
      stop_reason: stopReason,
      stop_sequence: null,
      usage: usageFields(RUN_USAGE),
      stop_details: null,
    },
  }
}

function message(
  type: 'user' | 'assistant' | 'attachment',
  context: RecordContext,
  parentUuid: string | null,
) {
  return {
    type,
    parentUuid,
    isSidechain: context.agentId !== undefined,
    ...(context.agentId !== undefined && { agentId: context.agentId }),
    uuid: randomUUID(),
    timestamp: now(),
    userType: 'external',
    entrypoint: 'sdk-cli',
    cwd: context.cwd,
    sessionId: context.sessionId,
    version: DEMO_AGENT_VERSION,
  }
}

function now(): string {
  return new Date().toISOString()
}
