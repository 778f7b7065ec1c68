/** Quantifiers are bounded so that no text, however long its words, takes more than linear time. */
const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\bsk-[A-Za-z0-9_-]{16,1000}/g, '[redacted key]'],
  [/\bgh[opsur]_[A-Za-z0-9]{16,1000}/g, '[redacted token]'],
  [/\bgithub_pat_[A-Za-z0-9_]{16,1000}/g, '[redacted token]'],
  [/\bbearer\s{1,8}[A-Za-z0-9._~+/=-]{8,8000}/gi, 'Bearer [redacted]'],
  [/\b(authorization["']?\s{0,4}[:=]\s{0,4}["']?basic)\s{1,8}[^\s"',]{4,8000}/gi, '$1 [redacted]'],
  [/\b(x-api-key["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',]{8,1000}/gi, '$1[redacted]'],
  [/(:\/\/[^\s:@/]{0,256}):[^\s@/]{1,1000}@/g, '$1:[redacted]@'],
]

/** Takes keys, tokens and passwords of well-known shapes out of a text that people and files will see. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}
