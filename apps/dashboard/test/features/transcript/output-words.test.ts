import { expect, test } from 'vitest'
import { outputWords } from '../../../src/features/transcript/output-words.ts'

test.each([
  ['{ "status": "needs_input", "questions": [', 'Questions asked'],
  ['{"status":"completed"}', 'Result given'],
  ['{"message":"no","status":"failed"}', 'Failure reported'],
  ['{"status":"constructor"}', 'Output given'],
  ['{}', 'Output given'],
])('%s is called %s', (output, words) => {
  expect(outputWords(output)).toBe(words)
})
