import { NEWLINE, type ReadLimits } from './read-limits.ts'
import type { TranscriptFile } from './transcript-file.ts'

export interface TranscriptLine {
  offset: number
  /** Without the newline; `'too_large'` for one that was not held. */
  bytes: Buffer | 'too_large'
}

export interface LinesRead {
  lines: TranscriptLine[]
  /** Behind the last of them; inside a line only if that is too large, and then it is skipped by who goes on there. */
  end: number
}

interface ReadRange {
  from: number
  /** Ends with the line in which this byte stands; without it a page is read. */
  until?: number
}

/**
 * The whole lines from a byte on. What is left of a line at `from` is skipped, since such places are given out only for
 * a line that was reported as too large, and a line without an end is left for later.
 */
export async function readLines(
  file: TranscriptFile,
  { from, until }: ReadRange,
  limits: ReadLimits,
): Promise<LinesRead> {
  const reading = startReading(from, await isLineStart(file, from))
  const { lineBytes, pageBytes, pageLines, searchBytes, chunkBytes } = limits
  const isDone = () =>
    until === undefined
      ? reading.line && (reading.end - from >= pageBytes || reading.lines.length >= pageLines)
      : reading.end >= until
  const last = Math.min(file.size, until === undefined ? from + searchBytes : until + lineBytes + chunkBytes)
  for (let position = from; position < last && !isDone();) {
    const chunk = await file.readAt(position, Math.min(chunkBytes, last - position))
    if (chunk.length === 0) break
    for (let taken = 0; taken < chunk.length && !isDone();) {
      taken += takePiece(reading, { piece: chunk.subarray(taken), position: position + taken }, lineBytes)
    }
    position += chunk.length
  }
  return { lines: reading.lines, end: reading.end }
}

async function isLineStart(file: TranscriptFile, position: number): Promise<boolean> {
  return position === 0 || (await file.readAt(position - 1, 1))[0] === NEWLINE
}

interface Reading extends LinesRead {
  /** The line that has begun; absent while the rest of one is skipped. */
  line?: { offset: number; parts: Buffer[]; length: number } | undefined
}

function startReading(from: number, isAtLineStart: boolean): Reading {
  return { lines: [], end: from, line: isAtLineStart ? emptyLine(from) : undefined }
}

function emptyLine(offset: number) {
  return { offset, parts: [], length: 0 }
}

/** Takes the bytes up to the end of a line, or all; answers how many. */
function takePiece(
  reading: Reading,
  { piece, position }: { piece: Buffer; position: number },
  lineBytes: number,
): number {
  const newline = piece.indexOf(NEWLINE)
  const content = newline === -1 ? piece : piece.subarray(0, newline)
  const taken = newline === -1 ? piece.length : newline + 1
  const { line } = reading
  if (line) {
    line.length += content.length
    if (line.length > lineBytes) {
      reading.lines.push({ offset: line.offset, bytes: 'too_large' })
      reading.line = undefined
    } else {
      line.parts.push(content)
      if (newline !== -1) reading.lines.push({ offset: line.offset, bytes: Buffer.concat(line.parts) })
    }
  }
  if (newline !== -1) reading.line = emptyLine(position + taken)
  if (newline !== -1 || !reading.line) reading.end = position + taken
  return taken
}
