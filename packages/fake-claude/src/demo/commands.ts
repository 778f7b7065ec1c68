/** The slash command at the very first character of a prompt; anywhere else it is text. */
export function readCommand(prompt: string): { name: string; input: string } | undefined {
  const match = /^\/([A-Za-z0-9][A-Za-z0-9._:-]*)(?:\s+([\s\S]*))?$/.exec(prompt)
  return match?.[1] === undefined ? undefined : { name: match[1], input: match[2]?.trim() ?? '' }
}

/** Commands that the real agent carries out by itself, without a model and so without structured output. */
export const LOCAL_COMMANDS: ReadonlySet<string> = new Set(['clear', 'compact', 'cost', 'help'])
