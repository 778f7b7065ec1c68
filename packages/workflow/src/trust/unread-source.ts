import { isMarkOfTooMuch } from '../files/file-mark.ts'
import type { BroughtSource } from './brought-source.ts'
import { shownText } from './shown-text.ts'

/** What is there and was not read, known by its mark. */
export function unreadSource(file: string, reason: string, mark: string): BroughtSource {
  const shown = shownText(file)
  const detail = isMarkOfTooMuch(mark)
    ? `${reason} It is too much to be known again, so no acknowledgement holds for it.`
    : reason
  return {
    file,
    brings: [{ kind: 'unreadable', name: shown, detail, file: shown }],
    content: `unread ${mark}`,
  }
}
