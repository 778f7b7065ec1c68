import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listFolders } from '../../src/folders/list-folders.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const list = (path: string, registered: string[] = []) =>
  listFolders({ path, registered: new Set(registered) })

test('lists folders alone, hidden ones last, and marks what they are', async () => {
  const root = await realpath(temporaryDirectory())
  for (const folder of ['b', 'A/.git', '.hidden', 'c/.claude', 'Z']) {
    await mkdir(join(root, folder), { recursive: true })
  }
  await writeFile(join(root, 'file.txt'), '')
  await writeFile(join(root, 'Z/.git'), 'gitdir: elsewhere')
  await symlink(join(root, 'c'), join(root, 'link'))
  await symlink(join(root, 'nowhere'), join(root, 'dangling'))
  await symlink(join(root, 'file.txt'), join(root, 'to-file'))

  const { directories, isTruncated, parent, path } = await list(root, [join(root, 'c')])
  expect(path).toBe(root)
  expect(parent).toBe(join(root, '..'))
  expect(isTruncated).toBe(false)
  expect(directories.map(({ name }) => name)).toEqual(['A', 'b', 'c', 'link', 'Z', '.hidden'])
  expect(directories.filter(({ isGit }) => isGit).map(({ name }) => name)).toEqual(['A', 'Z'])
  expect(directories.filter(({ hasClaude }) => hasClaude).map(({ name }) => name)).toEqual(['c', 'link'])
  expect(directories.filter(({ isRegistered }) => isRegistered).map(({ name }) => name)).toEqual([
    'c',
    'link',
  ])
  expect(directories[3]?.path).toBe(join(root, 'link'))
})

test('gives at most a thousand, and says that there are more', async () => {
  const root = temporaryDirectory()
  for (let number = 0; number < 1_001; number += 1) await mkdir(join(root, String(number).padStart(4, '0')))
  const { directories, isTruncated } = await list(root)
  expect(directories).toHaveLength(1_000)
  expect(directories.at(-1)?.name).toBe('0999')
  expect(isTruncated).toBe(true)
})

test('the root has no parent', async () => {
  expect(await list('/')).not.toHaveProperty('parent')
})

test.each([
  ['code', 'is not absolute'],
  ['/no/such/folder', 'does not exist'],
  ['/etc/passwd', 'is not a folder'],
])('refuses %j with the path and what to do', async (path, reason) => {
  await expect(list(path)).rejects.toMatchObject({
    code: 'PROJECT_PATH_INVALID',
    message: expect.stringContaining(`${JSON.stringify(path)} ${reason}`) as string,
  })
})
