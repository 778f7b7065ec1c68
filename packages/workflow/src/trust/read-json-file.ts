import type { Brought } from '../schema/index.ts'
import type { BroughtSource } from './brought-source.ts'
import { canonicalJson } from './canonical-json.ts'
import { readText } from './read-text.ts'
import { shownText } from './shown-text.ts'
import { unreadSource } from './unread-source.ts'

export interface JsonFile {
  path: string
  /** As it is called in what is shown. */
  file: string
  read: (file: string, value: unknown) => Brought[]
}

/** What a file brings, as a list of one, and of none where there is no file. */
export async function readJsonFile({ file, path, read }: JsonFile): Promise<BroughtSource[]> {
  const text = await readText(path)
  if (text.kind === 'none') return []
  if (text.kind === 'unread') return [unreadSource(file, text.reason, text.mark)]
  try {
    const value: unknown = JSON.parse(text.text.replace(/^\uFEFF/, ''))
    return [{ file, content: canonicalJson(value), brings: read(shownText(file), value) }]
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error
    const reason =
      error instanceof RangeError ? 'It is nested too deeply to be read.' : 'It is no JSON that can be read.'
    return [{ ...unreadSource(file, reason, ''), content: `text ${text.text}` }]
  }
}
