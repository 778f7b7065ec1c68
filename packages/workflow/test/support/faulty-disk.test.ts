import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFile, replaceFile } from '../../src/files/durable-file.ts'
import { faultyDisk, type DiskFault } from './faulty-disk.ts'
import { refusalOf } from './refusals.ts'
import { synchronousDisk } from './synchronous-disk.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const disk = synchronousDisk({ sync: false })

/** Writes a file again and again; answers what went wrong, and how each write ended. */
async function writeMany(seed: number) {
  const path = join(temporaryDirectory(), 'file')
  const faulty = faultyDisk({ seed, rate: 0.3, disk })
  const ends: string[] = []
  for (let number = 0; number < 50; number += 1) {
    ends.push(
      await replaceFile(path, `text ${String(number)}`, faulty).then(
        () => 'written',
        (error: unknown) => (error as { code: string }).code,
      ),
    )
  }
  return { faults: faulty.history, ends }
}

describe('a faulty disk', () => {
  it('goes wrong in the same places for a seed, and in others for another', async () => {
    const [first, again, other] = [await writeMany(7), await writeMany(7), await writeMany(8)]
    expect(again).toEqual(first)
    expect(other.faults).not.toEqual(first.faults)
    expect(new Set(first.ends)).toEqual(new Set(['written', 'STORAGE_FULL', 'STORAGE_UNWRITABLE']))
  })

  it('goes well at the rate 0, and knows every fault at the rate 1', async () => {
    const path = join(temporaryDirectory(), 'file')
    const faulty = faultyDisk({ seed: 1, rate: 0, disk })
    await replaceFile(path, 'old', faulty)
    expect(faulty.history).toEqual([])
    faulty.setRate(1)
    for (let number = 0; number < 40; number += 1) await refusalOf(replaceFile(path, 'new', faulty))
    expect(new Set(faulty.history)).toEqual(
      new Set(['open EMFILE', 'open EROFS', 'open ENOSPC', 'open EIO', ...['remove EIO', 'remove EROFS']]),
    )
    expect(readFileSync(path, 'utf8')).toBe('old')
  })

  it.each<[DiskFault, string]>([
    ['EMFILE', 'STORAGE_UNWRITABLE'],
    ['EROFS', 'STORAGE_UNWRITABLE'],
    ['EIO', 'STORAGE_UNWRITABLE'],
    ['ENOSPC', 'STORAGE_FULL'],
  ])('reports %s as a file system does', async (fault, code) => {
    const path = join(temporaryDirectory(), 'file')
    const faulty = faultyDisk({ seed: 1, rate: 1, faults: [fault], disk })
    expect(await refusalOf(createFile(path, 'text', faulty))).toMatchObject({ code, cause: { code: fault } })
    expect(() => readdirSync(path)).toThrow('ENOENT')
  })

  it('writes less than it was given, and what is left when it is asked again', async () => {
    const path = join(temporaryDirectory(), 'file')
    const faulty = faultyDisk({ seed: 1, rate: 1, faults: ['short write'], disk })
    await createFile(path, 'a text of some length', faulty)
    expect(readFileSync(path, 'utf8')).toBe('a text of some length')
    expect(faulty.history.length).toBeGreaterThan(3)
  })

  it('may have done what it reports as failed', async () => {
    const path = join(temporaryDirectory(), 'file')
    const faulty = faultyDisk({ seed: 1, rate: 1, faults: ['late EIO'], disk })
    await refusalOf(replaceFile(path, 'text', faulty))
    expect(readFileSync(path, 'utf8')).toBe('text')
  })
})
