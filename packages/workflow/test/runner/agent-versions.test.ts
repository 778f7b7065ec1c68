import { describe, expect, test } from 'vitest'
import { assessVersion, readVersion } from '../../src/runner/agent-versions.ts'
import { KNOWN_BAD_VERSIONS } from '../../src/runner/known-bad-versions.ts'

const FAULT = { reason: 'It loses answers.', link: 'https://example.com/1' }

describe('assessVersion', () => {
  test('knows the version that it was tested with, and takes every other one as untested', () => {
    expect(assessVersion('2.1.330')).toEqual({ kind: 'tested' })
    expect(assessVersion('2.1.331')).toEqual({ kind: 'untested' })
    expect(assessVersion('2.1.330-beta.1')).toEqual({ kind: 'untested' })
  })

  test.each([
    ['2.0.9', false],
    ['2.0.10', true],
    ['2.0.99', true],
    ['2.1.0', true],
    ['2.1.0-rc.1', true],
    ['2.1.1', false],
    ['10.0.0', false],
  ])('%s is in the range from 2.0.10 to 2.1.0: %s', (version, isBad) => {
    const assessment = assessVersion(version, [{ from: '2.0.10', to: '2.1.0', ...FAULT }])
    expect(assessment).toEqual(isBad ? { kind: 'known_bad', ...FAULT } : { kind: 'untested' })
  })

  test('a range without an end is open there', () => {
    expect(assessVersion('0.0.1', [{ to: '1.0.0', ...FAULT }]).kind).toBe('known_bad')
    expect(assessVersion('99.0.0', [{ from: '3.0.0', ...FAULT }]).kind).toBe('known_bad')
  })

  test('every entry of the list has a range, a reason and a link', () => {
    for (const { from, to, reason, link } of KNOWN_BAD_VERSIONS) {
      expect(from ?? to).toMatch(/^\d+\.\d+\.\d+$/)
      expect(reason).not.toBe('')
      expect(URL.canParse(link)).toBe(true)
    }
  })
})

describe('readVersion', () => {
  test.each([
    ['2.1.330 (Claude Code)\n', '2.1.330'],
    ['v2.1.330\n', '2.1.330'],
    ['2.1.330-beta.2 (Claude Code)', '2.1.330-beta.2'],
    ['Claude Code', undefined],
    ['2.1', undefined],
    ['1.2.3.4', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, version) => {
    expect(readVersion(text)).toBe(version)
  })
})
