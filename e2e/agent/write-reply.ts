import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Reply } from './conversation.ts'

/** The same for every request, so that a cost that is counted twice shows. */
const INPUT_USAGE = {
  input_tokens: 1_000,
  cache_creation_input_tokens: 200,
  cache_read_input_tokens: 300,
}
const OUTPUT_TOKENS = 50

type Spoken = Extract<Reply, { kind: 'text' | 'tools' }>

export interface Expected {
  model: string
  /** Server-sent events instead of one object. */
  stream: boolean
}

/** Answers one request as the Messages API would. */
export function writeReply(response: ServerResponse, reply: Reply, expected: Expected): void {
  switch (reply.kind) {
    case 'hang':
      return
    case 'error':
      writeJson(response, reply.status, {
        type: 'error',
        error: { type: reply.type, message: reply.message },
      })
      return
    case 'text':
    case 'tools':
      if (expected.stream) writeStream(response, reply, expected.model)
      else writeMessage(response, reply, expected.model)
  }
}

export function writeJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function writeMessage(response: ServerResponse, reply: Spoken, model: string): void {
  writeJson(response, 200, {
    ...emptyMessage(model),
    content: blocksOf(reply),
    stop_reason: stopReasonOf(reply),
    usage: { ...INPUT_USAGE, output_tokens: OUTPUT_TOKENS },
  })
}

function writeStream(response: ServerResponse, reply: Spoken, model: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  const send = (type: string, data: Record<string, unknown>) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
  send('message_start', {
    message: { ...emptyMessage(model), usage: { ...INPUT_USAGE, output_tokens: 1 } },
  })
  for (const [index, block] of blocksOf(reply).entries()) {
    const { opening, delta } = streamed(block)
    send('content_block_start', { index, content_block: opening })
    send('content_block_delta', { index, delta })
    send('content_block_stop', { index })
  }
  send('message_delta', {
    delta: { stop_reason: stopReasonOf(reply), stop_sequence: null },
    usage: { output_tokens: OUTPUT_TOKENS },
  })
  send('message_stop', {})
  response.end()
}

type Block = { type: 'text'; text: string } | { type: 'tool_use'; id: string; name: string; input: unknown }

/** A block of a stream begins empty; its substance comes as text. */
function streamed(block: Block) {
  return block.type === 'text'
    ? { opening: { ...block, text: '' }, delta: { type: 'text_delta', text: block.text } }
    : {
        opening: { ...block, input: {} },
        delta: { type: 'input_json_delta', partial_json: JSON.stringify(block.input) },
      }
}

function blocksOf(reply: Spoken): Block[] {
  if (reply.kind === 'text') return [{ type: 'text', text: reply.text }]
  return reply.calls.map(({ name, input }) => ({
    type: 'tool_use',
    id: `toolu_${randomUUID().replaceAll('-', '')}`,
    name,
    input,
  }))
}

function stopReasonOf(reply: Spoken): string {
  return reply.kind === 'text' ? 'end_turn' : 'tool_use'
}

function emptyMessage(model: string) {
  const id = `msg_${randomUUID().replaceAll('-', '')}`
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
  }
}
