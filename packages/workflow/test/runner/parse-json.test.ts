import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/runner/parse-json.ts'

describe('parseJson', () => {
  test.each([
    ['"\\ud83d\\ude00"', '😀', false],
    ['"\\ud83d"', '\ufffd', true],
    ['"\\ude00\\ud83d"', '\ufffd\ufffd', true],
    ['"\\ud83d\\ud83d\\ude00"', '\ufffd😀', true],
    ['"\\\\ud83d"', '\\ud83d', false],
    ['"\\\\\\ud83d"', '\\\ufffd', true],
    ['{"\\ud83d":1}', { '\ufffd': 1 }, true],
  ])('P21 reads %s without half characters', (text, value, isRepaired) => {
    expect(parseJson(text)).toEqual({ value, isRepaired })
  })

  test('is undefined for what is no JSON', () => {
    expect(parseJson('[warning]')).toBeUndefined()
    expect(parseJson('"\\ud8')).toBeUndefined()
  })

  test('P21 gives back every value, with half characters replaced as everywhere, and says whether there were any', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value)
        expect(parseJson(text)).toEqual({ value: JSON.parse(text) as unknown, isRepaired: false })
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xd700, max: 0xe0ff }), { maxLength: 20 }), (units) => {
        const string = String.fromCharCode(...units)
        const escaped = units.map((unit) => `\\u${unit.toString(16)}`).join('')
        const wellFormed = new TextDecoder().decode(new TextEncoder().encode(string))
        expect(parseJson(`["${escaped}"]`)).toEqual({
          value: [wellFormed],
          isRepaired: wellFormed !== string,
        })
      }),
    )
  })
})
