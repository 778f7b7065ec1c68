/** Deeper than any answer; what is nested deeper could not be stored again without exhausting the stack. */
const MAX_DEPTH = 500

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** A piece of a text; `end` is behind its last character. */
export interface Span {
  start: number
  end: number
}

/**
 * The last `limit` outermost pieces in brackets of a text, in order: what may be a JSON object or array and stands
 * whole on one line. A piece that does not end on its line was cut off, and nothing inside of it is looked at either,
 * since a part of an answer is not an answer. Linear in the length of the text.
 */
export function bracketSpans(text: string, limit: number): Span[] {
  let spans: Span[] = []
  let position = 0
  while (position < text.length) {
    const lineEnd = text.indexOf('\n', position)
    const end = lineEnd === -1 ? text.length : lineEnd
    let span = nextSpan(text, { start: position, end })
    while (span) {
      spans.push(span)
      if (spans.length >= 2 * limit) spans = spans.slice(-limit)
      span = nextSpan(text, { start: span.end, end })
    }
    position = end + 1
  }
  return spans.slice(-limit)
}

function nextSpan(text: string, { start, end }: Span): Span | undefined {
  let position = start
  while (position < end && !OPENING.has(text.charCodeAt(position))) position += 1
  const close = closingPosition(text, { start: position, end })
  return close === undefined ? undefined : { start: position, end: close + 1 }
}

/** Where the bracket at `start` closes; `undefined` when it does not before `end`, or holds too deep a nest. */
function closingPosition(text: string, { start, end }: Span): number | undefined {
  let depth = 0
  let isInString = false
  for (let position = start; position < end; position += 1) {
    const code = text.charCodeAt(position)
    if (isInString) {
      if (code === BACKSLASH) position += 1
      else if (code === QUOTE) isInString = false
    } else if (code === QUOTE) {
      isInString = true
    } else if (OPENING.has(code)) {
      depth += 1
      if (depth > MAX_DEPTH) return undefined
    } else if (CLOSING.has(code)) {
      depth -= 1
      if (depth === 0) return position
    }
  }
  return undefined
}
