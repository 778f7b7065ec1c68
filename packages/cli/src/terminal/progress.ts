import type { ShownExecution } from '@specflow/client'
import type { Output } from '../world.ts'
import { cleanText } from './clean-text.ts'
import { elapsedWords, statusWords } from './words.ts'

const REFRESH_MS = 1_000
const CLEAR_LINE = '\r\u001b[2K'

export interface Progress {
  show(execution: ShownExecution): void
  /** Takes the line away for as long as something else is written. */
  clear(): void
  end(): void
}

/** One line that tells state and elapsed time, and goes away in the end. Nothing where there is no terminal. */
export function createProgress(output: Output): Progress {
  if (!output.isTerminal) return { show: () => undefined, clear: () => undefined, end: () => undefined }
  let shown: ShownExecution | undefined
  const draw = () => {
    if (shown) output.write(`${CLEAR_LINE}${cleanText(describe(shown))}`)
  }
  const timer = setInterval(draw, REFRESH_MS)
  const clear = () => {
    output.write(CLEAR_LINE)
  }
  return {
    show(execution) {
      shown = execution
      draw()
    },
    clear,
    end() {
      clearInterval(timer)
      clear()
    },
  }
}

function describe(execution: ShownExecution): string {
  const { queuedBecause, runs, status } = execution
  const turn = runs.length > 1 ? ` · run ${String(runs.length)}` : ''
  const reason = queuedBecause === undefined ? '' : ` · ${queuedBecause.split('\n')[0]?.slice(0, 60) ?? ''}`
  return `${statusWords(status)} · ${elapsedWords(execution)}${turn}${reason}`
}
