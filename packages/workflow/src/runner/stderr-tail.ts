import { open } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { redactSecrets } from '../redact.ts'
import { lastCharacters } from './text.ts'

const MAX_LINES = 20
const MAX_CHARACTERS = 4_096
/** Read is more than is shown, so that a secret at the cut is seen whole and redacted. */
const WINDOW_BYTES = 64 * 1_024

/** The end of what the agent said on standard error, fit to be shown; `undefined` when it said nothing or the file cannot be read. */
export async function readStderrTail(path: string): Promise<string | undefined> {
  try {
    const { text, isCut } = await readEnd(path)
    return stderrTail(text, { isCut })
  } catch {
    // It only explains an outcome: without it the code and the message still stand.
    return undefined
  }
}

/** The last lines without control sequences and secrets. The first line of a cut text is a fragment and is dropped. */
export function stderrTail(text: string, { isCut }: { isCut: boolean }): string | undefined {
  const lines = redactSecrets(withoutControls(text)).split('\n').map(lastOverwrite)
  if (isCut && lines.length > 1) lines.shift()
  const tail = lines.join('\n').trimEnd().split('\n').slice(-MAX_LINES).join('\n')
  const shown = lastCharacters(tail, MAX_CHARACTERS)
  return shown.trim() === '' ? undefined : shown
}

async function readEnd(path: string): Promise<{ text: string; isCut: boolean }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const length = Math.min(size, WINDOW_BYTES)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return { text: buffer.toString('utf8', 0, bytesRead), isCut: length < size }
  } finally {
    await file.close()
  }
}

function withoutControls(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
}

/** A progress line writes over itself with carriage returns; whoever watched saw its last state. */
function lastOverwrite(line: string): string {
  return line.split('\r').findLast((state) => state.trim() !== '') ?? ''
}
