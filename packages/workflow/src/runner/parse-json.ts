export interface ParsedJson {
  value: unknown
  /** Whether an escape stood for half a character, and was replaced as a byte that is no text would be. */
  isRepaired: boolean
}

/** `undefined` for what is no JSON, such as brackets in prose: `[warning]`. */
export function parseJson(text: string): ParsedJson | undefined {
  const repaired = replaceLoneSurrogates(text)
  try {
    return { value: JSON.parse(repaired), isRepaired: repaired !== text }
  } catch {
    return undefined
  }
}

/** Such a half is legal in JSON and in no file: it would be something else as soon as it was written down and read again. */
function replaceLoneSurrogates(text: string): string {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return text
  return text.replace(ESCAPES, (escape, lone: string | undefined) =>
    lone === undefined ? escape : REPLACEMENT,
  )
}

/** Every escape is matched, so that the second half of a pair, or of an escaped backslash, is not taken for a beginning. */
const ESCAPES =
  /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)/g

const REPLACEMENT = '\\ufffd'
