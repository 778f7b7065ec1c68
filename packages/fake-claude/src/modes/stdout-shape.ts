import { DEMO_NOTICE } from '../result/answer.ts'
import { modeOf, numberOf, type Step } from './step.ts'

/** The bytes that a run writes to stdout for its result object: one line, unless the step wants it otherwise. */
export function shapeStdout(step: Step, result: object): Buffer {
  const mode = modeOf(step, 'stdout')
  const line = `${JSON.stringify(result)}\n`
  switch (mode?.name) {
    case undefined:
      return Buffer.from(line)
    case 'array':
      return Buffer.from(`${JSON.stringify([...eventsBefore(result), result])}\n`)
    case 'partial_json':
      return Buffer.from(line).subarray(0, numberOf(mode))
    case 'json_then_junk':
      return Buffer.from(
        `${line}A hook said something after the end.\n{"type":"notice","text":"not a result"}\n`,
      )
    case 'banner_then_json':
      return Buffer.from(`A new version is available. {see the notes}\n${line}`)
    case 'two_results':
      return Buffer.from(`${JSON.stringify(interrupted(result))}\n${line}`)
    case 'bytes':
      return padded(result, numberOf(mode))
    case 'invalid_utf8':
      return withInvalidBytes(line)
    case 'bom':
      return Buffer.from(`\uFEFF${line}`)
    case 'empty':
      return Buffer.alloc(0)
  }
}

function eventsBefore(result: object): object[] {
  const sessionId = 'session_id' in result ? result.session_id : undefined
  const text = `${DEMO_NOTICE} one message before the result.`
  return [
    {
      type: 'system',
      subtype: 'init',
      session_id: sessionId,
      tools: ['StructuredOutput'],
      view_mode: 'verbose',
    },
    {
      type: 'assistant',
      message: { role: 'assistant', content: [{ type: 'text', text }] },
      session_id: sessionId,
    },
  ]
}

/** What the same run would have said, had it been interrupted before its answer. */
function interrupted(result: object): object {
  const { structured_output: _unanswered, ...rest } = { structured_output: undefined, ...result }
  return { ...rest, is_error: true, subtype: 'error_during_execution', result: '' }
}

/**
 * Fills the message, which stands in the result twice; a byte that is left over becomes a space at the end. The filling
 * is put in as bytes, because a result may be larger than is good for a string.
 */
function padded(result: object, size: number): Buffer {
  const output = { status: 'completed', message: FILLING }
  const line = JSON.stringify({ ...result, result: JSON.stringify(output), structured_output: output })
  const [before = '', between = '', after = ''] = line.split(FILLING)
  const missing = size - Buffer.byteLength(before + between + after) - 1
  if (missing < 0) {
    throw new Error(`mode "bytes" has ${String(size)}; the smallest result is ${String(size - missing)}`)
  }
  const filling = Buffer.alloc(Math.floor(missing / 2), 'x')
  const end = `${after}${' '.repeat(missing % 2)}\n`
  return Buffer.concat([Buffer.from(before), filling, Buffer.from(between), filling, Buffer.from(end)])
}

const FILLING = '{filling}'

/** Replaces letters inside the words of the message by bytes that begin no character. */
function withInvalidBytes(line: string): Buffer {
  const bytes = Buffer.from(line)
  for (let at = bytes.indexOf('agent'); at !== -1; at = bytes.indexOf('agent', at + 1)) {
    bytes.set([0xff, 0xfe], at)
  }
  return bytes
}
