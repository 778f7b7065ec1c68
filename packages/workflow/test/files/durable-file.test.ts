import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Disk, WriteBytes } from '../../src/files/disk.ts'
import { createFile, replaceFile } from '../../src/files/durable-file.ts'
import { temporaryPath, removeStaleTemporaries } from '../../src/files/temporary-file.ts'
import { refusalOf } from '../support/refusals.ts'
import { smallDisk } from '../support/small-disk.ts'
import { synchronousDisk } from '../support/synchronous-disk.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const ONE_BYTE_AT_A_TIME: WriteBytes = async (file, bytes) => {
  const { bytesWritten } = await file.write(bytes.subarray(0, 1))
  return bytesWritten
}

describe('a durable write', () => {
  it('replaces a file as a whole', async () => {
    const path = join(temporaryDirectory(), 'file')
    expect(await replaceFile(path, 'old and longer')).toBe(true)
    expect(await replaceFile(path, 'new')).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  it('goes on until every byte is written', async () => {
    const path = join(temporaryDirectory(), 'file')
    await replaceFile(path, 'a few bytes: é', { write: ONE_BYTE_AT_A_TIME })
    expect(readFileSync(path, 'utf8')).toBe('a few bytes: é')
  })

  it('does not go on for ever when the disk takes nothing', async () => {
    const path = join(temporaryDirectory(), 'file')
    const refusal = await refusalOf(replaceFile(path, 'text', { write: () => Promise.resolve(0) }))
    expect(refusal.code).toBe('STORAGE_UNWRITABLE')
  })

  it('leaves the old file when it is not confirmed', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'file')
    await replaceFile(path, 'old')
    expect(await replaceFile(path, 'new', { confirm: () => false })).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(directory)).toEqual(['file'])
  })

  it('S9 on a full disk says so, keeps the old file and leaves no part of the new one', async () => {
    const { path: disk, write } = smallDisk()
    const options = write ? { write } : {}
    const path = join(disk, 'file')
    await replaceFile(path, 'old', options)
    const refusal = await refusalOf(replaceFile(path, 'x'.repeat(1_000_000), options))
    expect(refusal).toMatchObject({ code: 'STORAGE_FULL', cause: { code: 'ENOSPC' } })
    expect(refusal.message).toContain(path)
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(disk)).toEqual(['file'])
  })

  it.each([
    ['missing/file', 'ENOENT'],
    ['taken/file', 'ENOTDIR'],
    ['folder', 'EISDIR'],
  ])('names the path %s and the cause %s', async (name, code) => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'taken'), '')
    mkdirSync(join(directory, 'folder'))
    const path = join(directory, name)
    const refusal = await refusalOf(replaceFile(path, 'text'))
    expect(refusal).toMatchObject({ code: 'STORAGE_UNWRITABLE', cause: { code } })
    expect(refusal.message).toContain(path)
    expect(readdirSync(directory).sort()).toEqual(['folder', 'taken'])
  })

  it('creates one file of twenty that are tried at once, and it is whole', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'file')
    const texts = Array.from({ length: 20 }, (_, at) => String.fromCharCode(97 + at).repeat(10_000))
    const created = await Promise.all(texts.map((text) => createFile(path, text)))
    expect(created.filter(Boolean)).toHaveLength(1)
    expect(readFileSync(path, 'utf8')).toBe(texts[created.indexOf(true)])
    expect(readdirSync(directory)).toEqual(['file'])
  })

  it('that is placed and does not reach the disk is an error; what it created is taken away again', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'file')
    const syncDirectory = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
    const refusal = await refusalOf(createFile(path, 'old', { syncDirectory }))
    expect(refusal).toMatchObject({ code: 'STORAGE_UNWRITABLE', cause: { code: 'EIO' } })
    expect(readdirSync(directory)).toEqual([])

    await createFile(path, 'old')
    expect(await createFile(path, 'new', { syncDirectory })).toBe(false)
    expect((await refusalOf(replaceFile(path, 'new', { syncDirectory }))).code).toBe('STORAGE_UNWRITABLE')
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(directory)).toEqual(['file'])
  })

  it('brings the bytes to disk before they get their name, and the name before it answers', async () => {
    const path = join(temporaryDirectory(), 'file')
    const { disk, operations } = recordOperations()
    await createFile(path, 'old', disk)
    expect(operations.splice(0)).toEqual(['write', 'sync file', 'link', 'sync folder'])
    await replaceFile(path, 'new', disk)
    expect(operations).toEqual(['write', 'sync file', 'rename', 'sync folder'])
  })

  it('S20 does not write through a link', async () => {
    const directory = temporaryDirectory()
    const canary = join(directory, 'canary')
    writeFileSync(canary, 'alive')
    symlinkSync(canary, join(directory, 'record'))
    symlinkSync(join(directory, 'nowhere'), join(directory, 'dangling'))
    expect(await createFile(join(directory, 'record'), 'text')).toBe(false)
    expect(await createFile(join(directory, 'dangling'), 'text')).toBe(false)
    await replaceFile(join(directory, 'record'), 'text')
    expect(readFileSync(canary, 'utf8')).toBe('alive')
    expect(readdirSync(directory).sort()).toEqual(['canary', 'dangling', 'record'])
  })

  it('removes what dead writers left, and nothing else', () => {
    const directory = temporaryDirectory()
    const own = temporaryPath(join(directory, 'a.json'))
    const before = own.replace(/\.(\d+)-(\d+)\./, '.$1-1.')
    const gone = own.replace(/\.(\d+)-/, '.4194999-')
    const other = own.replace(/\.(\d+)-/, `.${String(process.ppid)}-`)
    const names = [own, before, gone, other, join(directory, 'a.json'), join(directory, '.a.tmp')]
    for (const name of names) writeFileSync(name, '')
    removeStaleTemporaries(directory)
    const kept = [own, other, join(directory, 'a.json'), join(directory, '.a.tmp')]
    expect(
      readdirSync(directory)
        .map((name) => join(directory, name))
        .sort(),
    ).toEqual(kept.sort())
  })
})

/** A disk that does what it is asked, and notes in which order. */
function recordOperations(): { disk: Disk; operations: string[] } {
  const system = synchronousDisk()
  const operations: string[] = []
  const note = (operation: string) => {
    operations.push(operation)
  }
  const disk: Disk = {
    ...system,
    open: async (path, flags, mode) => {
      const file = await system.open(path, flags, mode)
      const isFolder = mode === undefined
      return {
        ...file,
        sync: () => {
          note(isFolder ? 'sync folder' : 'sync file')
          return file.sync()
        },
      }
    },
    write: (file, bytes) => {
      note('write')
      return system.write(file, bytes)
    },
    rename: (from, to) => {
      note('rename')
      return system.rename(from, to)
    },
    link: (from, to) => {
      note('link')
      return system.link(from, to)
    },
  }
  return { disk, operations }
}
