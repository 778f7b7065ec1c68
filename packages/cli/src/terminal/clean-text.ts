import { stripVTControlCharacters } from 'node:util'

/** Everything that is no text: control characters but for line ends and tabs, and what turns the direction of writing. */
const NO_TEXT = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** Text of an agent or a file, so that it moves no cursor, sets no title and hides nothing. Lines and tabs stay. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text).replace(NO_TEXT, '')
}
