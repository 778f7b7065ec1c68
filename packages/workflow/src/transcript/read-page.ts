import type { TranscriptEntry, TranscriptPage } from '../schema/index.ts'
import { findPageStart } from './find-page-start.ts'
import { parseLine } from './parse-line.ts'
import { READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { readLines, type TranscriptLine } from './read-lines.ts'
import type { TranscriptFile } from './transcript-file.ts'

/** Most lines are the agent's own bookkeeping: a page of them alone would show nothing. */
const ENOUGH_ENTRIES = 20

interface PagePlace {
  after?: number
  before?: number
}

/** A place that the file does not have is one of a file that was longer: the newest part of what is there now is read. */
export async function readPage(
  file: TranscriptFile,
  { after, before }: PagePlace,
  limits: ReadLimits = READ_LIMITS,
): Promise<TranscriptPage> {
  if (after !== undefined && after <= file.size) return readAfter(file, after, limits)
  if (before !== undefined && before <= file.size) return readBefore(file, before, limits)
  return readNewest(file, limits)
}

async function readAfter(file: TranscriptFile, after: number, limits: ReadLimits): Promise<TranscriptPage> {
  const { lines, end } = await readLines(file, { from: after }, limits)
  return { size: file.size, start: after, end, entries: lines.flatMap(parseLine) }
}

async function readNewest(file: TranscriptFile, limits: ReadLimits): Promise<TranscriptPage> {
  const start = await findPageStart(file, file.size, limits)
  const { lines, end } = await readLines(file, { from: start, until: file.size }, limits)
  const page = { size: file.size, start, end, entries: lines.flatMap(parseLine) }
  if (page.entries.length >= ENOUGH_ENTRIES || start === 0) return page
  const older = await readBefore(file, start, limits)
  return { ...page, start: older.start, entries: [...older.entries, ...page.entries] }
}

async function readBefore(file: TranscriptFile, before: number, limits: ReadLimits): Promise<TranscriptPage> {
  let start = before
  let entries: TranscriptEntry[] = []
  const floor = before - limits.searchBytes
  while (start > Math.max(0, floor) && entries.length < ENOUGH_ENTRIES) {
    const end = start
    start = await findPageStart(file, end, limits)
    const { lines } = await readLines(file, { from: start, until: end }, limits)
    entries = [...lines.filter((line) => isWhollyBefore(line, end)).flatMap(parseLine), ...entries]
  }
  return { size: file.size, start, end: before, entries }
}

/** A place inside a line was given out because the line is too large, and it is reported by whom finds its beginning. */
function isWhollyBefore({ offset, bytes }: TranscriptLine, end: number): boolean {
  return bytes === 'too_large' || offset + bytes.length < end
}
