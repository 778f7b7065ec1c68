export interface BoundedText {
  text: string
  truncatedBytes?: number
}

/** The beginning of a text, and how many bytes of it are left out. No character is cut in two. */
export function boundedText(text: string, maxLength: number): BoundedText {
  if (text.length <= maxLength) return { text }
  const cut = text.slice(0, isHighSurrogate(text.charCodeAt(maxLength - 1)) ? maxLength - 1 : maxLength)
  return { text: cut, truncatedBytes: Buffer.byteLength(text.slice(cut.length)) }
}

/** The beginning of a text as one line. */
export function oneLine(text: string, maxLength: number): string {
  const line = text
    .slice(0, 4 * maxLength)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= maxLength ? line : `${boundedText(line, maxLength - 1).text.trimEnd()}…`
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
