import { describe, expect, test } from 'vitest'
import { createAuthority } from '../../../src/server/session/authority.ts'
import { sessionCookie } from '../../../src/server/session/cookie.ts'

const TOKEN = 'a'.repeat(43)
const START = new Date('2026-03-01T08:00:00.000Z').getTime()

function create(port = 4747) {
  let nowMs = START
  const authority = createAuthority({ token: TOKEN, port, now: () => new Date(nowMs) })
  const recognize = (headers: { authorization?: string; cookie?: string }) =>
    authority.recognize({ authorization: headers.authorization, cookie: headers.cookie })
  return {
    authority,
    recognize,
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

describe('who is recognized', () => {
  test('a program by the token', () => {
    const { recognize } = create()
    expect(recognize({ authorization: `Bearer ${TOKEN}` })).toBe('bearer')
    expect(recognize({ authorization: `bearer  ${TOKEN}` })).toBe('bearer')
  })

  test('a browser by its cookie, wherever among others it stands', () => {
    const { authority, recognize } = create()
    const own = `specflow_4747=${authority.cookieValue()}`
    expect(recognize({ cookie: own })).toBe('cookie')
    expect(recognize({ cookie: `a=b; specflow_4747=x; ${own};c` })).toBe('cookie')
  })

  test.each([
    {},
    { authorization: '' },
    { authorization: TOKEN },
    { authorization: 'Bearer' },
    { authorization: `Bearer ${TOKEN.slice(1)}` },
    { authorization: `Bearer ${TOKEN}a` },
    { authorization: `Bearer ${TOKEN} ${TOKEN}` },
    { authorization: `Bearer ${TOKEN}, Bearer ${TOKEN}` },
    { cookie: `specflow_4747=${TOKEN}` },
    { cookie: 'specflow_4747=' },
  ])('nobody by %o', (headers) => {
    expect(create().recognize(headers)).toBeUndefined()
  })

  test('nobody by a wrong token beside a right cookie', () => {
    const { authority, recognize } = create()
    const cookie = `specflow_4747=${authority.cookieValue()}`
    expect(recognize({ cookie, authorization: 'Bearer x' })).toBeUndefined()
  })

  test('nobody by the cookie of another port', () => {
    const { authority } = create(4748)
    expect(create().recognize({ cookie: `specflow_4748=${authority.cookieValue()}` })).toBeUndefined()
  })
})

describe('the code of a link', () => {
  test('is good once', () => {
    const { authority } = create()
    const { code } = authority.issueCode()
    expect(code).toMatch(/^[\w-]{43}$/)
    expect(authority.redeemCode(code)).toBe(true)
    expect(authority.redeemCode(code)).toBe(false)
    expect(authority.redeemCode('')).toBe(false)
  })

  test('is good for ten minutes', () => {
    const { authority, pass } = create()
    const { code, expiresAt } = authority.issueCode()
    const late = authority.issueCode()
    expect(expiresAt).toBe('2026-03-01T08:10:00.000Z')
    pass(600_000 - 1)
    expect(authority.redeemCode(code)).toBe(true)
    pass(1)
    expect(authority.redeemCode(late.code)).toBe(false)
  })

  test('of a hundred newer ones the oldest is worth nothing', () => {
    const { authority } = create()
    const codes = Array.from({ length: 101 }, () => authority.issueCode().code)
    expect(codes.map((code) => authority.redeemCode(code))).toEqual([
      false,
      ...Array.from({ length: 100 }, () => true),
    ])
  })
})

test('a new token puts out the old one, its browsers and its links', () => {
  const { authority, recognize } = create()
  const cookie = `specflow_4747=${authority.cookieValue()}`
  const { code } = authority.issueCode()
  authority.replaceToken('b'.repeat(43))
  expect(recognize({ authorization: `Bearer ${TOKEN}` })).toBeUndefined()
  expect(recognize({ cookie })).toBeUndefined()
  expect(authority.redeemCode(code)).toBe(false)
  expect(recognize({ authorization: `Bearer ${'b'.repeat(43)}` })).toBe('bearer')
})

test('the cookie is out of reach of scripts and of other sites, and says nothing of the token', () => {
  const { authority } = create()
  const header = sessionCookie(authority, false)
  expect(header).toMatch(/^specflow_4747=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=2592000$/)
  expect(header).not.toContain(TOKEN)
  expect(sessionCookie(authority, true)).toMatch(/; Secure$/)
})
