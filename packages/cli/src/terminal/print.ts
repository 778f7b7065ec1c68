import type { World } from '../world.ts'
import { cleanText } from './clean-text.ts'

/** How a command answers: words for a person, or one line of JSON per thing for a program. */
export interface Print {
  readonly isForPerson: boolean
  /** For a person only. */
  say(text: string): void
  /** For a program only. */
  emit(value: unknown): void
  /** Beside the answer, whoever reads it. */
  note(text: string): void
}

/** For a person where the answer goes to a terminal and `--json` does not say otherwise. */
export function createPrint({ stderr, stdout }: Pick<World, 'stderr' | 'stdout'>, json: boolean): Print {
  const isForPerson = stdout.isTerminal && !json
  return {
    isForPerson,
    say(text) {
      if (isForPerson) stdout.write(`${cleanText(text)}\n`)
    },
    emit(value) {
      if (!isForPerson) stdout.write(`${JSON.stringify(value)}\n`)
    },
    note: (text) => stderr.write(`${cleanText(text)}\n`),
  }
}
