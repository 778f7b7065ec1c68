import { describe, expect, it } from 'vitest'
import {
  formatAxisCost,
  formatCost,
  formatCount,
  formatDuration,
  formatLimit,
  formatRelative,
  formatRunTime,
  formatTimestamp,
  pluralize,
} from '../../src/lib/format.ts'

describe('formats', () => {
  it.each([
    [formatDuration, -1, '0:00'],
    [formatDuration, 7_999, '0:07'],
    [formatDuration, 750_000, '12:30'],
    [formatDuration, 3_723_000, '1:02:03'],
    [formatRunTime, 45.4, '45 ms'],
    [formatRunTime, 3_240, '3.2 s'],
    [formatRunTime, 750_000, '12:30'],
    [formatLimit, 600_000, '10 min'],
    [formatLimit, 90_000, '90 s'],
    [formatLimit, 7_200_000, '2 h'],
    [formatCost, 0, '$0'],
    [formatAxisCost, 0.0195, '$0.0195'],
    [formatAxisCost, 12, '$12'],
    [formatCost, 0.0042, '$0.0042'],
    [formatCost, 1.254, '$1.25'],
    [formatCount, 950, '950'],
    [formatCount, 12_345, '12.3k'],
    [formatCount, 2_000_000, '2M'],
  ])('%o of %d as %s', (format, value, expected) => {
    expect(format(value)).toBe(expected)
  })

  it.each([
    [-5_000, 'just now'],
    [59_000, 'just now'],
    [60_000, '1 min ago'],
    [7_200_000, '2 h ago'],
    [172_800_000, '2 d ago'],
    [864_000_000, '2026-01-01'],
  ])('an age of %d ms as %s', (ageMs, expected) => {
    const iso = '2026-01-01T00:00:00.000Z'
    expect(formatRelative(iso, Date.parse(iso) + ageMs)).toBe(expected)
  })

  it('a moment the same in every time zone', () => {
    expect(formatTimestamp('2026-01-31T09:05:00.123Z')).toBe('2026-01-31 09:05:00 UTC')
  })

  it('one thing and several things', () => {
    expect([pluralize(1, 'question'), pluralize(2, 'question')]).toEqual(['1 question', '2 questions'])
  })
})
