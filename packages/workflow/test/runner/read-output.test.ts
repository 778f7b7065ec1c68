import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOutput } from '../../src/runner/read-output.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

describe('readOutput', () => {
  test('reads a result of several megabytes whole', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'output.json')
    const text = 'ü'.repeat(2_000_000)
    await writeFile(path, JSON.stringify({ type: 'result', is_error: false, result: text }))
    expect(await readOutput(path)).toEqual({ kind: 'result', result: { isError: false, result: text } })
  })

  test('does not read more than 64 MB, and says so', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'output.json')
    await writeFile(path, '')
    await truncate(path, 64 * 1_024 * 1_024 + 100_000)
    const output = await readOutput(path)
    expect(output).toEqual({ kind: 'none', reason: 'The output has 64.1 MB; at most 64.0 MB are read.' })
  })

  test('a file that was never made is an empty output', async () => {
    const directory = temporaryDirectory()
    expect(await readOutput(join(directory, 'output.json'))).toEqual({ kind: 'empty' })
  })

  test('a file that cannot be read is not an empty output', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'output.json')
    await mkdir(path)
    expect(await readOutput(path)).toEqual({
      kind: 'none',
      reason: expect.stringContaining('could not be read (EISDIR') as string,
    })
  })
})
