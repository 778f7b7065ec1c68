import { NEWLINE, type ReadLimits } from './read-limits.ts'
import type { TranscriptFile } from './transcript-file.ts'

/**
 * Where the page begins that ends at `before`: at the first line of the last `pageBytes`, or at the line in which all of
 * them stand. Where not even that begins within what is searched, at the last byte that was looked at, inside the line.
 */
export async function findPageStart(
  file: TranscriptFile,
  before: number,
  { pageBytes, pageLines, searchBytes, chunkBytes }: ReadLimits,
): Promise<number> {
  const floor = Math.max(0, before - pageBytes)
  let start: number | undefined
  let lines = 0
  // The newline that ends the last line begins none.
  for (let top = before - 1; top > 0;) {
    const bottom = Math.max(0, top - chunkBytes)
    const chunk = await file.readAt(bottom, top - bottom)
    for (const lineStart of lineStartsBackward(chunk, bottom)) {
      if (start !== undefined && lineStart < floor) return start
      start = lineStart
      lines += 1
      if (start <= floor || lines >= pageLines) return start
    }
    if (start !== undefined && bottom < floor) return start
    if (bottom > 0 && before - bottom >= searchBytes) return start ?? bottom
    top = bottom
  }
  return 0
}

function* lineStartsBackward(chunk: Buffer, position: number): Generator<number> {
  for (let at = chunk.length; at > 0;) {
    at = chunk.lastIndexOf(NEWLINE, at - 1)
    if (at === -1) return
    yield position + at + 1
  }
}
