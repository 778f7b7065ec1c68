import { isObject, stringAt, valueAt } from '../transcript/json-value.ts'
import { priceOf } from './prices.ts'

/** A message of the agent's, with what it has cost. */
export interface MessageCost {
  /** The agent writes one message down in several lines, each with the same usage. Absent where it has no name. */
  id?: string
  /** When it was written down; absent where the line does not say. */
  at?: string
  costUsd: number
}

const USD_PER_SEARCH = 0.01
const MARK = Buffer.from('"usage"')

/** What one line of a session file says of a cost; `undefined` where it says nothing, such as one that is no JSON. */
export function readMessageCost(line: Buffer): MessageCost | undefined {
  // Most lines have none, and the long ones are results of tools: they are not worth parsing.
  if (!line.includes(MARK)) return undefined
  const record = parse(line)
  if (stringAt(record, 'type') !== 'assistant') return undefined
  const message = valueAt(record, 'message')
  const usage = valueAt(message, 'usage')
  if (!isObject(usage)) return undefined
  const id = stringAt(message, 'id')
  const at = stringAt(record, 'timestamp')
  return {
    ...(id !== undefined && { id }),
    ...(at !== undefined && { at }),
    costUsd: costOf(usage, stringAt(message, 'model')),
  }
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    return undefined
  }
}

function costOf(usage: Readonly<Record<string, unknown>>, model: string | undefined): number {
  const price = priceOf(model)
  const written = countAt(usage, 'cache_creation_input_tokens')
  const forAnHour = Math.min(written, countAt(valueAt(usage, 'cache_creation'), 'ephemeral_1h_input_tokens'))
  const tokens =
    countAt(usage, 'input_tokens') * price.input +
    countAt(usage, 'output_tokens') * price.output +
    (written - forAnHour) * price.cacheWrite +
    forAnHour * price.cacheWriteHour +
    countAt(usage, 'cache_read_input_tokens') * price.cacheRead
  const searches = countAt(valueAt(usage, 'server_tool_use'), 'web_search_requests')
  return tokens / 1e6 + searches * USD_PER_SEARCH
}

function countAt(value: unknown, key: string): number {
  const found = valueAt(value, key)
  return typeof found === 'number' && Number.isFinite(found) && found > 0 ? found : 0
}
