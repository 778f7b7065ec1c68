import { describe, expect, test } from 'vitest'
import type { TranscriptEntry } from '@specflow/workflow/schema'
import { countRowsFrom, toRows } from '../../../src/features/transcript/transcript-rows.ts'

const at = (offset: number) => ({ offset, part: 0 })
const said = (offset: number): TranscriptEntry => ({ ...at(offset), kind: 'assistant', text: 'x' })
const call = (offset: number, id: string, name = 'Bash'): TranscriptEntry => ({
  ...at(offset),
  kind: 'tool_call',
  id,
  name,
  summary: name,
  input: '{}',
})
const result = (offset: number, id: string, isError = false): TranscriptEntry => ({
  ...at(offset),
  kind: 'tool_result',
  id,
  text: 'y',
  isError,
})
const todo = (offset: number, id: string): TranscriptEntry => ({ ...at(offset), kind: 'todo', id, items: [] })
const shape = (entries: TranscriptEntry[]) =>
  toRows(entries).map((row) => {
    if (row.kind === 'tool') return [row.key, row.call?.id, row.result?.id]
    return [row.key, row.kind === 'entry' ? row.entry.kind : `${String(row.count)} ${row.why}`]
  })

describe('the rows of a transcript', () => {
  test('have each result with its call, whatever stands between them', () => {
    expect(shape([call(0, 'a'), call(1, 'b'), said(2), result(3, 'b'), result(4, 'a')])).toEqual([
      ['0.0', 'a', 'a'],
      ['1.0', 'b', 'b'],
      ['2.0', 'assistant'],
    ])
  })

  test('have a result alone whose call is not known yet, and a call alone that has none', () => {
    expect(shape([result(3, 'a'), call(4, 'b')])).toEqual([
      ['3.0', undefined, 'a'],
      ['4.0', 'b', undefined],
    ])
  })

  test('leave out what only says that something was taken down, and no failure', () => {
    const answer: TranscriptEntry = { ...at(2), kind: 'structured_output', output: '{}' }
    expect(shape([call(0, 's', 'StructuredOutput'), answer, result(3, 's')])).toEqual([
      ['2.0', 'structured_output'],
    ])
    expect(shape([call(0, 's', 'StructuredOutput'), result(1, 's', true)])).toEqual([['0.0', 's', 's']])
    expect(shape([todo(0, 't'), result(1, 't')])).toEqual([['0.0', 'todo']])
    expect(shape([todo(0, 't'), result(1, 't', true)])).toEqual([
      ['0.0', 'todo'],
      ['1.0', undefined, 't'],
    ])
  })

  test('count neighbouring lines that cannot be shown', () => {
    const broken = (offset: number): TranscriptEntry => ({ ...at(offset), kind: 'unreadable' })
    expect(shape([broken(0), broken(1), said(2), broken(3), { ...at(4), kind: 'too_large' }])).toEqual([
      ['0.0', '2 unreadable'],
      ['2.0', 'assistant'],
      ['3.0', '1 unreadable'],
      ['4.0', '1 too_large'],
    ])
  })

  test('say where the same side goes on speaking', () => {
    const rows = toRows([said(0), said(1), call(2, 'a'), said(3)])
    expect(rows.map((row) => row.kind === 'entry' && row.isContinued === true)).toEqual([
      false,
      true,
      false,
      false,
    ])
  })

  test('that came after a place are counted', () => {
    const rows = toRows([said(0), said(10), call(20, 'a'), result(30, 'a')])
    expect([0, 10, 11, 20, 99].map((offset) => countRowsFrom(rows, offset))).toEqual([3, 2, 1, 1, 0])
  })
})
