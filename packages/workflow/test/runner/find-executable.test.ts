import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findExecutable } from '../../src/runner/find-executable.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** Folders `a`, `b` and `c` of which the latter two hold the executable. */
async function createFolders(root: string) {
  const [a, b, c] = [join(root, 'a'), join(root, 'b'), join(root, 'c')]
  await Promise.all([a, b, c].map((folder) => mkdir(folder)))
  await Promise.all([b, c].map((folder) => writeFile(join(folder, 'agent'), '#!/bin/sh\n', { mode: 0o755 })))
  return { a, b, c }
}

describe('findExecutable', () => {
  test('takes the first folder of the search path that has it', async () => {
    const root = temporaryDirectory()
    const { a, b, c } = await createFolders(root)
    const found = await findExecutable({ name: 'agent', searchPath: [a, b, c].join(':') })
    expect(found).toMatchObject({ kind: 'found', path: join(b, 'agent') })
  })

  test('passes over the folders that do not count', async () => {
    const root = temporaryDirectory()
    const { a, b, c } = await createFolders(root)
    const found = await findExecutable({ name: 'agent', searchPath: [a, `${b}/`, c].join(':'), without: [b] })
    expect(found).toMatchObject({ kind: 'found', path: join(c, 'agent') })
  })

  test('says where it looked when it found none', async () => {
    const root = temporaryDirectory()
    const { a, b } = await createFolders(root)
    const searchPath = `${a}::relative/bin:${b}:`
    expect(await findExecutable({ name: 'other', searchPath })).toEqual({ kind: 'missing', searched: [a, b] })
  })

  test('passes over folders and files that are not executable', async () => {
    const root = temporaryDirectory()
    const { a, b, c } = await createFolders(root)
    await mkdir(join(a, 'agent'))
    await chmod(join(b, 'agent'), 0o644)
    const found = await findExecutable({ name: 'agent', searchPath: [a, b, c].join(':') })
    expect(found).toMatchObject({ kind: 'found', path: join(c, 'agent') })
  })

  test('takes a path as it is', async () => {
    const root = temporaryDirectory()
    const { a, c } = await createFolders(root)
    const path = join(c, 'agent')
    expect(await findExecutable({ name: path, searchPath: a })).toMatchObject({ kind: 'found', path })
    const fromHere = `./${relative(process.cwd(), path)}`
    expect(await findExecutable({ name: fromHere, searchPath: '' })).toMatchObject({ kind: 'found', path })
    expect(await findExecutable({ name: join(a, 'agent'), searchPath: c })).toEqual({
      kind: 'missing',
      searched: [],
    })
  })
})
