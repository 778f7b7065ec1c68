import { open, type FileHandle } from 'node:fs/promises'
import { parseOutput, type ParsedOutput } from './result-parser.ts'

const MAX_OUTPUT_BYTES = 64 * 1_024 * 1_024

/**
 * Reads the output of a run. Never rejects: what cannot be read is no result, and says why. Of a run that is still
 * going on it reads what is there at this moment, however fast that grows.
 */
export async function readOutput(path: string): Promise<ParsedOutput> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > MAX_OUTPUT_BYTES) return { kind: 'none', reason: tooLarge(size) }
      return parseOutput(await readBytes(file, size))
    } finally {
      await file.close()
    }
  } catch (error) {
    // Without a file nothing was ever printed: the run ended before the supervisor opened it.
    if (isMissing(error)) return { kind: 'empty' }
    return { kind: 'none', reason: `The output could not be read (${describe(error)}).` }
  }
}

async function readBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size)
  let length = 0
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return bytes.subarray(0, length)
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
