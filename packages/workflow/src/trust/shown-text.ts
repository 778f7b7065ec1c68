import { findSecrets, redactSecrets } from '../redact.ts'

/** What a shell takes for more than a word. */
const RUN_BY_A_SHELL = /[$`;&|<>(){}\n\r]/

/** What no reader sees, or sees elsewhere than it stands: controls, marks of direction, fillers and odd spaces. */
const UNSEEN = /(?![\n\t ])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}]/gu

/**
 * A text of the repository as a person may see it: without secrets of a known shape, unless what looks like one is something
 * that a shell would run, and with all that cannot be seen written out.
 */
export function shownText(text: string): string {
  const isRun = findSecrets(text).some(({ end, start }) => RUN_BY_A_SHELL.test(text.slice(start, end)))
  return (isRun ? text : redactSecrets(text)).replace(UNSEEN, writeOut)
}

/** As `shownText`, of any JSON. */
export function shownValue(value: unknown): string {
  return shownText(typeof value === 'string' ? value : JSON.stringify(value))
}

function writeOut(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
