/** Quantifiers are bounded so that no text, however long its words, takes more than linear time. */
const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    '[redacted key]',
  ],
  [/\bsk-[A-Za-z0-9_-]{16,1000}/g, '[redacted key]'],
  [/\bAIza[A-Za-z0-9_-]{30,100}/g, '[redacted key]'],
  [/\b(?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AIPA|ANPA|ANVA|AROA)[A-Z0-9]{16,128}\b/g, '[redacted key]'],
  [/\bgh[opsur]_[A-Za-z0-9]{16,1000}/g, '[redacted token]'],
  [/\b(?:github_pat_|glpat-|npm_|xox[abeoprs]-)[A-Za-z0-9_-]{16,1000}/g, '[redacted token]'],
  [/\beyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{8,4000}/g, '[redacted token]'],
  [/\bbearer(?:\s{1,8}|%20|\+)[A-Za-z0-9._~+/=-]{8,8000}/gi, 'Bearer [redacted]'],
  [/\b(authorization["']?\s{0,4}[:=]\s{0,4}["']?basic)\s{1,8}[^\s"',]{4,8000}/gi, '$1 [redacted]'],
  [/\b(x-api-key["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',]{8,1000}/gi, '$1[redacted]'],
  // What is named for what it holds: AWS_SECRET_ACCESS_KEY=…, "password": "…", --auth-token …
  [
    /((?:secret(?:[_-]?access)?[_-]?key|secret|api[_-]?key|[_-]token|(?:access|auth|session)token|passw(?:or)?d)["']?\s{0,4}[:=]\s{0,4}["']?)(?!\[redacted)[^\s"',;&]{4,8000}/gi,
    '$1[redacted]',
  ],
  [
    /(--(?:[a-z-]{0,40}-)?(?:secret|key|token|password)\s{1,4})(?!\[redacted)[^\s"']{4,8000}/gi,
    '$1[redacted]',
  ],
  // Up to the last @, because a password may hold one; and as it stands inside another address.
  [/(:\/\/[^\s:@/]{0,256}):[^\s/"']{1,1000}@/g, '$1:[redacted]@'],
  [/(%3A%2F%2F[^\s:@/%]{0,256})%3A[^\s/"'&]{1,1000}%40/gi, '$1%3A[redacted]%40'],
]

/** Longer than every secret that the patterns know, with what they need to see before it. */
export const MAX_SECRET_CHARACTERS = 24_000

/** Where in a text secrets stand, the places of one pattern after those of another. */
export function findSecrets(text: string): { start: number; end: number }[] {
  return SECRETS.flatMap(([pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length })),
  )
}

/** Takes keys, tokens and passwords of well-known shapes out of a text that people and files will see. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}

const SECRET_NAME =
  /(?:secret|(?:access|api|private|secret)[_-]?key|token|passw(?:or)?d|authorization|cookie)$/i

/** Whether a field of this name holds a secret, whatever its value looks like. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name)
}
