import { expect, it } from 'vitest'
import { redactStream } from '../src/redact-stream.ts'
import { redactSecrets } from '../src/redact.ts'

const SECRETS: [name: string, secret: string][] = [
  ['an API key', `sk-${'a'.repeat(900)}`],
  [
    'a private key',
    `-----BEGIN RSA PRIVATE KEY-----\n${'abcd\n'.repeat(1_500)}-----END RSA PRIVATE KEY-----`,
  ],
  ['a signed token', `eyJ${'x'.repeat(3_000)}.${'y'.repeat(7_900)}.${'z'.repeat(3_900)}`],
  ['a bearer token', `Authorization: Bearer ${'t'.repeat(7_000)}`],
  ['a field', `client_secret = "${'s'.repeat(7_000)}"`],
]

async function* partsOf(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield await Promise.resolve(text.slice(at, at + length))
}

async function redactParts(text: string, length: number): Promise<string[]> {
  const parts: string[] = []
  for await (const part of redactStream(partsOf(text, length))) parts.push(part)
  return parts
}

/** A secret at every 20,000th character or so, at another place of each part. */
function textWith(secret: string): string {
  return Array.from(
    { length: 12 },
    (_, index) => `${'plain words '.repeat(1_700 + index * 61)}${secret} `,
  ).join('')
}

it.each(SECRETS)('%s is taken out wherever the text is cut', async (_name, secret) => {
  const text = textWith(secret)
  for (const length of [1_000, 7_919, 65_536, text.length]) {
    const parts = await redactParts(text, length)
    // Told apart without being printed: the texts are long.
    expect(parts.join('') === redactSecrets(text)).toBe(true)
    expect(parts.join('').includes(secret.slice(-40))).toBe(false)
  }
})

it('a text without secrets comes as it was, and no part of it is held for long', async () => {
  const text = 'ä€😀 '.repeat(60_000)
  const parts = await redactParts(text, 10_007)
  expect(parts.join('') === text).toBe(true)
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(60_000)
  // The halves of a character apart are two characters that are none.
  const encoded = parts.map((part) => new TextDecoder().decode(new TextEncoder().encode(part)))
  expect(encoded.join('') === text).toBe(true)
})

it('a text that nearly is a secret all over does not grow for ever', async () => {
  const parts = await redactParts('-----BEGIN PRIVATE KEY-----'.repeat(45_000), 262_144)
  expect(parts.length).toBeGreaterThan(1)
})
