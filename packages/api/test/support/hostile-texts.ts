const SEED = 20_260_302

const UUID = '0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11'

/** What somebody would try who wants a path out of an id. */
const BEGINNINGS = [
  '',
  ' ',
  '.',
  '..',
  '../',
  '../../registry',
  '..\\..\\registry',
  '%2e%2e%2f%2e%2e%2fregistry',
  '%00',
  '\0',
  '/etc/passwd',
  'C:\\Windows',
  'CON',
  'nul.json',
  'registry.json',
  'index',
  '__proto__',
  'constructor',
  '*',
  '~root',
  '$(id)',
  '\u202e',
  '\ud800',
  '０b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11',
  UUID.toUpperCase(),
  UUID.replaceAll('-', ''),
  `{${UUID}}`,
  `urn:uuid:${UUID}`,
  `${UUID}.json`,
  `${UUID}.`,
  `${UUID} `,
  `${UUID}\n`,
  `\n${UUID}`,
  `${UUID}\0`,
  `${UUID}/run-1`,
  `${UUID}/../${UUID}`,
  `./${UUID}`,
  `${UUID}${UUID}`,
  'x'.repeat(10_240),
  `${'../'.repeat(3_000)}etc/passwd`,
  UUID,
]

/** So many texts, the same at every run: the beginnings as they are, and then bent in random places. */
export function hostileTexts(count: number): string[] {
  const random = createRandom(SEED)
  const pick = (items: readonly string[]) => items[Math.floor(random() * items.length)] ?? ''
  const signs = Array.from('0af-/\\.%: \0\n\tZ\u00e9\u2028~*"\'')
  return Array.from({ length: count }, (_, index) => {
    const known = BEGINNINGS[index]
    if (known !== undefined) return known
    let text = pick(BEGINNINGS)
    for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes -= 1) {
      const at = Math.floor(random() * (text.length + 1))
      const removed = Math.floor(random() * 3)
      text = text.slice(0, at) + pick(signs) + text.slice(at + removed)
    }
    return text
  })
}

/** Mulberry32: small, and good enough to bend texts with. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
