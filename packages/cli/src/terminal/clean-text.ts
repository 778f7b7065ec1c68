import { stripVTControlCharacters } from 'node:util'

/** Text of an agent or a file, so that it moves no cursor, sets no title and hides nothing. Lines and tabs stay. */
export function cleanText(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what it is about
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    '',
  )
}
