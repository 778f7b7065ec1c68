import { TRPCClientError } from '@trpc/client'
import { expect, it } from 'vitest'
import type { AppRouter } from '@specflow/api'
import { isTransient, readRefusal } from '../../src/trpc/refusal.ts'
import { noAnswer, refusal } from '../support/fake-api.tsx'

it('reads the code and the words of a refusal', () => {
  expect(readRefusal(refusal('STALE_QUESTIONS', 'The set is another.'))).toEqual({
    code: 'STALE_QUESTIONS',
    message: 'The set is another.',
  })
})

it('reads what the guard in front of tRPC answered', () => {
  const error = new TRPCClientError<AppRouter>('Unable to transform response', {
    meta: { responseJSON: { error: { code: 'FORBIDDEN', message: 'Open http://127.0.0.1:4747.' } } },
  })
  expect(readRefusal(error)).toEqual({ code: 'FORBIDDEN', message: 'Open http://127.0.0.1:4747.' })
})

it('reads a code that only a newer server has, and nothing where there is none', () => {
  const answered = (responseJSON: Record<string, unknown>) =>
    readRefusal(new TRPCClientError<AppRouter>('Unable to transform response', { meta: { responseJSON } }))
  const newer = { code: 'OF_TOMORROW', message: 'Not today.' }
  expect(answered({ error: newer })).toEqual(newer)
  expect(answered({ error: { code: 5, message: 'Not today.' } })).toBeUndefined()
  expect(answered({ error: { code: 'FORBIDDEN' } })).toBeUndefined()
})

it.each([
  ['no answer', noAnswer(), true],
  ['a mistake of the server', refusal('INTERNAL', ''), true],
  ['a refusal', refusal('EXECUTION_NOT_FOUND', ''), false],
])('asks again after %s: %s', (_name, error, expected) => {
  expect(isTransient(error)).toBe(expected)
})
