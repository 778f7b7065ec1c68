import { expect, test } from 'vitest'
import { isSecretName, redactSecrets } from '../src/redact.ts'

const LONG = '0123456789abcdefABCDEF0123456789abcd'

test.each([
  ['an API key', `key sk-ant-api03-${LONG}!`, 'key [redacted key]!'],
  ['a GitHub token', `ghp_${LONG}`, '[redacted token]'],
  ['a fine-grained token', `github_pat_11ABCDEFG0_${LONG}`, '[redacted token]'],
  ['a registry token', `npm_${LONG}`, '[redacted token]'],
  ['a signed token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.${LONG}`, '[redacted token]'],
  ['a bearer token', 'authorization: bearer abc.def-ghi_jkl', 'authorization: Bearer [redacted]'],
  ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE is used', '[redacted key] is used'],
  ['an AWS secret', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'AWS_SECRET_ACCESS_KEY=[redacted]'],
  ['a variable', 'ANTHROPIC_API_KEY=0123456789', 'ANTHROPIC_API_KEY=[redacted]'],
  ['a field of JSON', '{"password": "hunter2", "a": 1}', '{"password": "[redacted]", "a": 1}'],
  ['an argument', 'agent --auth-token hunter2 -p', 'agent --auth-token [redacted] -p'],
  ['a password in an address', 'https://me:hunter2@example.com/x', 'https://me:[redacted]@example.com/x'],
  [
    'a password with an @',
    'see https://me:p@ss:w@example.com/x@y',
    'see https://me:[redacted]@example.com/x@y',
  ],
  [
    'a password in an encoded address',
    '?u=https%3A%2F%2Fme%3Ahunter2%40a.b',
    '?u=https%3A%2F%2Fme%3A[redacted]%40a.b',
  ],
  [
    'a private key',
    `a\n-----BEGIN RSA PRIVATE KEY-----\n${LONG}\n-----END RSA PRIVATE KEY-----\nb`,
    'a\n[redacted key]\nb',
  ],
  ['the beginning of a private key', `-----BEGIN PRIVATE KEY-----\n${LONG}`, '[redacted key]'],
])('takes out %s', (_, text, expected) => {
  expect(redactSecrets(text)).toBe(expected)
  expect(redactSecrets(expected)).toBe(expected)
})

test.each([
  'http://localhost:4747/x?a=b@c',
  'see sk-ant docs',
  'the bearer of it',
  'inputTokens: 1234',
  'a task-with-a-rather-long-name',
  'token is missing',
])('leaves %j alone', (text) => {
  expect(redactSecrets(text)).toBe(text)
})

test('takes linear time for a text that nearly is a secret all over', () => {
  const near = ['-----BEGIN PRIVATE KEY-----', 'eyJ', '://', 'secret=', 'bearer ', '--a-token '].map((part) =>
    part.repeat(20_000),
  )
  expect(near.map((text) => redactSecrets(text).length > 0)).toEqual(near.map(() => true))
})

test.each(['password', 'clientSecret', 'api_key', 'apiKey', 'accessToken', 'Authorization', 'set-cookie'])(
  'knows the name %s',
  (name) => {
    expect(isSecretName(name)).toBe(true)
  },
)

test.each(['inputTokens', 'key', 'name', 'secretary', 'passwordless'])(
  'does not mind the name %s',
  (name) => {
    expect(isSecretName(name)).toBe(false)
  },
)
