import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { readTurn, type Script, type Turn } from './conversation.ts'
import { writeJson, writeReply } from './write-reply.ts'

/** A stand-in for the Messages API on loopback, as far as the agent command uses it without a terminal. */
export interface MessagesApiStub extends AsyncDisposable {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly url: string
  /**
   * Gives the conversations in which the user's side says `phrase` to a script.
   * The turns that the script has been asked so far are in the list that comes back.
   */
  play(phrase: string, script: Script): readonly Turn[]
  /** Requests that no script was there for; a test that is right leaves this empty. */
  readonly unexpected: readonly string[]
}

interface Part {
  phrase: string
  script: Script
  turns: Turn[]
}

/** Listens on 127.0.0.1, at a port of the system's choice. */
export async function startMessagesApiStub(): Promise<MessagesApiStub> {
  const parts: Part[] = []
  const unexpected: string[] = []
  const server = createServer((request, response) => {
    answer(request, response, parts).then(
      (problem) => {
        if (problem !== undefined) unexpected.push(problem)
      },
      (error: unknown) => {
        unexpected.push(String(error))
        response.destroy()
      },
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}`,
    unexpected,
    play: (phrase, script) => {
      const part = { phrase, script, turns: [] }
      parts.push(part)
      return part.turns
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Resolves with what was not foreseen, if anything; that is answered too, so that the agent ends and says it. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: readonly Part[],
): Promise<string | undefined> {
  const sent = await text(request)
  const { pathname } = new URL(request.url ?? '/', 'http://stub')
  const asked = `${request.method ?? ''} ${pathname}`
  // The agent looks whether the address is there before it uses it.
  if (asked === 'HEAD /') {
    response.writeHead(200).end()
    return undefined
  }
  if (asked === 'POST /v1/messages/count_tokens') {
    writeJson(response, 200, { input_tokens: Math.ceil(sent.length / 4) })
    return undefined
  }
  if (asked !== 'POST /v1/messages') return refuse(response, 404, `No ${asked} here.`)
  const body = JSON.parse(sent) as { model: string; stream?: boolean }
  const { userTexts } = readTurn(body, 0)
  const part = parts.find(({ phrase }) => userTexts.some((said) => said.includes(phrase)))
  if (!part) return refuse(response, 400, `No script for: ${userTexts.at(-1) ?? 'nothing'}`)
  const turn = readTurn(body, part.turns.length)
  part.turns.push(turn)
  writeReply(response, part.script(turn), { model: body.model, stream: body.stream === true })
  return undefined
}

function refuse(response: ServerResponse, status: number, message: string): string {
  writeJson(response, status, { type: 'error', error: { type: 'invalid_request_error', message } })
  return message
}
