import { describe, expect, test } from 'vitest'
import type { Transcript, TranscriptEntry } from '@specflow/workflow/schema'
import { appendPage, prependPage } from '../../../src/features/transcript/transcript-log.ts'

const SESSION = '4d057f83-f263-4615-8122-66e24a6e3297'
const said = (offset: number): TranscriptEntry => ({
  offset,
  part: 0,
  kind: 'assistant',
  text: String(offset),
})
const page = (start: number, end: number, part: Partial<Transcript> = {}): Transcript => ({
  state: 'ready',
  sessionId: SESSION,
  size: 100,
  start,
  end,
  entries: [said(start)],
  ...part,
})
const offsets = ({ entries }: Transcript) => entries.map(({ offset }) => offset)

describe('what is known of a transcript', () => {
  test('grows at both ends', () => {
    const log = appendPage(page(20, 40), page(40, 60), 40)
    expect(log).toMatchObject({ start: 20, end: 60 })
    const whole = prependPage(log, page(0, 20), 20)
    expect(whole).toMatchObject({ start: 0, end: 60 })
    expect(offsets(whole)).toEqual([0, 20, 40])
  })

  test('is the same object when nothing came, so that nothing is rendered', () => {
    const log = page(20, 40)
    expect(appendPage(log, page(40, 40, { entries: [] }), 40)).toBe(log)
  })

  test.each([
    ['a file that has shrunk', page(0, 10, { size: 10 })],
    ['another session', page(40, 60, { sessionId: '00000000-0000-4000-8000-000000000001' })],
  ])('is begun anew by %s', (_what, answer) => {
    expect(appendPage(page(20, 40), answer, 40)).toBe(answer)
  })

  test('does not take an older part twice, nor one of another file', () => {
    const log = prependPage(page(20, 40), page(10, 20), 20)
    expect(prependPage(log, page(10, 20), 20)).toBe(log)
    const other = page(0, 8, { size: 8 })
    expect(prependPage(log, other, 10)).toBe(other)
  })
})
