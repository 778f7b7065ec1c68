import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RegisterProjectInput } from '@specflow/workflow/schema'
import { ensureSampleProject, sampleProjectPath } from '../../src/server/sample-project.ts'
import { project } from './support/records.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'

async function prepare(root: string) {
  const home = join(root, 'home')
  const source = join(root, 'source')
  await mkdir(join(source, '.claude'), { recursive: true })
  await mkdir(home)
  await writeFile(join(source, '.claude', 'skill.md'), 'A skill.')
  const registered: RegisterProjectInput[] = []
  const register = (input: RegisterProjectInput) => {
    registered.push(input)
    return Promise.resolve({ project, created: true })
  }
  return {
    home,
    registered,
    ensure: (override = { register }) => ensureSampleProject({ home, source, projects: override }),
  }
}

test('is copied into the state directory and registered', async () => {
  await using root = await temporaryDirectory()
  const { home, registered, ensure } = await prepare(root.path)
  await ensure()
  await expect(readFile(join(sampleProjectPath(home), '.claude', 'skill.md'), 'utf8')).resolves.toBe(
    'A skill.',
  )
  expect(registered).toEqual([{ path: sampleProjectPath(home), name: 'Sample project' }])
})

test('is given once: whoever removed it does not get it again', async () => {
  await using root = await temporaryDirectory()
  const { home, registered, ensure } = await prepare(root.path)
  await ensure()
  await rm(sampleProjectPath(home), { recursive: true })
  await ensure()
  expect(registered).toHaveLength(1)
  await expect(readdir(home)).resolves.toEqual(['sample-project.given'])
})

test('what the user changed in it stays when the registration has to be repeated', async () => {
  await using root = await temporaryDirectory()
  const { home, registered, ensure } = await prepare(root.path)
  await expect(ensure({ register: () => Promise.reject(new Error('no space')) })).rejects.toThrow('no space')
  await writeFile(join(sampleProjectPath(home), 'mine.txt'), 'mine')
  await ensure()
  expect(registered).toHaveLength(1)
  await expect(readFile(join(sampleProjectPath(home), 'mine.txt'), 'utf8')).resolves.toBe('mine')
})

test('a copy that fails leaves nothing behind', async () => {
  await using root = await temporaryDirectory()
  const { home, ensure } = await prepare(root.path)
  await rm(join(root.path, 'source'), { recursive: true })
  await expect(ensure()).rejects.toThrow('ENOENT')
  await expect(readdir(home)).resolves.toEqual([])
})
