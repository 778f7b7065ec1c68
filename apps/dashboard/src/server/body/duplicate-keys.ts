/**
 * The first key that stands twice in one object. Parsers disagree about which of the two counts, so that whoever checked
 * a text with another one would have checked something else. Meant for JSON; other text gives no error and any answer.
 */
export function findDuplicateKey(text: string): string | undefined {
  /** The keys of every object around the place, `undefined` for a list. */
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '{') open.push(new Set())
    else if (sign === '[') open.push(undefined)
    else if (sign === '}' || sign === ']') open.pop()
    else if (sign === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys && isKey(text, end)) {
        const key = decode(text.slice(at, end))
        if (keys.has(key)) return key
        keys.add(key)
      }
      at = end - 1
    }
  }
  return undefined
}

/** Behind its closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

/** In an object, a string before a colon is a key and every other one a value. */
function isKey(text: string, end: number): boolean {
  let at = end
  while (' \t\r\n'.includes(text[at] ?? ':')) at += 1
  return text[at] === ':'
}

/** One key may be written in several ways: `\u0061` is `a`. */
function decode(literal: string): string {
  try {
    return String(JSON.parse(literal))
  } catch {
    return literal
  }
}
