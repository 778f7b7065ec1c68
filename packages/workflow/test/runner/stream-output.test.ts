import { symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { streamOutput } from '../../src/runner/stream-output.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

async function read(path: string): Promise<string | undefined> {
  const parts = await streamOutput(path)
  if (!parts) return undefined
  let text = ''
  for await (const part of parts) text += part
  return text
}

describe('the output of a run', () => {
  it('is text without secrets, whatever bytes it is of', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'output.json')
    const long = '€ und ü '.repeat(200_000)
    await writeFile(
      path,
      Buffer.concat([Buffer.from(`ANTHROPIC_API_KEY=0123456789 ${long}`), Buffer.from([0xff])]),
    )
    expect((await read(path)) === `ANTHROPIC_API_KEY=[redacted] ${long}\uFFFD`).toBe(true)
    await writeFile(path, '')
    expect(await read(path)).toBe('')
  })

  it('ends where the file ended when it was asked for, or earlier where the file has shrunk', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'stderr.log')
    await writeFile(path, 'one two')
    const [longer, shorter] = [await streamOutput(path), await streamOutput(path)]
    await writeFile(path, 'one two three')
    expect(await collect(longer)).toBe('one two')
    await truncate(path, 3)
    expect(await collect(shorter)).toBe('one')
  })

  it('is none where there is no plain file', async () => {
    const directory = temporaryDirectory()
    const link = join(directory, 'link')
    await writeFile(join(directory, 'file'), 'x')
    await symlink(join(directory, 'file'), link)
    expect(await read(link)).toBeUndefined()
    expect(await read(directory)).toBeUndefined()
    expect(await read(join(directory, 'none'))).toBeUndefined()
  })
})

async function collect(parts: AsyncIterable<string> | undefined): Promise<string> {
  let text = ''
  for await (const part of parts ?? []) text += part
  return text
}
