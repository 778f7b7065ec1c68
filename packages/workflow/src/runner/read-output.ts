import { open } from 'node:fs/promises'
import { parseOutput, type ParsedOutput } from './result-parser.ts'

const MAX_OUTPUT_BYTES = 64 * 1_024 * 1_024

/** Reads the output of an ended run. Never rejects: what cannot be read is no result, and says why. */
export async function readOutput(path: string): Promise<ParsedOutput> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > MAX_OUTPUT_BYTES) return { kind: 'none', reason: tooLarge(size) }
      return parseOutput(await file.readFile())
    } finally {
      await file.close()
    }
  } catch (error) {
    // Without a file nothing was ever printed: the run ended before the supervisor opened it.
    if (isMissing(error)) return { kind: 'empty' }
    return { kind: 'none', reason: `The output could not be read (${describe(error)}).` }
  }
}

function tooLarge(size: number): string {
  const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`
  return `The output has ${megabytes(size)}; at most ${megabytes(MAX_OUTPUT_BYTES)} are read.`
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
