import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TranscriptEntry } from '../../src/schema/index.ts'
import type { ReadLimits } from '../../src/transcript/read-limits.ts'
import { readPage } from '../../src/transcript/read-page.ts'
import type { TranscriptFile } from '../../src/transcript/transcript-file.ts'

/** So small that every line is near one of them. */
const LIMITS: ReadLimits = { pageBytes: 24, pageLines: 5, lineBytes: 40, searchBytes: 64, chunkBytes: 7 }

const record = fc.constantFrom(
  '{"type":"user","message":{"content":"a"}}',
  '{"type":"user","isMeta":true,"message":{"content":"b"}}',
  '{}',
  '{"a"',
  'é',
  '',
)
const line = fc.oneof(
  record,
  fc.string({ maxLength: 12, unit: 'binary' }).map((text) => text.replaceAll('\n', '')),
  fc.integer({ min: 30, max: 200 }).map((length) => 'x'.repeat(length)),
)
const bytes = fc.oneof(
  fc.array(line, { maxLength: 12 }).map((lines) => Buffer.from(lines.join('\n'))),
  fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
)

function fileOf(content: Buffer): TranscriptFile {
  return {
    size: content.length,
    readAt: (position, length) => Promise.resolve(content.subarray(position, position + length)),
    close: () => Promise.resolve(),
  }
}

/** From the beginning to the end, with pages as large as anything. */
async function readAtOnce(content: Buffer): Promise<TranscriptEntry[]> {
  const page = await readPage(
    fileOf(content),
    { after: 0 },
    { ...LIMITS, pageBytes: 1e6, pageLines: 1e6, searchBytes: 1e6 },
  )
  return page.entries
}

async function readForward(content: Buffer, cuts: readonly number[]): Promise<TranscriptEntry[]> {
  const entries: TranscriptEntry[] = []
  let after = 0
  for (const cut of [...cuts, content.length]) {
    // The file as it was when only so much of it was written.
    const file = fileOf(content.subarray(0, cut))
    for (
      let page = await readPage(file, { after }, LIMITS);
      ;
      page = await readPage(file, { after }, LIMITS)
    ) {
      entries.push(...page.entries)
      if (page.end === after) break
      after = page.end
    }
  }
  return entries
}

async function readBackward(content: Buffer): Promise<TranscriptEntry[]> {
  const file = fileOf(content)
  const newest = await readPage(file, {}, LIMITS)
  let { entries, start } = newest
  while (start > 0) {
    const page = await readPage(file, { before: start }, LIMITS)
    expect(page.start).toBeLessThan(start)
    entries = [...page.entries, ...entries]
    start = page.start
  }
  return entries
}

test('P40 whatever the bytes, and wherever they were cut while they were written, following gives what one read gives', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(1_000), { maxLength: 6 }), async (content, numbers) => {
      const cuts = numbers.map((number) => number % (content.length + 1)).sort((a, b) => a - b)
      expect(await readForward(content, cuts)).toEqual(await readAtOnce(content))
    }),
    { numRuns: 2_000 },
  )
})

test('P41 whatever the bytes, paging back from the end gives what one read gives', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      expect(await readBackward(content)).toEqual(await readAtOnce(content))
    }),
    { numRuns: 2_000 },
  )
})

test('P42 a place that nobody gave out is answered too', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.nat(300), fc.boolean(), async (content, place, isAfter) => {
      const page = await readPage(fileOf(content), isAfter ? { after: place } : { before: place }, LIMITS)
      expect(page.size).toBe(content.length)
      expect(page.start).toBeLessThanOrEqual(page.end)
      expect(page.end).toBeLessThanOrEqual(page.size)
    }),
    { numRuns: 2_000 },
  )
})
