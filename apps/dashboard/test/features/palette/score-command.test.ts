import { expect, it } from 'vitest'
import { scoreCommand } from '../../../src/features/palette/command.ts'

const WORDS = ['Weed the beds', 'Completed · Garden', 'stop']

it.each([
  ['', 1],
  ['weed', 1],
  ['  BEDS ', 0.7],
  ['garden completed', 0.4],
  ['weed garden', 1],
  ['stop', 0.4],
  ['weeds', 0],
  ['weed kitchen', 0],
])('gives %j %d', (typed, score) => {
  expect(scoreCommand(typed, WORDS)).toBe(score)
})
