/** Deeper than any answer; what is nested deeper cannot be stored again without exhausting the stack. */
const MAX_DEPTH = 500

/**
 * Every JSON object and array that stands whole on one line, outermost ones only, in order. Text around them is passed
 * over. A value that does not end on its line is cut off, so nothing inside of it is looked at either: a part of an
 * answer is not an answer. Linear in the length of the text.
 */
export function* jsonValuesIn(text: string): Generator {
  let position = 0
  while (position < text.length) {
    const lineEnd = text.indexOf('\n', position)
    const end = lineEnd === -1 ? text.length : lineEnd
    yield* jsonValuesOnLine(text, position, end)
    position = end + 1
  }
}

function* jsonValuesOnLine(text: string, start: number, end: number): Generator {
  let position = start
  while (position < end) {
    const character = text[position]
    if (character !== '{' && character !== '[') {
      position += 1
      continue
    }
    const close = closingPosition(text, position, end)
    if (close === undefined) return
    yield* parsed(text.slice(position, close + 1))
    position = close + 1
  }
}

/** Where the bracket at `start` closes; `undefined` when it does not before `end`, or is nested too deeply. */
function closingPosition(text: string, start: number, end: number): number | undefined {
  let depth = 0
  let isInString = false
  for (let position = start; position < end; position += 1) {
    const character = text[position]
    if (isInString) {
      if (character === '\\') position += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth > MAX_DEPTH) return undefined
    } else if (character === '}' || character === ']') {
      depth -= 1
      if (depth === 0) return position
    }
  }
  return undefined
}

function* parsed(text: string): Generator {
  try {
    yield JSON.parse(text) as unknown
  } catch {
    // Brackets in prose, such as "[warning]".
  }
}
