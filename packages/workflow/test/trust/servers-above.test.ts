import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashSources } from '../../src/trust/brought-source.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { readFolder } from './read-folder.ts'

const servers = (command: string) => JSON.stringify({ mcpServers: { a: { command } } })

async function projectBelow(files: Record<string, string>) {
  const top = temporaryDirectory()
  const project = join(top, 'group', 'project')
  await mkdir(project, { recursive: true })
  writeFiles(top, files)
  return { top, project }
}

test('servers of every folder above the project are shown, the nearest first', async () => {
  const { project, top } = await projectBelow({
    '.mcp.json': servers('far'),
    'group/.mcp.json': servers('near'),
    'group/project/.mcp.json': servers('own'),
    'group/other/.mcp.json': servers('other'),
  })
  const brings = (await readFolder(project, top)).flatMap((source) => source.brings)
  expect(brings.map(({ detail, file, kind }) => [kind, detail, file])).toEqual([
    ['mcp_server', 'own', '.mcp.json'],
    ['mcp_server', 'near', join(top, 'group/.mcp.json')],
    ['mcp_server', 'far', join(top, '.mcp.json')],
  ])
})

test('they are acknowledged with the rest, also where they are not shown', async () => {
  const { project, top } = await projectBelow({ 'shared.json': servers('a') })
  const hashes: (string | undefined)[] = []
  const keepHash = async () => hashes.push(hashSources(await readFolder(project, top)))
  await keepHash()
  await writeFile(join(top, '.mcp.json'), servers('b'))
  await keepHash()
  await rm(join(top, '.mcp.json'))
  await symlink('shared.json', join(top, '.mcp.json'))
  await keepHash()
  await writeFile(join(top, 'shared.json'), servers('c'))
  await keepHash()
  expect(hashes[0]).toBeUndefined()
  expect(new Set(hashes).size).toBe(4)
})

test('they are those above the place that a link to the project leads to', async () => {
  const { project, top } = await projectBelow({ 'group/.mcp.json': servers('near') })
  const link = join(top, 'link')
  await symlink(project, link)
  expect(await readFolder(link, top)).toMatchObject([{ file: join(top, 'group/.mcp.json') }])
})
