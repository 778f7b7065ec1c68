import { REPOSITORY } from '../support/paths.ts'
import type { FuzzRequest } from './make-request.ts'
import type { Reply } from './send.ts'

/** Node's, with the place in the code. */
const STACK = /\n\s+at .+:\d+:\d+/

/** What is wrong with a reply, in words; `undefined` when nothing is. */
export function judge(reply: Reply): string | undefined {
  switch (reply.kind) {
    case 'hang':
      return `was not answered in time, but for ${JSON.stringify(reply.text.slice(0, 200))}`
    case 'closed':
      return undefined
    case 'answer': {
      const { body, head, status } = reply
      const start = JSON.stringify(body.slice(0, 500))
      if (status >= 500) return `was answered with ${String(status)}: ${start}`
      if (status >= 400 && STACK.test(body)) return `was answered with a stack: ${start}`
      // A page says where the agent's command is, whatever else it shows.
      const isJson = /\r\ncontent-type: application\/json/i.test(head)
      if (status >= 400 && isJson && body.includes(REPOSITORY))
        return `was told where the server is: ${start}`
      return undefined
    }
  }
}

/** As much of a request as a person needs to see, and how to send it again. */
export function describeFailure(request: FuzzRequest, { seed, why }: { seed: number; why: string }): string {
  const { bytes, end, index, operation } = request
  const text = JSON.stringify(bytes.subarray(0, 2_000).toString('latin1'))
  const rest = bytes.length > 2_000 ? ` and ${String(bytes.length - 2_000)} bytes more` : ''
  return [
    `Request ${String(index)} (${operation}) ${why}`,
    `  sent${end === 'keep' ? '' : `, connection ${end} closed after it`}: ${text}${rest}`,
    `  again: npm run fuzz -- --seed ${String(seed)} --only ${String(index)}`,
  ].join('\n')
}
