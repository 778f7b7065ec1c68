import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  openSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPage } from '../../src/transcript/read-page.ts'
import { openTranscriptFile } from '../../src/transcript/transcript-file.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const MB = 1_024 * 1_024

const said = (text: string) => `${JSON.stringify({ type: 'assistant', message: { content: text } })}\n`

/** The pages of a file, with what was read for each. */
function createFile(text = '') {
  const path = join(temporaryDirectory(), 'session.jsonl')
  writeFileSync(path, text)
  const read = async (place: { after?: number; before?: number } = {}) => {
    const file = (await openTranscriptFile(path)) ?? expect.unreachable('there is no file')
    let bytesRead = 0
    let largestRead = 0
    try {
      const counting: typeof file = {
        ...file,
        readAt: async (position, length) => {
          const bytes = await file.readAt(position, length)
          bytesRead += bytes.length
          largestRead = Math.max(largestRead, length)
          return bytes
        },
      }
      const page = await readPage(counting, place)
      const texts = page.entries.map((entry) => ('text' in entry ? entry.text : entry.kind))
      return { ...page, texts, bytesRead, largestRead }
    } finally {
      await file.close()
    }
  }
  return { path, read }
}

describe('a page of a transcript', () => {
  test('without a place is the newest, and what comes after follows', async () => {
    const { path, read } = createFile(said('one') + said('two'))
    const first = await read()
    expect(first).toMatchObject({ start: 0, end: first.size, texts: ['one', 'two'] })
    expect(await read({ after: first.end })).toMatchObject({ start: first.end, end: first.end, texts: [] })
    appendFileSync(path, said('three'))
    expect(await read({ after: first.end })).toMatchObject({ start: first.end, texts: ['three'] })
  })

  test('leaves a line that is just being written for later', async () => {
    const line = said('whole in the end')
    const { path, read } = createFile(said('one') + line.slice(0, 20))
    const first = await read()
    expect(first).toMatchObject({ end: said('one').length, texts: ['one'] })
    expect(await read({ after: first.end })).toMatchObject({ end: first.end, texts: [] })
    appendFileSync(path, line.slice(20))
    expect((await read({ after: first.end })).texts).toEqual(['whole in the end'])
  })

  test('of a long file is a part at its end, and the parts before it are all of the rest', async () => {
    const texts = Array.from({ length: 3_000 }, (_, index) => `${String(index)} ${'x'.repeat(200)}`)
    const { read } = createFile(texts.map(said).join(''))
    let page = await read()
    expect(page.end - page.start).toBeLessThan(200 * 1_024)
    let seen = page.texts
    while (page.start > 0) {
      const before = page.start
      page = await read({ before })
      expect(page.end).toBe(before)
      seen = [...page.texts, ...seen]
    }
    expect(seen).toEqual(texts)
  })

  test('goes back beyond what shows nothing, so that a page of bookkeeping alone is no empty one', async () => {
    const noise = `${JSON.stringify({ type: 'api-request', blob: 'x'.repeat(300 * 1_024) })}\n`
    const { read } = createFile(said('before the noise') + noise.repeat(3))
    expect((await read()).texts).toEqual(['before the noise'])
  })

  test('says of a line above 1 MB that it is too large, once, from both sides', async () => {
    const { read } = createFile(said('one') + said('x'.repeat(9 * MB)) + said('two'))
    const newest = await read()
    expect(newest.texts).toEqual(newest.start === 0 ? ['one', 'too_large', 'two'] : ['two'])
    const older: string[] = []
    for (let { start } = newest; start > 0;) {
      const page = await read({ before: start })
      older.unshift(...page.texts)
      start = page.start
    }
    expect([...older, ...newest.texts]).toEqual(['one', 'too_large', 'two'])
    const forward: string[] = []
    for (let after = 0, calls = 0; after < newest.size; calls += 1) {
      const page = await read({ after })
      forward.push(...page.texts)
      after = page.end
      expect(page.bytesRead).toBeLessThan(5 * MB)
      expect(calls).toBeLessThan(10)
    }
    expect(forward).toEqual(['one', 'too_large', 'two'])
  })

  test('is the newest of what is there now when the file has shrunk', async () => {
    const { path, read } = createFile(said('one') + said('two'))
    const { end } = await read()
    truncateSync(path, said('one').length)
    expect(await read({ after: end })).toMatchObject({ start: 0, end: said('one').length, texts: ['one'] })
    expect(await read({ before: end })).toMatchObject({ start: 0, end: said('one').length, texts: ['one'] })
    writeFileSync(path, '')
    expect(await read({ after: end })).toMatchObject({ size: 0, start: 0, end: 0, texts: [] })
  })

  test('before a place inside a line has only what ends before it', async () => {
    const { read } = createFile(said('one') + said('two') + said('three'))
    expect((await read({ before: said('one').length + 9 })).texts).toEqual(['one'])
    expect((await read({ before: 0 })).texts).toEqual([])
  })

  test('gives what it could read of a file that shrinks meanwhile', async () => {
    const { path } = createFile(said('one'))
    const file = (await openTranscriptFile(path)) ?? expect.unreachable('there is no file')
    truncateSync(path, 0)
    expect(await readPage(file, {})).toMatchObject({ entries: [] })
    await file.close()
  })

  test('of 100 MB costs a few hundred KB, at the end, following, and back', async () => {
    const { path, read } = createFile()
    const descriptor = openSync(path, 'r+')
    // A hole is one line without an end: what stands behind it begins with a newline.
    ftruncateSync(descriptor, 100 * MB)
    const tail = `\n${said('x'.repeat(500)).repeat(1_000)}`
    writeSync(descriptor, tail, 100 * MB)
    closeSync(descriptor)

    const newest = await read()
    expect(newest.entries.length).toBeGreaterThan(100)
    const following = await read({ after: newest.end })
    const older = await read({ before: newest.start })
    expect(older.entries.length).toBeGreaterThan(100)
    for (const page of [newest, following, older]) {
      expect(page.bytesRead).toBeLessThan(512 * 1_024)
      expect(page.largestRead).toBeLessThanOrEqual(64 * 1_024)
    }
    const inTheHole = await read({ before: 100 * MB })
    expect(inTheHole.bytesRead).toBeLessThan(12 * MB)
    expect((await read({ after: 0 })).bytesRead).toBeLessThan(5 * MB)
  })
})
