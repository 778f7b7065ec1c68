const WORDS: ReadonlyMap<string, string> = new Map([
  ['needs_input', 'Questions asked'],
  ['completed', 'Result given'],
  ['failed', 'Failure reported'],
])

/** What an agent's structured output amounts to, by the status in its text, which may end in the middle. */
export function outputWords(output: string): string {
  const status = /"status":\s*"([a-z_]+)"/.exec(output)?.[1]
  return WORDS.get(status ?? '') ?? 'Output given'
}
