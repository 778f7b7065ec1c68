import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TranscriptEntry } from '../../src/schema/index.ts'
import { parseLine } from '../../src/transcript/parse-line.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/transcripts')

function fixturePath(name: string): string {
  return join(FIXTURES, `${name}.jsonl`)
}

/** The entries of a captured session file, every line on its own. */
export function entriesOfFixture(name: string): TranscriptEntry[] {
  let offset = 0
  return readFileSync(fixturePath(name), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const entries = parseLine({ offset, bytes: Buffer.from(line) })
      offset += Buffer.byteLength(line) + 1
      return entries
    })
}

/** One record as a line at the beginning of a file. */
export function entriesOf(record: unknown): TranscriptEntry[] {
  return parseLine({ offset: 0, bytes: Buffer.from(JSON.stringify(record)) })
}
